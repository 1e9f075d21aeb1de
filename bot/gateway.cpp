#include "bot/gateway.hpp"

#include "net/log.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace steward::bot {

namespace {

// The same for a missing, wrong or stale signature and for an account that does not exist.
net::Response unauthorised() { return net::problem(401, "not-authorised", "Not authorised"); }

awaitable<net::Response> take_hook(Gateway& gateway, net::Request& request) { return gateway.hook(request); }

// Gateways of SMS call with GET; whoever signs a body does not.
constexpr net::RouteOf<Gateway> table[] = {{net::Method::post, "/hooks/{account}", take_hook},
                                           {net::Method::get, "/hooks/{account}", take_hook}};

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

}  // namespace

Gateway::Gateway(const channels::Channels& channels, Intake& intake, net::Metrics& metrics)
    : channels_(channels),
      intake_(intake),
      refused_(
          metrics.counter("steward_hooks_refused_total", "Webhooks without a good signature or of no use")) {}

awaitable<net::Response> Gateway::hook(net::Request& request) {
  const auto* channel = channels_.find(request.parameter("account"));
  if (!channel) {
    refused_.add();
    co_return unauthorised();
  }
  const auto header = [&request](std::string_view name) { return request.headers.get(name); };
  const bool is_form = request.headers.get("content-type").starts_with(form_type);
  const auto form = is_form ? net::parse_query(request.body) : std::optional<net::Query>{};
  auto decoded = channel->decode({request.body, header, request.received_at, request.query.pairs(),
                                  form ? form->pairs() : channels::HookRequest::none});
  if (const auto* refused = std::get_if<channels::Refused>(&decoded)) {
    net::log::info("hook_refused",
                   {{"channel", channel->name()}, {"why", refused->why}, {"peer", request.peer}});
    if (refused->status == 401) co_return unauthorised();
    co_return net::problem(refused->status, "not-understood", "Not understood");
  }
  auto& inbound = std::get<channels::Inbound>(decoded);
  co_return co_await intake_.take(std::move(inbound), channel->name(), request.body, request.received_at);
}

std::vector<net::Route> routes_of(Gateway& gateway) { return net::bind(table, gateway); }

}  // namespace steward::bot
