// Fills the desk of `./dev bench timers`: residents whose repair was done some hours ago and who are to be
// asked whether it is really fixed, and behind them residents who have reported nothing. The timers
// themselves are set by what measures, when it measures.
//
// usage: bench_timers_fill SOCKET ORDERS RESIDENTS

#include "bench/intake/desk.hpp"
#include "bench/intake/residents.hpp"
#include "domain/projections.hpp"
#include "net/clock.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>

namespace steward::bench {
namespace {

using namespace std::chrono_literals;

// Named like its resident, so that a recording of what goes to Redis tells whose order it is.
domain::WorkOrder done_order(int number, const domain::Conversation& reporter, domain::Instant now) {
  using domain::Happened;
  const domain::Instant opened = now - 5h, done = now - 3h;
  domain::WorkOrder order;
  order.id = domain::OrderId(peer_of(number));
  order.site = site;
  order.kind = "repair";
  order.trade = "plumbing";
  order.unit = reporter.units.front();
  order.state = domain::OrderState::done;
  order.reporter = reporter.account;
  order.resident = reporter.resident;
  order.opened_at = opened;
  order.holder = order.accepted_by = order.done_by = domain::StaffId("tech00");
  order.offered_to = order.tried = {order.holder};
  order.accepted_at = opened + 5min;
  order.arrived_at = opened + 40min;
  order.done_at = done;
  order.follow_up.state = domain::FollowUpState::due;
  order.clocks.set(domain::ClockRule::follow_up, now - 1h);
  order.history = {{Happened::opened, opened, "resident", "bridge"},
                   {Happened::offered, opened, "desk", "bridge", "tech00"},
                   {Happened::accepted, opened + 5min, "tech00", "bridge"},
                   {Happened::arrived, opened + 40min, "tech00", "bridge"},
                   {Happened::finished, done, "tech00", "bridge"}};
  return order;
}

domain::Words words_of(const domain::WorkOrder& order, const std::string& text) {
  domain::Words words;
  words.order = order.id;
  words.matter = text;
  words.entries.push_back({order.opened_at, "resident", text});
  return words;
}

domain::OrderLine line_of(const domain::WorkOrder& order, const std::string& text) {
  return {.order = order.id,
          .kind = order.kind,
          .trade = order.trade,
          .matter = text,
          .state = order.state,
          .opened_at = order.opened_at,
          .done_at = order.done_at,
          .follow_up = order.follow_up.state};
}

domain::Commit resident(int number, int orders, domain::Instant now) {
  const domain::Resident resident = registered(number);
  domain::Conversation talk = bound(resident);
  domain::Commit commit;
  commit.writes.push_back({resident, ""});
  if (number < orders) {
    const domain::WorkOrder order = done_order(number, talk, now);
    const std::string text = text_of(number);
    talk.orders.push_back(line_of(order, text));
    talk.last_order = order.id;
    talk.last_at = order.opened_at;
    project(commit, nullptr, order, now);
    commit.timers.clear();
    commit.writes.push_back({order, ""});
    commit.writes.push_back({words_of(order, text), ""});
  }
  commit.writes.push_back({talk, ""});
  return commit;
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: bench_timers_fill SOCKET ORDERS RESIDENTS\n");
    return 2;
  }
  try {
    const int orders = std::stoi(argv[2]), residents = std::stoi(argv[3]);
    const auto now = steward::net::now();
    steward::bench::fill(argv[1], residents, residents,
                         [&](int number) { return steward::bench::resident(number, orders, now); });
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_timers_fill: {}\n", error.what());
    return 1;
  }
}
