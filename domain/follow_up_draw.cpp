// Drawing residents, to be asked how the service is: homes of each building by rank, or those for whom
// something was done. A few a step, so that no commit holds a whole site.

#include <algorithm>
#include <map>

#include "domain/fingerprint.hpp"
#include "domain/follow_up_plans.hpp"
#include "domain/hours.hpp"
#include "domain/household.hpp"
#include "domain/letters.hpp"
#include "domain/period.hpp"

namespace steward::domain {
namespace {

constexpr size_t homes_a_step = 20;
constexpr size_t rank_length = 12;

template <class T>
bool is_any_of(const std::vector<T>& allowed, const T& one) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), one) != allowed.end();
}

// Through what somebody can be asked: their chat, else SMS.
AccountId account_of(const Resident& resident) {
  return resident.accounts.empty() ? sms_account(resident.phone) : resident.accounts.front();
}

void need_conversations(Draft& draft, const std::vector<Resident*>& people) {
  Reads reads;
  for (const Resident* one : people)
    if (!one->phone.empty() || !one->accounts.empty()) reads.documents.push_back(key_of(account_of(*one)));
  draft.need(reads);
}

bool may_be_drawn(const Draft& draft, const Conversation& talk) {
  const Instant since = draft.now - draft.rules.manners.drawn_again;
  const auto is_recent = [since](const std::optional<Instant>& at) { return at && *at > since; };
  return !talk.wants_no_follow_up && !is_recent(talk.surveyed_at) && !is_recent(talk.drawn_at);
}

struct Asked {
  const Resident* resident = nullptr;
  UnitId unit;
  std::string department;
};

void ask(Draft& draft, const Plan& plan, const Asked& who) {
  const Resident& resident = *who.resident;
  Conversation& talk = draft.conversation(account_of(resident));
  talk.drawn_at = draft.now;
  if (is_sms(talk.account)) talk.phone = resident.phone;
  if (talk.name.empty()) talk.name = resident.name;
  if (!talk.language) talk.language = resident.language;
  if (talk.site.empty()) talk.site = plan.site;

  WorkOrder survey;
  survey.id = draft.new_number();
  survey.site = plan.site;
  survey.kind = survey_kind;
  survey.unit = who.unit;
  survey.plan = plan.id;
  survey.department = who.department;
  survey.reporter = talk.account;
  survey.resident = resident.id;
  survey.state = OrderState::done;
  survey.opened_at = draft.now;
  survey.done_at = draft.now;
  survey.follow_up.state = FollowUpState::due;
  survey.follow_up.methods = plan.follow_up.methods;
  WorkOrder& order = draft.open(std::move(survey));
  Words& words = draft.words(order.id);
  words.matter = plan.follow_up.title;
  words.contact_name = resident.name;
  words.contact_phone = resident.phone;
  draft.record(order, Happened::drawn, plan.id.value);
  order.clocks.set(ClockRule::follow_up, next_decent(draft.rules, draft.site_of(order), draft.now));
}

// Of a home the first who can be written to; null where nobody can, or somebody was asked not long ago.
const Resident* whom_to_ask(Draft& draft, const std::vector<Resident*>& people, const Unit& unit) {
  const Resident* chosen = nullptr;
  for (const Resident* one : people) {
    const bool can_be_reached = !one->phone.empty() || !one->accounts.empty();
    if (!lives_in(*one, unit.id, unit.site) || !can_be_reached) continue;
    const Conversation* talk = draft.find_conversation(account_of(*one));
    if (talk && !may_be_drawn(draft, *talk)) return nullptr;
    if (!chosen || (chosen->accounts.empty() && !one->accounts.empty())) chosen = one;
  }
  return chosen;
}

// ---- homes by building

using Buildings = std::map<std::string, std::vector<const Unit*>>;

Buildings buildings_of(const Draft& draft, const Plan& plan) {
  Buildings buildings;
  for (const auto& [id, unit] : draft.reference.units) {
    const bool is_meant = unit.site == plan.site && is_any_of(plan.follow_up.buildings, unit.building) &&
                          is_any_of(plan.follow_up.units, id);
    if (is_meant) buildings[unit.building].push_back(&unit);
  }
  return buildings;
}

struct Ranked {
  std::string rank;
  const Unit* unit;
  auto operator<=>(const Ranked& other) const { return rank <=> other.rank; }
};

// The homes that come after the one considered last.
std::vector<Ranked> next_homes(const Plan& plan, const std::vector<const Unit*>& homes) {
  std::vector<Ranked> next;
  for (const Unit* unit : homes) {
    std::string rank = rank_of(plan.follow_up, plan.draw.round, unit->id.value);
    if (rank > plan.draw.rank) next.push_back({std::move(rank), unit});
  }
  const size_t count = std::min(homes_a_step, next.size());
  std::partial_sort(next.begin(), next.begin() + static_cast<ptrdiff_t>(count), next.end());
  next.resize(count);
  return next;
}

void begin_next_building(Draw& draw, const Buildings& buildings, Buildings::const_iterator done) {
  const auto next = std::next(done);
  draw.building = next == buildings.end() ? done->first + '\x7f' : next->first;
  draw.rank.clear();
  draw.drawn = 0;
}

bool draw_homes(Draft& draft, Plan& plan) {
  const Buildings buildings = buildings_of(draft, plan);
  Draw& draw = plan.draw;
  const auto building = buildings.lower_bound(draw.building);
  if (building == buildings.end()) return false;
  if (building->first != draw.building) draw = {.round = draw.round, .building = building->first};
  const int wanted = wanted_of(plan.follow_up, static_cast<int>(building->second.size()));
  const std::vector<Ranked> homes = next_homes(plan, building->second);
  if (homes.empty() || draw.drawn >= wanted) {
    begin_next_building(draw, buildings, building);
    return draw.building <= buildings.rbegin()->first;
  }
  std::vector<Resident::Home> of_them;
  for (const Ranked& home : homes) of_them.push_back({home.unit->id, home.unit->site, {}});
  const std::vector<Resident*> people = households_of(draft, of_them);
  need_conversations(draft, people);
  const auto& departments = plan.follow_up.departments;
  for (const Ranked& home : homes) {
    if (draw.drawn >= wanted) break;
    draw.rank = home.rank;
    const Resident* resident = whom_to_ask(draft, people, *home.unit);
    if (!resident) continue;
    const size_t turn = departments.empty() ? 0 : static_cast<size_t>(draw.drawn) % departments.size();
    ask(draft, plan, {resident, home.unit->id, departments.empty() ? std::string{} : departments[turn]});
    ++draw.drawn;
  }
  return true;
}

// ---- those for whom something was done

bool is_meant(const Plan& plan, const Fact& fact) {
  const FollowUpPlan& about = plan.follow_up;
  constexpr int of_all = 100;
  const auto share = static_cast<int>(mixed(rank_of(about, plan.draw.round, fact.order.value)) % of_all);
  return fact.what == Fact::What::done && is_any_of(about.kinds, fact.kind) &&
         is_any_of(about.trades, fact.trade) && is_any_of(about.buildings, fact.building) &&
         share < about.percent;
}

void ask_reporters(Draft& draft, const Plan& plan, const std::vector<OrderId>& ids) {
  Reads orders, people;
  for (const OrderId& id : ids) orders.documents.push_back(key_of(id));
  draft.need(orders);
  for (const OrderId& id : ids)
    if (const WorkOrder* order = draft.find_order(id); order && !order->resident.empty())
      people.documents.push_back(key_of(order->resident));
  draft.need(people);
  std::vector<Resident*> residents;
  for (const DocumentKey& key : people.documents)
    if (Resident* one = draft.find_resident(ResidentId{key.id}); one && !one->homes.empty())
      residents.push_back(one);
  need_conversations(draft, residents);
  for (const OrderId& id : ids) {
    const WorkOrder* order = draft.find_order(id);
    const Resident* resident =
        order && !order->resident.empty() ? draft.find_resident(order->resident) : nullptr;
    if (!resident || resident->homes.empty() || !is_any_of(plan.follow_up.units, order->unit)) continue;
    const Conversation* talk = draft.find_conversation(account_of(*resident));
    if (talk && !may_be_drawn(draft, *talk)) continue;
    const Trade* trade = draft.rules.trade(order->trade);
    const UnitId unit = order->unit;
    ask(draft, plan, {resident, unit, trade ? trade->department : std::string{}});
  }
}

bool draw_by_orders(Draft& draft, Plan& plan) {
  const FollowUpPlan& about = plan.follow_up;
  Draw& draw = plan.draw;
  const auto today = day_of(draft.rules.site(plan.site).zone.to_local(draft.now));
  const auto last = std::min(about.done_until.value_or(today), today - std::chrono::days{1});
  if (!draw.day) draw.day = *about.done_from;
  if (*draw.day > last) return false;
  const std::vector<Fact>& facts = draft.facts({plan.site, date_text(*draw.day)});
  std::vector<OrderId> ids;
  size_t place = static_cast<size_t>(draw.place);
  for (; place < facts.size() && ids.size() < homes_a_step; ++place)
    if (is_meant(plan, facts[place]) && std::find(ids.begin(), ids.end(), facts[place].order) == ids.end())
      ids.push_back(facts[place].order);
  ask_reporters(draft, plan, ids);
  draw.place = static_cast<int>(place);
  if (place < facts.size()) return true;
  *draw.day += std::chrono::days{1};
  draw.place = 0;
  return *draw.day <= last;
}

}  // namespace

bool draw_more(Draft& draft, Plan& plan) {
  return plan.follow_up.draws_by_orders() ? draw_by_orders(draft, plan) : draw_homes(draft, plan);
}

std::string rank_of(const FollowUpPlan& plan, std::string_view round, std::string_view what) {
  return fingerprint(std::to_string(plan.seed) + "/" + std::string{round} + "/" + std::string{what},
                     static_cast<int>(rank_length));
}

int wanted_of(const FollowUpPlan& plan, int homes) {
  const int least = plan.at_least * std::max(1, static_cast<int>(plan.departments.size()));
  return std::min(homes, std::max(least, (homes * plan.percent + 99) / 100));
}

}  // namespace steward::domain
