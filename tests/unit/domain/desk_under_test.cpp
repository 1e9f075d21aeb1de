#include "desk_under_test.hpp"

#include <gtest/gtest.h>

#include <random>

#include "domain/plans.hpp"

namespace steward::domain {
namespace {

Staff person(std::string id, Role role, std::string department, std::vector<std::string> trades = {}) {
  Staff staff;
  staff.id = StaffId{id};
  staff.name = id;
  staff.phone = "+8613900000" + std::to_string(100 + id.size() * 7 + static_cast<size_t>(id[0]));
  staff.department = std::move(department);
  staff.role = role;
  staff.trades = std::move(trades);
  staff.accounts = {AccountId{"web:" + id}};
  return staff;
}

Shift shift(std::string staff, int from, int to) {
  return {StaffId{std::move(staff)}, {1, 2, 3, 4, 5, 6, 7}, std::chrono::hours{from}, std::chrono::hours{to}};
}

Reference small_desk() {
  Reference reference;
  reference.staff = {person("fang", Role::front_desk, "service"),
                     person("deng", Role::front_desk, "service"),
                     person("li", Role::technician, "engineering", {"plumbing", "electrical"}),
                     person("wang", Role::technician, "engineering", {"plumbing", "hvac"}),
                     person("ma", Role::technician, "engineering", {"plumbing", "electrical"}),
                     person("zhou", Role::technician, "security", {"security", "noise"}),
                     person("luo", Role::head, "engineering"),
                     person("song", Role::head, "service"),
                     person("gu", Role::manager, "")};
  reference.shifts = {shift("fang", 8, 20), shift("deng", 20, 8), shift("li", 8, 20),
                      shift("wang", 8, 20), shift("ma", 20, 8),   shift("zhou", 8, 20)};
  reference.stamp = "1";
  return reference;
}

Rules small_rules() {
  Rules rules;
  Site site;
  site.id = SiteId{"donghu"};
  site.name = "东湖新城";
  site.zone.base_offset = 8h;
  rules.sites = {site};
  Kind repair{.id = "repair",
              .intents = {Intent::repair},
              .required = {Ask::matter, Ask::unit},
              .wanted = {Ask::contact, Ask::time}};
  Kind complaint{.id = "complaint",
                 .intents = {Intent::complaint},
                 .handler = Handler::department,
                 .required = {Ask::matter},
                 .waits_at_night = false};
  Kind enquiry{
      .id = "enquiry", .intents = {Intent::enquiry}, .handler = Handler::front_desk, .is_followed_up = false};
  rules.kinds = {repair, complaint, enquiry};
  for (const char* trade : {"plumbing", "electrical", "hvac"})
    rules.trades.push_back({trade, "engineering", true});
  rules.trades.push_back({"noise", "security", false});
  rules.emergency[Region::cn] = {"119", "120", "110"};
  rules.understand = [](std::string_view text, LocalTime) {
    return says(Intent::other, {}, std::string{text});
  };
  return rules;
}

}  // namespace

Instant at(std::string_view text) { return parse_iso8601(text).value(); }

Features says(Intent intent, std::string trade, std::string text) {
  Features features;
  features.is_whole_sentence = true;
  Matter matter;
  matter.intent = intent;
  matter.trade = std::move(trade);
  matter.text = std::move(text);
  matter.confidence = 0.9;
  features.matters = {matter};
  return features;
}

Features hazard(Hazard hazard, std::string trade, std::string text) {
  Features features = says(Intent::repair, std::move(trade), std::move(text));
  features.main().hazard = hazard;
  return features;
}

Features unit(std::string unit) {
  Features features = says(Intent::other);
  features.is_fragment = true;
  features.main().unit = std::move(unit);
  return features;
}

Features score(int score) {
  Features features = says(Intent::other);
  features.score = score;
  return features;
}

DeskUnderTest::DeskUnderTest(std::string_view start)
    : rules(small_rules()), reference(small_desk()), now(at(start)) {}

Snapshot DeskUnderTest::load(const Reads& reads, Snapshot seen) const {
  seen.now = now;
  seen.reference = std::make_shared<const Reference>(reference);
  seen.loads.resize(reference.staff.size());
  for (const size_t place : with_trade(reference, reads.trades))
    if (const auto found = loads.find(reference.staff[place].id); found != loads.end())
      seen.loads[place] = found->second;
  seen.trades.insert(reads.trades.begin(), reads.trades.end());
  for (const std::string& counter : reads.counters) {
    const auto found = counters.find(counter);
    seen.counters[counter] = found == counters.end() ? 0 : found->second;
  }
  for (const FactDay& day : reads.facts) {
    const auto found = facts.find(day.day);
    seen.facts[day] = found == facts.end() ? std::vector<Fact>{} : found->second;
  }
  for (const DocumentKey& key : reads.documents) {
    auto found = documents.find(key);
    seen.documents[key] = found == documents.end() ? Seen{} : found->second;
  }
  for (const IndexKey& key : reads.indexes) {
    std::vector<std::pair<double, std::string>> ranked;
    if (auto found = indexes.find(key.name); found != indexes.end())
      for (const auto& [member, rank] : found->second) ranked.emplace_back(rank, member);
    std::sort(ranked.rbegin(), ranked.rend());
    auto& members = seen.indexes[key];
    for (const auto& [rank, member] : ranked) members.push_back(member);
  }
  return seen;
}

void DeskUnderTest::count(const CounterChange& change) {
  using How = CounterChange::How;
  const auto [counter, is_new] = counters.try_emplace(change.counter, 0);
  if (change.how == How::add) counter->second += change.by;
  if (change.how == How::set || (change.how == How::set_once && is_new)) counter->second = change.by;
}

void DeskUnderTest::apply(const Commit& commit) {
  withdrawn.insert(withdrawn.end(), commit.withdrawn.begin(), commit.withdrawn.end());
  for (const Write& write : commit.writes) {
    const DocumentKey key = key_of(write.document);
    Seen& held = documents[key];
    ASSERT_EQ(held.stamp, write.stamp) << "stale write of " << key.id;
    if (key.type == DocumentType::order && held.stamp.empty()) opened_.push_back(OrderId{key.id});
    held = {write.document, std::to_string(++count_)};
  }
  for (const IndexChange& change : commit.indexes) {
    if (change.score)
      indexes[change.index.name][change.member] = *change.score;
    else
      indexes[change.index.name].erase(change.member);
  }
  for (const TimerChange& change : commit.timers) {
    if (change.due)
      timers[change.timer] = *change.due;
    else
      timers.erase(change.timer);
  }
  for (const LoadChange& change : commit.loads) {
    loads[change.staff].orders += change.by;
    if (change.offered_at) loads[change.staff].last_offered_at = *change.offered_at;
  }
  for (const CounterChange& change : commit.counters) count(change);
  if (commit.roster) {
    ASSERT_EQ(commit.reference_stamp, reference.stamp) << "decided on another roster";
    reference.shifts = *commit.roster;
    reference.stamp = std::to_string(++count_);
  }
  for (const FactLine& line : commit.facts) facts[line.day].push_back(line.fact);
  if (changes_reference(commit)) change(reference, commit);
  letters.insert(letters.end(), commit.messages.begin(), commit.messages.end());
}

DeskUnderTest::Result DeskUnderTest::handle(Event event) {
  static std::mt19937 random{7};
  for (std::byte& byte : event.entropy) byte = static_cast<std::byte>(random());
  if (!event.once.empty() && once.contains(event.once)) return Result::repeated;
  Snapshot seen = load(named_by(event), {});
  Decision decision = decide(rules, seen, event);
  for (int round = 0; round < 6 && std::holds_alternative<NeedsMore>(decision); ++round) {
    seen = load(std::get<NeedsMore>(decision).reads, std::move(seen));
    decision = decide(rules, seen, event);
  }
  if (const auto* refused = std::get_if<Refusal>(&decision)) return refusal = *refused, Result::refused;
  once.insert(event.once);
  apply(std::get<Commit>(decision));
  return Result::applied;
}

DeskUnderTest::Result DeskUnderTest::hears(const std::string& who, Features features, std::string text) {
  MessageReceived message;
  message.from = AccountId{"web:" + who};
  message.text = text;
  message.written_at = now;
  message.profile_phone = vouched_phone;
  for (Matter& matter : features.matters)
    if (matter.text.empty()) matter.text = text;
  message.features = std::move(features);
  return handle({"web:" + who + ":" + std::to_string(++count_), std::move(message), {}});
}

DeskUnderTest::Result DeskUnderTest::presses(const std::string& who, std::string data) {
  MessageReceived message;
  message.from = AccountId{"web:" + who};
  message.press = std::move(data);
  message.written_at = now;
  message.features = says(Intent::other);
  return handle({"web:" + who + ":" + std::to_string(++count_), std::move(message), {}});
}

DeskUnderTest::Result DeskUnderTest::acts(const std::string& staff, StaffVerb verb, const OrderId& id,
                                          std::string text, int length) {
  OrderAction action;
  action.by = StaffId{staff};
  action.order = id;
  action.verb = verb;
  action.text = std::move(text);
  action.minutes = length;
  return handle({"console:" + std::to_string(++count_), std::move(action), {}});
}

bool DeskUnderTest::fire_next(Instant until) {
  auto soonest = timers.end();
  for (auto one = timers.begin(); one != timers.end(); ++one)
    if (one->second <= until && (soonest == timers.end() || one->second < soonest->second)) soonest = one;
  if (soonest == timers.end()) return false;
  const auto [name, due] = *soonest;
  timers.erase(soonest);  // claimed; the commit may set it anew
  now = std::max(now, due);
  const size_t first = name.find(':');
  const DocumentType type = name[first + 1] == 'o'   ? DocumentType::order
                            : name[first + 1] == 's' ? DocumentType::plan
                            : name[first + 1] == 'n' ? DocumentType::notice
                                                     : DocumentType::conversation;
  const TimerDue event{*clock_rule_from(name.substr(0, first)), {type, name.substr(first + 3)}};
  handle({"timer:" + name + ":" + std::to_string(due.time_since_epoch().count()), event, {}});
  return true;
}

void DeskUnderTest::wait(Duration time) {
  const Instant until = now + time;
  while (fire_next(until)) {
  }
  now = until;
}

void DeskUnderTest::bind(const std::string& who, const std::string& home) {
  Conversation bound;
  bound.account = AccountId{"web:" + who};
  bound.site = rules.sites.front().id;
  bound.resident = resident_id_of("+86" + who);
  bound.name = who;
  bound.phone = "+8613800000501";
  bound.units = {UnitId{home}};
  documents[key_of(bound.account)] = {Document{bound}, std::to_string(++count_)};
}

void DeskUnderTest::seat(const std::string& staff) {
  Conversation bound;
  bound.account = AccountId{"web:" + staff};
  bound.site = rules.sites.front().id;
  bound.staff = StaffId{staff};
  documents[key_of(bound.account)] = {Document{bound}, std::to_string(++count_)};
}

void DeskUnderTest::set_plans() {
  for (const Plan& plan : standing_plans(rules)) {
    Event event;
    event.body = PlanSet{plan};
    handle(event);
  }
}

WorkOrder& DeskUnderTest::order(size_t number) {
  return std::get<WorkOrder>(*documents.at(key_of(opened_.at(number - 1))).document);
}

Conversation& DeskUnderTest::talk(const std::string& who) {
  return std::get<Conversation>(*documents.at(key_of(AccountId{"web:" + who})).document);
}

std::vector<OutMessage> DeskUnderTest::take_letters() { return std::exchange(letters, {}); }

std::vector<std::string> DeskUnderTest::phrases_to(const std::string& who,
                                                   const std::vector<OutMessage>& some) const {
  std::vector<std::string> phrases;
  for (const OutMessage& letter : some)
    if (letter.to.value == "web:" + who)
      for (const Say& one : letter.says) phrases.push_back(one.phrase);
  return phrases;
}

}  // namespace steward::domain
