#include "checks.hpp"

#include "domain/follow_up_plans.hpp"
#include "domain/hours.hpp"
#include "domain/projections.hpp"
#include "domain/report.hpp"
#include "domain/storms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace steward::simulation {

using namespace std::chrono_literals;
using domain::Happened;
using domain::WorkOrder;

namespace {

std::string told(const WorkOrder& order, const domain::Zone& zone) {
  std::string text = fmt::format("\n  {} is a {} ({}), {}, held by {}", order.id.value, order.kind,
                                 order.trade, domain::to_string(order.state), order.holder.value);
  text += fmt::format(", follow-up {}", domain::to_string(order.follow_up.state));
  for (const domain::Clock& clock : order.clocks.all())
    text += fmt::format(", {} at {}", domain::to_string(clock.rule), domain::iso8601(clock.due, zone));
  for (const domain::HistoryEntry& entry : order.history)
    text += fmt::format("\n    {} {} {} {}", domain::iso8601(entry.at, zone), static_cast<int>(entry.what),
                        entry.by, entry.why);
  return text;
}

class Checks {
 public:
  explicit Checks(const World& world) : world_(world), zone_(world.rules().sites.front().zone) {}

  void order(const WorkOrder& order) {
    if (order.is_open()) {
      require(!order.holder.empty(), order, "an open order has no holder");
      require(!order.clocks.all().empty(), order, "an open order has no clock");
      in_line_with_the_weather(order);
    }
    one_chain_of_follow_up(order);
    if (order.done_at && order.state == domain::OrderState::done) {
      using enum domain::FollowUpState;
      const bool is_unasked = order.follow_up.state == due || order.follow_up.state == none;
      require(!is_unasked || world_.now() - *order.done_at < 4 * 24h, order,
              "a done order is asked about by nobody" + told(order.reporter));
      require(!order.clocks.all().empty(), order, "a done order waits for an answer without a clock");
    }
    for (const domain::Clock& clock : order.clocks.all())
      clocks_[domain::timer_name(clock.rule, domain::key_of(order.id))] = clock.due;
    count_load(order);
    using enum domain::OrderState;
    const bool is_ended = order.state == closed || order.state == cancelled || order.state == not_ours;
    if (!is_ended) open_.insert(order.id.value);
    if (domain::is_with_the_desk(order)) with_the_desk_.insert(order.id.value);
  }

  void conversation(const domain::Conversation& talk) {
    for (const domain::Clock& clock : talk.clocks.all())
      clocks_[domain::timer_name(clock.rule, domain::key_of(talk.account))] = clock.due;
  }

  void plan(const domain::Plan& plan) {
    for (const domain::Clock& clock : plan.clocks.all())
      clocks_[domain::timer_name(clock.rule, domain::key_of(plan.id))] = clock.due;
    if (plan.purpose == domain::PlanPurpose::follow_up) return;  // has an end, and pauses while it draws
    const auto next = plan.clocks.due(domain::ClockRule::slot);
    if (!next) throw std::runtime_error("the plan " + plan.id.value + " has no next slot");
    if (*next > domain::next_slot(plan.schedule, zone_, world_.now()))
      throw std::runtime_error("the plan " + plan.id.value + " passes over a slot");
  }

  // Once all were looked at.
  void what_follows_from_documents() const {
    const domain::SiteId site = world_.rules().sites.front().id;
    if (listed(domain::open_orders_of(site)) != open_)
      throw std::runtime_error("the list of open orders is not what the orders say");
    if (listed(domain::held_by_desk(site)) != with_the_desk_)
      throw std::runtime_error("the list of what the desk holds is not what the orders say");
    for (const auto& [timer, due] : clocks_)
      if (!world_.store().timers().contains(timer))
        throw std::runtime_error("a clock without its timer: " + timer);
    for (const auto& [timer, due] : world_.store().timers())
      if (!clocks_.contains(timer)) throw std::runtime_error("a timer without its clock: " + timer);
    for (const auto& [staff, load] : world_.store().loads()) {
      const auto counted = loads_.find(staff);
      const int orders = counted == loads_.end() ? 0 : counted->second;
      if (load.orders != orders)
        throw std::runtime_error(
            fmt::format("{} is said to have {} orders and has {}", staff.value, load.orders, orders));
    }
  }

 private:
  std::set<std::string> listed(const domain::IndexKey& index) const {
    std::set<std::string> orders;
    const auto found = world_.store().indexes().find(index);
    if (found != world_.store().indexes().end())
      for (const auto& [order, score] : found->second) orders.insert(order);
    return orders;
  }

  std::string told(const domain::AccountId& account) const {
    const auto found = world_.store().document(domain::key_of(account));
    const auto* talk = found ? std::get_if<domain::Conversation>(&*found) : nullptr;
    if (!talk) return ", whose reporter is nobody";
    return fmt::format(
        ", whose reporter {} and last wrote at {}",
        talk->handover ? "waits for a person (" + talk->handover->why + ")" : "talks to the desk",
        domain::iso8601(talk->last_at, zone_));
  }

  void require(bool holds, const WorkOrder& order, const std::string& otherwise) const {
    if (!holds) throw std::runtime_error(otherwise + simulation::told(order, zone_));
  }

  // What waits out a storm has no other clock running than those that run on in one.
  void in_line_with_the_weather(const WorkOrder& order) const {
    require(order.is_storm_bound || order.clocks.paused().empty(), order, "a clock stands still for ever");
    if (!order.is_storm_bound) return;
    require(order.clocks.is_running(domain::ClockRule::storm), order, "nobody looks at it after the storm");
    for (const domain::Clock& clock : order.clocks.all())
      require(!domain::stands_still_in_storm(clock.rule), order, "a clock runs on in a storm");
  }

  // Since it was last done, or a measure was named: asked once by each method.
  void one_chain_of_follow_up(const WorkOrder& order) const {
    std::map<std::string, int> asked;
    for (const domain::HistoryEntry& entry : order.history) {
      if (entry.what == Happened::finished || entry.what == Happened::measure_named) asked.clear();
      if (entry.what == Happened::asked_follow_up) ++asked["chat"];
      if (entry.what == Happened::follow_up_by_sms) ++asked["sms"];
      if (entry.what == Happened::follow_up_by_phone) ++asked["phone"];
      for (const auto& [method, times] : asked)
        require(times <= 1, order, "a done order is asked about twice");
    }
  }

  void count_load(const WorkOrder& order) {
    if (order.is_taken())
      ++loads_[order.accepted_by];
    else if (order.state == domain::OrderState::dispatched && order.clocks.has(domain::ClockRule::offer))
      ++loads_[order.holder];  // also while the offer stands still in a storm
  }

  const World& world_;
  const domain::Zone& zone_;
  std::map<std::string, Instant> clocks_;
  std::map<domain::StaffId, int> loads_;
  std::set<std::string> open_, with_the_desk_;
};

// What became of the orders, each time that one was done: by their histories alone.
struct Scanned {
  int received = 0, done = 0, reopened = 0, answered = 0, score_sum = 0, measures_named = 0;
  std::map<domain::PlanId, int> drawn;

  void add(const WorkOrder& order) {
    if (order.is_survey()) return void(++drawn[order.plan]);
    ++received;
    int score = 0;  // the last before a measure; 0: none
    bool has_measure = false;
    const auto settle = [&] {
      answered += score > 0;
      score_sum += score;
      measures_named += has_measure;
      score = 0;
      has_measure = false;
    };
    for (const domain::HistoryEntry& entry : order.history) {
      if (entry.what == Happened::finished) settle();
      done += entry.what == Happened::finished;
      reopened += entry.what == Happened::reopened;
      if (entry.what == Happened::answered && !has_measure) score = std::stoi(entry.why);
      has_measure |= entry.what == Happened::measure_named;
    }
    settle();
  }
};

int received_in(const World& world) {
  int received = 0;
  for (const auto& [counter, count] : world.store().counters())
    if (counter.starts_with("opened_")) received += count;
  return received;
}

void agree(std::string_view what, int counted, int scanned) {
  if (counted == scanned) return;
  throw std::runtime_error(fmt::format("the reports say {} {}, the orders say {}", counted, what, scanned));
}

}  // namespace

void check_documents(const World& world) {
  Checks checks(world);
  for (const auto& document : world.store().documents(domain::DocumentType::order))
    checks.order(std::get<WorkOrder>(document));
  for (const auto& document : world.store().documents(domain::DocumentType::conversation))
    checks.conversation(std::get<domain::Conversation>(document));
  for (const auto& document : world.store().documents(domain::DocumentType::plan))
    checks.plan(std::get<domain::Plan>(document));
  checks.what_follows_from_documents();
}

void check_facts(const World& world) {
  Scanned scanned;
  for (const auto& document : world.store().documents(domain::DocumentType::order))
    scanned.add(std::get<WorkOrder>(document));
  const domain::Figures counted = domain::report_of({}, {}, {}, world.store().days_of_facts()).all;
  agree("received", received_in(world), scanned.received);
  agree("done", counted.done, scanned.done);
  agree("reopened", counted.reopened, scanned.reopened);
  for (const auto& [plan, surveys] : scanned.drawn) {
    const auto asked = world.store().counters().find(domain::plan_counter(domain::asked_by_plan, plan));
    agree("asked by " + plan.value, asked == world.store().counters().end() ? 0 : asked->second, surveys);
  }
  agree("answered", counted.answered, scanned.answered);
  agree("score_sum", counted.score_sum, scanned.score_sum);
  agree("measures_named", counted.measures_named, scanned.measures_named);
}

void check_quiet(const World& world, const People& people, const domain::OutMessage& message) {
  const domain::Site& site = world.rules().sites.front();
  if (!message.staff.empty() || message.lane == domain::Lane::urgent) return;
  if (!domain::is_quiet(world.rules(), site, world.now())) return;
  const auto said = people.last_said(message.to);
  if (said && world.now() - *said < 2h) return;  // an answer, be it late
  for (const domain::OrderId& id : message.orders) {
    const auto found = world.store().document(domain::key_of(id));
    const auto* order = found ? std::get_if<WorkOrder>(&*found) : nullptr;
    if (order && (order->hazard != domain::Hazard::none || world.now() - order->opened_at < 14h)) return;
  }
  std::string phrases;
  for (const domain::Say& one : message.says) phrases += " " + one.phrase;
  throw std::runtime_error("a resident is written to at " + domain::iso8601(world.now(), site.zone) + ":" +
                           phrases);
}

void Digests::check(const World& world, const domain::OutMessage& message) {
  const auto is_digest = [](const domain::Say& one) { return one.phrase == "digest"; };
  if (std::none_of(message.says.begin(), message.says.end(), is_digest)) return;
  const auto& zone = world.rules().sites.front().zone;
  const std::string day = domain::slot_name(zone, message.created_at).substr(0, 10);
  // The same message may come twice, where the desk could not hear that it had arrived.
  const auto [known, is_first] = ids_.emplace(std::pair(message.staff, day), message.id);
  if (!is_first && known->second != message.id)
    throw std::runtime_error(message.staff.value + " hears two digests on " + day);
}

}  // namespace steward::simulation
