#include "notifier/notifier.hpp"

#include "net/log.hpp"
#include "notifier/policy.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace steward::notifier {

using namespace std::chrono_literals;
using What = storage::SendOutcome::What;

struct Notifier::Lane {
  domain::Lane name;
  size_t at_once;
  boost::asio::any_io_executor executor;
  net::Bell bell;  // rung when there may be work: something new, or a place free
  net::Counter& sent;
  net::Counter& put_off;
  net::Counter& dead;
  net::Counter& failed;
  net::Histogram& lag;
  size_t under_way = 0;
};

namespace {

net::Counter& counter(net::Metrics& metrics, domain::Lane lane, const char* outcome) {
  return metrics.counter("steward_messages_total",
                         "Messages taken from the outbox, by lane and what became of them",
                         {{"lane", std::string(domain::to_string(lane))}, {"outcome", outcome}});
}

}  // namespace

// Of a sending under way: free again however it ends.
class Notifier::Place {
 public:
  explicit Place(std::shared_ptr<Lane> lane) : lane_(std::move(lane)) { ++lane_->under_way; }
  Place(Place&&) noexcept = default;
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  Place& operator=(Place&&) = delete;
  ~Place() {
    if (!lane_) return;
    --lane_->under_way;
    lane_->bell.ring();
  }
  Lane& lane() const { return *lane_; }

 private:
  std::shared_ptr<Lane> lane_;
};

Notifier::Notifier(storage::Store& store, RulesNow rules, const channels::Channels& channels, Render render,
                   Send send, net::Tasks& tasks, net::Metrics& metrics, NotifierOptions options)
    : store_(store),
      rules_(std::move(rules)),
      tasks_(tasks),
      metrics_(metrics),
      options_(options),
      gates_({options.urgent_at_once, options.normal_at_once, options.bulk_at_once}),
      carriers_{channels, std::move(render), std::move(send), &gates_} {}

void Notifier::start(boost::asio::any_io_executor executor) {
  const std::pair<domain::Lane, size_t> shares[] = {{domain::Lane::urgent, options_.urgent_at_once},
                                                    {domain::Lane::normal, options_.normal_at_once},
                                                    {domain::Lane::bulk, options_.bulk_at_once}};
  std::vector<std::shared_ptr<Lane>> lanes;
  for (const auto& [name, at_once] : shares) {
    auto& lag = metrics_.histogram("steward_message_lag_seconds",
                                   "From when a message was wanted to when it was sent",
                                   net::latency_bounds(), {{"lane", std::string(domain::to_string(name))}});
    lanes.push_back(std::make_shared<Lane>(
        Lane{name, at_once, executor, net::Bell(executor), counter(metrics_, name, "sent"),
             counter(metrics_, name, "later"), counter(metrics_, name, "dead"),
             counter(metrics_, name, "failed"), lag}));
  }
  for (const auto& lane : lanes) {
    tasks_.on_stop(executor, [lane] { lane->bell.ring(); });
    tasks_.spawn(executor, "notifier_" + std::string(domain::to_string(lane->name)), empty_lane(lane));
  }
  tasks_.spawn(executor, "notifier_listener", listen(std::move(lanes)));
}

net::awaitable<> Notifier::listen(std::vector<std::shared_ptr<Lane>> lanes) {
  constexpr auto slice = 250ms;  // how soon it hears that all are to stop
  while (!tasks_.is_stopping()) {
    const bool is_rung = co_await store_.wait(storage::Wake::outbox, slice);
    if (!is_rung) continue;
    for (const auto& lane : lanes) lane->bell.ring();
  }
}

net::awaitable<> Notifier::empty_lane(std::shared_ptr<Lane> lane) {
  while (!tasks_.is_stopping()) {
    if (lane->under_way >= lane->at_once) {
      co_await lane->bell.wait();
      continue;
    }
    auto claimed = co_await claim_and_send(lane);
    if (!claimed) {
      net::log::warn("messages_not_claimed",
                     {{"lane", domain::to_string(lane->name)}, {"error", net::to_string(claimed.error())}});
      if (!co_await tasks_.pause(options_.after_trouble)) co_return;
    } else if (*claimed == 0) {
      const auto longest = co_await time_to_sleep(*lane);
      if (longest > 0ms) co_await lane->bell.wait_for(longest);
    }
  }
}

net::awaitable<net::Result<size_t>> Notifier::claim_and_send(std::shared_ptr<Lane> lane) {
  auto claimed = co_await store_.claim_messages(lane->name, lane->at_once - lane->under_way);
  if (!claimed) co_return claimed.error();
  if (claimed->empty()) co_return size_t{0};
  for (auto& message : *claimed)
    tasks_.spawn(lane->executor, "send", send_one(Place(lane), std::move(message)));
  co_return claimed->size();
}

net::awaitable<std::chrono::milliseconds> Notifier::time_to_sleep(const Lane& lane) {
  auto next = co_await store_.next_message(lane.name);
  if (!next || !*next) co_return options_.safety_poll;
  auto now = co_await store_.now();
  if (!now) co_return options_.safety_poll;
  // What is due and was not claimed is held by somebody: looked at again soon, not at once.
  co_return std::clamp<std::chrono::milliseconds>(**next - *now, 20ms, options_.safety_poll);
}

net::awaitable<> Notifier::send_one(Place place, storage::ClaimedMessage claimed) {
  const domain::Instant now = claimed.claimed_at;
  const auto rules = rules_();
  const auto wanted = wanted_at(claimed.message);
  const std::string id = claimed.message.id;
  auto delivered = co_await deliver(store_, *rules, carriers_, std::move(claimed), now);
  if (!delivered) {
    place.lane().failed.add();
    net::log::warn("message_not_settled", {{"message", id}, {"error", net::to_string(delivered.error())}});
    co_return;
  }
  count(place.lane(), *delivered, wanted, now);
  if (delivered->what == What::dead)
    net::log::warn("message_given_up", {{"message", id}, {"reason", delivered->reason}});
}

void Notifier::count(const Lane& lane, const Delivered& delivered, domain::Instant wanted_at,
                     domain::Instant now) {
  switch (delivered.what) {
    case What::sent: {
      lane.sent.add();
      lane.lag.observe(std::max(0.0, std::chrono::duration<double>(now - wanted_at).count()));
      break;
    }
    case What::later: lane.put_off.add(); break;
    case What::dead: lane.dead.add(); break;
  }
}

}  // namespace steward::notifier
