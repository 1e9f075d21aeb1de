#include "app/status_routes.hpp"

#include <fmt/format.h>

namespace steward::app {
namespace {

using net::awaitable;
using net::Method;
using net::Request;
using net::Response;

// Longer than the store waits for one answer: its own reason says more than "timeout".
constexpr std::chrono::milliseconds patience{3000};

awaitable<Response> healthz(Status&, Request&) { co_return net::text(200, "ok\n"); }

std::string seconds_late(const std::optional<domain::Instant>& since) {
  if (!since) return "null";
  const auto late = std::chrono::duration_cast<std::chrono::seconds>(net::now() - *since);
  return std::to_string(std::max<long long>(0, late.count()));
}

awaitable<Response> readyz(Status& status, Request&) {
  const auto health = co_await net::within(patience, status.store.health());
  if (!health)
    co_return net::json(
        503, fmt::format(R"({{"ready":false,"redis":{}}})", net::json_quoted(health.error().code)));
  const std::string& trouble = health->trouble;
  co_return net::json(
      trouble.empty() ? 200 : 503,
      fmt::format(
          R"({{"ready":{},"redis":{},"round_trip_ms":{},"timer_late_s":{},"message_late_s":{},"dead_letters":{}}})",
          trouble.empty(), net::json_quoted(trouble.empty() ? "ok" : trouble), health->round_trip.count(),
          seconds_late(health->oldest_overdue_timer), seconds_late(health->oldest_unsent_message),
          health->dead_letters));
}

awaitable<Response> metrics(Status& status, Request&) {
  Response response = net::text(200, status.metrics.render());
  response.headers.set("Content-Type", net::metrics_content_type);
  co_return response;
}

constexpr net::RouteOf<Status> table[] = {
    {Method::get, "/healthz", healthz},
    {Method::get, "/readyz", readyz},
    {Method::get, "/metrics", metrics},
};

}  // namespace

std::vector<net::Route> status_routes(Status& status) { return net::bind(table, status); }

}  // namespace steward::app
