#include "app/plan_file.hpp"

#include <algorithm>

#include "app/config_table.hpp"
#include "app/did_you_mean.hpp"
#include "domain/follow_up_plans.hpp"
#include "domain/period.hpp"

namespace steward::app {
namespace {

using std::chrono::local_days;

constexpr size_t longest_id = 40;
constexpr int last_day_of_every_month = 28;
constexpr int hundred = 100;

struct PlanText {
  domain::PlanId id;
  domain::SiteId site;
  int on = 1;
  std::chrono::minutes at = std::chrono::hours{10};
  domain::FollowUpPlan plan;
};

struct PlanFile {
  std::vector<PlanText> plans;
};

std::string checked_id(const domain::PlanId& id) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  const bool is_word = !id.empty() && id.value.size() <= longest_id &&
                       id.value.find_first_not_of(allowed) == std::string::npos;
  if (!is_word) return "an id is of small letters, digits, - and _, at most 40 of them";
  if (domain::is_standing(id) || id.value == "digest" || id.value == "roster" || id.value == "shifts" ||
      id.value == "storms" || id.value.starts_with("report-"))
    return "the desk has a plan \"" + id.value + "\" of its own; take another id";
  return {};
}

std::string checked_percent(const int& percent) {
  return percent >= 1 && percent <= hundred ? "" : "a share is of 1 to 100 percent";
}

std::string checked_day(const int& day) {
  return day >= 1 && day <= last_day_of_every_month ? "" : "a day that every month has: 1 to 28";
}

std::string checked_methods(const std::vector<domain::FollowUpMethod>& methods) {
  for (const domain::FollowUpMethod one : methods)
    if (std::count(methods.begin(), methods.end(), one) > 1) return "each means once";
  return {};
}

}  // namespace

template <>
struct Value<local_days> {
  static std::string type() { return "day"; }
  static std::string show(const local_days&) { return {}; }
  static void read(const JsonNode& node, local_days& into) {
    const auto text = node.text();
    if (!text) return;
    const auto day = domain::parse_date(*text);
    if (!day) return node.fail("\"" + *text + "\" is no day; it is written like 2026-03-03");
    into = *day;
  }
};

using Question = decltype(domain::FollowUpPlan::question);
template <>
struct Value<Question> {
  static std::string type() { return "object: by language"; }
  static std::string show(const Question&) { return {}; }
  static void read(const JsonNode& node, Question& into) {
    for (const auto& [name, value] : node.members()) {
      const auto language = domain::from_string<domain::Language>(name);
      if (!language) {
        value.fail("\"" + name + "\" is no language; it is " + one_of(Value<domain::Language>::words()));
        continue;
      }
      if (const auto text = value.text()) into.push_back({*language, *text});
    }
  }
};

namespace {

// A member of the plan within, read like one of its own.
template <class T>
Field<PlanText> about(std::string name, T domain::FollowUpPlan::*member, std::string words,
                      Need need = Need::optional, Check<T> check = nullptr) {
  const Field<domain::FollowUpPlan> inner = field(name, member, words, need, check);
  return {inner.name,    inner.type,
          inner.shipped, inner.need,
          inner.words,   [inner](const JsonNode& node, PlanText& into) { inner.read(node, into.plan); }};
}

}  // namespace

template <>
const Table<PlanText>& table_of() {
  using P = domain::FollowUpPlan;
  static const Table<PlanText> table{
      field("id", &PlanText::id, "by which it is known", Need::required, checked_id),
      about("sort", &P::sort, "what sort of follow-up", Need::required),
      about("title", &P::title, "what it is about", Need::required),
      field("site", &PlanText::site, "whose orders or residents; may be left out where there is one site"),
      about("from", &P::from, "its first day", Need::required),
      about("until", &P::until, "its last day"),
      field("on", &PlanText::on, "periodic: drawn on this day of each quarter", Need::optional, checked_day),
      field_as<TimeOfDay>("at", &PlanText::at, "when drawing begins"),
      about("kinds", &P::kinds, "of these kinds of order only"),
      about("trades", &P::trades, "of these trades only"),
      about("buildings", &P::buildings, "in these buildings only"),
      about("units", &P::units, "in these units only"),
      about("done_from", &P::done_from, "targeted: who had something done from this day on"),
      about("done_until", &P::done_until, "… until this one"),
      about("percent", &P::percent, "how many of those it is about are drawn", Need::optional,
            checked_percent),
      about("at_least", &P::at_least, "homes of each building and department"),
      about("seed", &P::seed, "the same seed draws the same homes"),
      about("departments", &P::departments, "each home is asked about one of them"),
      about("question", &P::question, "what is asked, by language; else the desk's words"),
      about("methods", &P::methods, "one after the other until somebody answers", Need::optional,
            checked_methods),
  };
  return table;
}

template <>
const Table<PlanFile>& table_of() {
  static const Table<PlanFile> table{field("plans", &PlanFile::plans, "the list", Need::required)};
  return table;
}

namespace {

// What only the desk as a whole can tell: whether it has such sites, kinds, trades, departments.
class AgainstDesk {
 public:
  AgainstDesk(const domain::Rules& rules, const JsonNode& node) : rules_(rules), node_(node) {}

  void check(PlanText& text) const {
    const domain::FollowUpPlan& plan = text.plan;
    if (text.site.empty() && rules_.sites.size() == 1) text.site = rules_.sites.front().id;
    known("site", {text.site.value}, names(rules_.sites, [](const auto& one) { return one.id.value; }));
    known("kind", plan.kinds, names(rules_.kinds, [](const auto& one) { return one.id; }));
    known("trade", plan.trades, names(rules_.trades, [](const auto& one) { return one.id; }));
    known("department", plan.departments,
          names(rules_.trades, [](const auto& one) { return one.department; }));
    if (plan.until && *plan.until < plan.from) node_.fail(text.id.value + " ends before it begins");
    if (plan.done_from && plan.done_until && *plan.done_until < *plan.done_from)
      node_.fail(text.id.value + ": \"done_until\" is before \"done_from\"");
    const bool says_done = plan.done_from || plan.done_until;
    if (says_done && plan.sort != domain::FollowUpSort::targeted)
      node_.fail(text.id.value + ": only a targeted plan goes by what was done; leave \"done_from\" out");
    if (plan.done_until && !plan.done_from)
      node_.fail(text.id.value + ": \"done_until\" needs \"done_from\"");
    const bool says_how_many = plan.percent != hundred || !plan.departments.empty() || plan.seed != 0;
    if (says_how_many && !plan.draws())
      node_.fail(text.id.value + " asks about every order; only periodic and targeted plans draw");
    const bool goes_by_homes = plan.draws() && !plan.draws_by_orders();
    if (goes_by_homes && (!plan.kinds.empty() || !plan.trades.empty()))
      node_.fail(text.id.value + ": kinds and trades are of orders; say since when with \"done_from\"");
  }

 private:
  template <class List, class Name>
  static std::vector<std::string> names(const List& list, const Name& name) {
    std::vector<std::string> all;
    for (const auto& one : list) all.push_back(name(one));
    return all;
  }

  void known(const std::string& what, const std::vector<std::string>& said,
             const std::vector<std::string>& all) const {
    for (const std::string& one : said)
      if (std::find(all.begin(), all.end(), one) == all.end())
        node_.fail("there is no " + what + " \"" + one + "\"" + did_you_mean(one, all));
  }

  const domain::Rules& rules_;
  const JsonNode& node_;
};

}  // namespace

std::vector<domain::Plan> read_plans(const std::filesystem::path& path, const domain::Rules& rules,
                                     Problems& problems) {
  const auto file = JsonFile::read(path, problems);
  if (!file) return {};
  PlanFile list;
  const JsonNode root(*file, problems);
  read_struct(root, list);
  if (!problems.empty()) return {};
  std::vector<domain::Plan> plans;
  const std::vector<JsonNode> nodes = root.members().front().second.items();
  for (size_t i = 0; i < list.plans.size(); ++i) {
    PlanText& text = list.plans[i];
    AgainstDesk(rules, nodes[i]).check(text);
    const auto is_same = [&](const domain::Plan& one) { return one.id == text.id; };
    if (std::any_of(plans.begin(), plans.end(), is_same))
      nodes[i].fail("there are two plans \"" + text.id.value + "\"");
    const auto every = domain::Schedule::Every::quarter;
    plans.push_back({.id = text.id,
                     .purpose = domain::PlanPurpose::follow_up,
                     .site = text.site,
                     .schedule = {.every = every, .on = text.on, .at = text.at},
                     .follow_up = std::move(text.plan)});
  }
  return plans;
}

}  // namespace steward::app
