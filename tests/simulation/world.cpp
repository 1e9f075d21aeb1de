#include "world.hpp"

#include "channels/web_chat.hpp"
#include "domain/household.hpp"
#include "domain/projections.hpp"
#include "scheduler/fire.hpp"
#include "scheduler/open_orders.hpp"
#include "scheduler/standing_plans.hpp"
#include "storage/handle_event.hpp"
#include "tests/support/run.hpp"

#include <algorithm>
#include <stdexcept>

namespace steward::simulation {

using namespace std::chrono_literals;

namespace {

constexpr domain::Lane lanes[]{domain::Lane::urgent, domain::Lane::normal, domain::Lane::bulk};
constexpr int most_calls = 6;       // of the store for one thing, of which one may fail
constexpr int most_at_once = 5000;  // things due at one instant; more is a clock that sets itself

Instant midnight_after(const domain::Zone& zone, Instant at) {
  const auto tomorrow = domain::day_of(zone.to_local(at)) + std::chrono::days{1};
  return zone.to_instant(domain::LocalTime{tomorrow});
}

}  // namespace

domain::AccountId account_of(std::string_view name) { return domain::AccountId{"web:" + std::string{name}}; }

World::World(const app::Configuration& configuration, const app::Register& people, Home& home, Instant start,
             unsigned seed, Chances chances)
    : configuration_(configuration),
      now_(start),
      down_until_(start),
      next_midnight_(midnight_after(configuration.rules.sites.front().zone, start)),
      random_(seed),
      chances_(chances),
      reference_(people.reference),
      home_(home),
      store_(home.store()),
      faulty_(store_),
      carriers_{.channels = channels_, .render = [&configuration](const auto& message, const auto& rules) {
                  return configuration.phrases.render(message, rules);
                }} {
  channels_.add(std::make_unique<const channels::WebChat>("web"));
  channels_.add(std::make_unique<const channels::SmsBoard>("sms"));
  move_in(people);
  call(scheduler::set_standing_plans(store_, rules())).value();
  ask_a_sample();
}

// A tenth of the homes of each building, in the first days and once more each quarter.
void World::ask_a_sample() {
  using enum domain::FollowUpSort;
  const domain::Site& site = rules().sites.front();
  for (const domain::FollowUpSort sort : {targeted, periodic}) {
    domain::Plan plan{.id = domain::PlanId{"sample-" + std::string{to_string(sort)}},
                      .purpose = domain::PlanPurpose::follow_up,
                      .site = site.id,
                      .schedule = {.every = domain::Schedule::Every::quarter, .at = 10h}};
    plan.follow_up.sort = sort;
    plan.follow_up.title = "满意度";
    plan.follow_up.from = domain::day_of(site.zone.to_local(now_)) + std::chrono::days{2};
    plan.follow_up.percent = 10;
    plan.follow_up.seed = static_cast<int>(random_() % 1000);
    plan.follow_up.departments = {"engineering", "cleaning"};
    domain::Event event;
    event.body = domain::PlanSet{plan};
    call(storage::handle_event(store_, rules(), std::move(event), plan.id.value)).value();
  }
}

void World::move_in(const app::Register& people) {
  domain::Commit commit;
  for (domain::Staff& staff : reference_.staff) {
    staff.accounts = {account_of(staff.id.value)};
    domain::Conversation talk{.account = staff.accounts.front(), .site = rules().sites.front().id};
    talk.staff = staff.id;
    talk.phone = staff.phone;
    commit.writes.push_back({talk, ""});
  }
  call(store_.replace_reference(reference_)).value();
  for (domain::Resident resident : people.residents) {
    resident.accounts = {account_of(resident.id.value)};
    domain::Conversation talk{.account = resident.accounts.front()};
    domain::know_as(talk, resident);
    commit.writes.push_back({talk, ""});
    domain::project(commit, nullptr, resident);
    commit.writes.push_back({std::move(resident), ""});
  }
  call(store_.apply(commit)).value();
}

template <class T>
net::Result<T> World::call(storage::awaitable<net::Result<T>> work) {
  return test::run_on(home_.loop(), std::move(work));
}

Duration World::about(std::chrono::minutes mean) {
  std::exponential_distribution<> minutes(1.0 / static_cast<double>(mean.count()));
  return 1s + std::chrono::duration_cast<Duration>(
                  std::chrono::duration<double, std::ratio<60>>(minutes(random_)));
}

void World::later(Duration after, std::function<void()> act) {
  acts_.push({now_ + after, ++planned_, std::move(act)});
}

void World::send(domain::Event event) {
  ++events_;
  std::generate(event.entropy.begin(), event.entropy.end(),
                [this] { return static_cast<std::byte>(random_()); });
  maybe_fail();
  const auto outcome = call(storage::handle_event(faulty_, rules(), event, event.once));
  faulty_.fail_at(0, storage::FaultyStore::Fault::away);
  if (!outcome) return later(about(1min), [this, event] { send(event); });
  if (outcome->what == storage::Outcome::What::set_aside) complain_of_set_aside();
}

void World::look_at_open_orders() {
  maybe_fail();
  const auto looked_at = call(scheduler::look_at_open_orders(faulty_, rules()));
  faulty_.fail_at(0, storage::FaultyStore::Fault::away);
  if (!looked_at) later(5s, [this] { look_at_open_orders(); });
}

domain::Features World::read(const std::string& text) const {
  return rules().understand(text, rules().sites.front().zone.to_local(now_));
}

void World::complain_of_set_aside() {
  const auto aside = call(store_.set_asides(1)).value().front();
  throw std::runtime_error("could not be decided: " + aside.reason + "\n  " + aside.event);
}

void World::turn_to(Instant at) {
  now_ = at;
  home_.turn_to(at);
}

// The next few calls of the store are those of one thing that is being done: one of them fails.
void World::maybe_fail() {
  if (!happens(chances_.fault)) return faulty_.fail_at(0, storage::FaultyStore::Fault::away);
  ++faults_;
  using Fault = storage::FaultyStore::Fault;
  faulty_.fail_at(1 + static_cast<int>(random_() % most_calls),
                  happens(0.5) ? Fault::away : Fault::answer_lost);
}

void World::maybe_go_down() {
  if (!happens(chances_.outage_a_day)) return;
  ++outages_;
  later(about(12h), [this] { down_until_ = now_ + about(2h); });
}

std::optional<Instant> World::next_due() {
  auto next = call(store_.next_timer()).value();
  for (const domain::Lane lane : lanes) {
    const auto message = call(store_.next_message(lane)).value();
    if (message && (!next || *message < *next)) next = message;
  }
  return next;
}

void World::fire_due() {
  for (const auto& timer : call(store_.claim_timers(100)).value()) {
    ++events_;
    maybe_fail();
    // Where it fails, the claim runs out and the timer is fired again.
    const auto fired = call(scheduler::fire(faulty_, rules(), timer));
    faulty_.fail_at(0, storage::FaultyStore::Fault::away);
    if (fired && !call(store_.set_asides(1)).value().empty()) complain_of_set_aside();
  }
}

void World::deliver(const storage::ClaimedMessage& claimed) {
  maybe_fail();
  const auto delivered = call(notifier::deliver(faulty_, rules(), carriers_, claimed, now_));
  faulty_.fail_at(0, storage::FaultyStore::Fault::away);
  if (delivered && delivered->what == storage::SendOutcome::What::sent) on_delivered(claimed.message);
}

void World::deliver_due() {
  for (const domain::Lane lane : lanes)
    for (const auto& claimed : call(store_.claim_messages(lane, 100)).value()) deliver(claimed);
}

void World::run(Instant until) {
  for (int at_once = 0; now_ < until;) {
    Instant next = next_midnight_;
    if (!acts_.empty()) next = std::min(next, acts_.top().at);
    if (const auto due = next_due()) next = std::min(next, std::max(*due, down_until_));
    next = std::max(next, now_);
    at_once = next == now_ ? at_once + 1 : 0;
    if (at_once > most_at_once)
      throw std::runtime_error("something sets itself due again and again at this instant");
    turn_to(next);
    if (next == next_midnight_) {
      next_midnight_ = midnight_after(rules().sites.front().zone, now_);
      on_midnight();
      maybe_go_down();
    }
    while (!acts_.empty() && acts_.top().at <= now_) {
      const Act act = acts_.top();
      acts_.pop();
      // Nobody gets through while all is down: their platform tries again.
      if (now_ < down_until_)
        acts_.push({down_until_ + about(2min), ++planned_, act.act});
      else
        act.act();
    }
    if (now_ < down_until_) continue;
    fire_due();
    deliver_due();
  }
}

}  // namespace steward::simulation
