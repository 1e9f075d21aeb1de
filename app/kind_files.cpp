// How a kind of order is written: a file each in the folder of kinds.

#include <algorithm>

#include "app/desk_files.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

std::string checked_required(const std::vector<domain::Ask>& asks) {
  for (const domain::Ask ask : asks)
    if (ask != domain::Ask::matter && ask != domain::Ask::unit)
      return "an order can wait for \"matter\" and \"unit\" only; the rest belongs to \"wants\"";
  return {};
}

std::string checked_wanted(const std::vector<domain::Ask>& asks) {
  for (const domain::Ask ask : asks)
    if (ask != domain::Ask::contact && ask != domain::Ask::time)
      return "\"contact\" and \"time\" can be asked without waiting for them, nothing else";
  return {};
}

std::string checked_follow_up(const domain::FollowUpSort& sort) {
  using enum domain::FollowUpSort;
  if (sort == daily || sort == complaint || sort == special_service) return {};
  return "only follow-up plans ask like that; a kind says \"daily\", \"complaint\" or \"special_service\"";
}

}  // namespace

// "PT30M", or {"working": "PT30M"}.
template <>
struct Value<domain::Promised> {
  static std::string type() { return "duration"; }
  static std::string show(const domain::Promised&) { return {}; }
  static void read(const JsonNode& node, domain::Promised& into) {
    if (node.is_object()) {
      const auto members = node.members();
      if (members.size() != 1 || members[0].first != "working")
        return node.fail(R"(write "PT30M", or {"working": "PT30M"} for time the site works)");
      into.is_working_time = true;
      return read_within(members[0].second, into);
    }
    read_within(node, into);
  }

 private:
  static void read_within(const JsonNode& node, domain::Promised& into) {
    Value<std::chrono::minutes>::read(node, into.within);
    if (into.within.count() == 0) node.fail("what is promised takes some time");
  }
};

template <>
const Table<domain::PromisesOfKind>& table_of() {
  using T = domain::PromisesOfKind;
  static const Table<T> table{
      field("accept", &T::accept, "somebody has taken it, or answered it"),
      field("arrive", &T::arrive, "somebody is there"),
      field("finish", &T::finish, "it is done"),
  };
  return table;
}

// What is said by urgency; `more` stands for several of them.
template <class T>
void read_by_urgency(const JsonNode& node, std::map<std::string, T, std::less<>>& into,
                     std::vector<std::string> known) {
  for (const auto& row : domain::Spellings<domain::Hazard>::table)
    if (row.label != domain::Hazard::none) known.emplace_back(row.text);
  for (const auto& [urgency, value] : node.members())
    if (std::count(known.begin(), known.end(), urgency))
      Value<T>::read(value, into[urgency]);
    else
      value.fail("\"" + urgency + "\" is no urgency" + did_you_mean(urgency, known));
}

using PromisesByUrgency = decltype(domain::Kind::promises);
template <>
struct Value<PromisesByUrgency> {
  static std::string type() { return "object: by urgency, each with \"accept\", \"arrive\", \"finish\""; }
  static std::string show(const PromisesByUrgency&) { return {}; }
  static void read(const JsonNode& node, PromisesByUrgency& into) {
    read_by_urgency(node, into, {"normal", "urgent"});
  }
};

template <>
const Table<domain::EscalationStep>& table_of() {
  using T = domain::EscalationStep;
  static const Table<T> table{
      field("after", &T::after, "how long after the step before"),
      field(
          "tell", &T::tell,
          "everybody fit on duty, security on duty, the front desk, the head of the department, the manager",
          Need::required),
      field("times", &T::times, "each time \"after\" the last; 0: for as long as nobody takes it"),
      field("hours", &T::hours, "at any hour, in the hours in which heads are told, or when the site works"),
  };
  return table;
}

template <>
const Table<domain::Escalation>& table_of() {
  using T = domain::Escalation;
  static const Table<T> table{
      field("offer_waits", &T::offer_waits, "how long each who is offered it has to take it"),
      field("steps", &T::steps, "who is told that nobody does, one step after the other", Need::required),
      field("again_after", &T::again_after,
            "after the last step offered again from the top, to whoever is on duty then"),
  };
  return table;
}

using EscalationByUrgency = decltype(domain::Kind::escalation);
template <>
struct Value<EscalationByUrgency> {
  static std::string type() {
    return "object: by urgency, each with \"offer_waits\", \"steps\", \"again_after\"";
  }
  static std::string show(const EscalationByUrgency&) { return {}; }
  static void read(const JsonNode& node, EscalationByUrgency& into) {
    const size_t before = node.problems().size();
    read_by_urgency(node, into, {"normal", "urgent", "hazard"});
    if (node.problems().size() != before) return;
    for (const auto& [urgency, chain] : into)
      if (const std::string wrong = wrong_with(chain); !wrong.empty()) node.fail(urgency + ": " + wrong);
  }

 private:
  static std::string wrong_with(const domain::Escalation& chain) {
    for (const domain::EscalationStep& step : chain.steps) {
      if (step.tell.empty()) return "a step tells somebody";
      if (step.times != 1 && step.after.count() == 0) return "a step that comes again needs \"after\"";
      if (step.times == 0 && &step != &chain.steps.back()) return "only the last step can go on for ever";
    }
    if (chain.again_after && chain.again_after->count() == 0) return "\"again_after\" takes some time";
    return {};
  }
};

template <>
const Table<domain::ReachingStep>& table_of() {
  using T = domain::ReachingStep;
  static const Table<T> table{
      field("by", &T::through, "where it goes", Need::required),
      field("until", &T::until,
            "what ends it well: a provider took it, it is on their phone, or they have seen it"),
      field("within", &T::within,
            "so long it may take, then the next step; left out: until the provider says that it failed"),
  };
  return table;
}

using ReachingByUrgency = decltype(domain::Kind::reaching);
template <>
struct Value<ReachingByUrgency> {
  static std::string type() { return "object: by urgency, each a list of \"by\", \"until\", \"within\""; }
  static std::string show(const ReachingByUrgency&) { return {}; }
  static void read(const JsonNode& node, ReachingByUrgency& into) {
    const size_t before = node.problems().size();
    read_by_urgency(node, into, {"normal", "urgent", "hazard"});
    if (node.problems().size() != before) return;
    for (const auto& [urgency, steps] : into)
      if (const std::string wrong = wrong_with(steps); !wrong.empty()) node.fail(urgency + ": " + wrong);
  }

 private:
  static std::string wrong_with(const std::vector<domain::ReachingStep>& steps) {
    if (steps.empty()) return "somebody has to be told: [{\"by\": \"chat\"}]";
    for (const domain::ReachingStep& step : steps) {
      if (step.until != domain::Success::sent && step.within.count() == 0)
        return "\"delivered\" and \"read\" may never be told: say \"within\", as in \"PT60S\"";
      if (std::count_if(steps.begin(), steps.end(), [&](auto& one) { return one.through == step.through; }) >
          1)
        return "each way once";
    }
    return {};
  }
};

template <>
const Table<domain::Kind>& table_of() {
  using T = domain::Kind;
  static const Table<T> table{
      field("intents", &T::intents, "what a message is about that opens such an order", Need::required),
      field("handler", &T::handler,
            "who handles it: offered to a technician of the trade, held by the front desk, held by the front "
            "desk with the department's head hearing of major ones, or told to the member of staff it names",
            Need::required),
      field("requires", &T::required, "what must be known before anybody is sent", Need::optional,
            checked_required),
      field("wants", &T::wanted, "what is asked for once, while nobody waits for it", Need::optional,
            checked_wanted),
      field("followed_up", &T::is_followed_up, "residents are asked how it was"),
      field("for_record", &T::is_for_record, "written down and passed on; nobody has to move at once"),
      field("waits_at_night", &T::waits_at_night, "what comes at night is dispatched in the morning"),
      field(
          "promises", &T::promises,
          "how soon somebody accepts, arrives and finishes, by urgency: \"normal\", \"urgent\" or a hazard; "
          "\"PT30M\" by the wall clock, {\"working\": \"PT30M\"} in the site's working time"),
      field(
          "escalation", &T::escalation,
          "who is told that nobody takes it, by urgency: \"normal\", \"urgent\", a hazard, or \"hazard\" for "
          "every one; what is left out goes by desk.manners"),
      field(
          "reach", &T::reaching,
          "how staff are alerted, by urgency likewise: step after step, each with the success that it waits "
          "for and how long; after the last the next person is asked"),
      field("follow_up", &T::follow_up,
            "as what it is followed up: \"daily\", or as a complaint or a special service, which are asked "
            "about in other words",
            Need::optional, checked_follow_up),
      field("words", &T::words,
            "phrases of its own instead of general ones: {\"opened\": \"complaint_opened\"}"),
  };
  return table;
}

std::vector<domain::Kind> read_kinds(const fs::path& folder, Problems& problems) {
  std::vector<domain::Kind> kinds;
  for (const fs::path& path : json_files(folder, problems)) {
    const auto file = JsonFile::read(path, problems);
    if (!file) continue;
    domain::Kind& kind = kinds.emplace_back();
    kind.id = path.stem().string();
    const JsonNode root(*file, problems);
    read_struct(root, kind);
    for (const domain::Kind& other : kinds)
      for (const domain::Intent intent : kind.intents)
        if (&other != &kind && std::count(other.intents.begin(), other.intents.end(), intent))
          root.fail("\"" + std::string(domain::to_string(intent)) + "\" already opens the kind " + other.id);
  }
  if (kinds.empty()) problems.add(folder.string(), 0, "holds no kind of order");
  return kinds;
}

}  // namespace steward::app
