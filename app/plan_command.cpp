// steward plan: follow-up plans are brought in from a file, listed with what became of them, and ended.

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/desk_data.hpp"
#include "app/did_you_mean.hpp"
#include "app/plan_file.hpp"
#include "domain/follow_up_plans.hpp"
#include "domain/period.hpp"
#include "domain/report.hpp"
#include "net/log.hpp"
#include "storage/handle_event.hpp"

namespace steward::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t most_plans = 1000;
constexpr std::string_view usage =
    "usage: steward plan list [--format text|json] | import FILE.json [--apply] | end ID --config FILE";

struct Job {
  const domain::Rules& rules;
  std::string verb, word;
  std::vector<domain::Plan> plans;  // to import
  bool is_applied = false, is_json = false, is_well = true;
};

// What became of those whom a plan asks, since it began.
struct Progress {
  int asked = 0, answered = 0, satisfied = 0, declined = 0, unreached = 0;
  int open() const { return std::max(0, asked - answered - declined - unreached); }
};

struct Listed {
  domain::Plan plan;
  Progress progress;
  bool is_standing = false;
  bool is_over = false;  // its last day has passed
};

net::awaitable<net::Result<Progress>> progress_of(storage::Store& store, domain::PlanId plan) {
  domain::Reads reads;
  for (const std::string_view what : domain::counted_by_plan)
    reads.counters.push_back(domain::plan_counter(what, plan));
  const auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  const auto count = [&](std::string_view what) {
    return seen->counters.at(domain::plan_counter(what, plan));
  };
  co_return Progress{count(domain::asked_by_plan), count(domain::answered_by_plan),
                     count(domain::satisfied_by_plan), count(domain::declined_by_plan),
                     count(domain::unreached_by_plan)};
}

net::awaitable<net::Result<std::vector<domain::Plan>>> stored_plans(storage::Store& store) {
  const auto ids = co_await store.members(domain::follow_up_plans(), most_plans);
  if (!ids) co_return ids.error();
  domain::Reads reads;
  for (const std::string& id : *ids) reads.documents.push_back(domain::key_of(domain::PlanId{id}));
  const auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  std::vector<domain::Plan> plans;
  for (const domain::DocumentKey& key : reads.documents)
    if (const auto* plan = seen->find<domain::Plan>(key)) plans.push_back(*plan);
  co_return plans;
}

bool is_over(const domain::Plan& plan, const domain::Rules& rules, domain::Instant now) {
  return plan.follow_up.until &&
         *plan.follow_up.until < domain::day_of(rules.site(plan.site).zone.to_local(now));
}

net::awaitable<net::Result<std::vector<Listed>>> all_plans(storage::Store& store,
                                                           const domain::Rules& rules) {
  std::vector<Listed> all;
  using enum domain::FollowUpSort;
  for (const domain::FollowUpSort sort : {daily, complaint, special_service}) {
    domain::Plan plan{.id = domain::standing_plan(sort), .purpose = domain::PlanPurpose::follow_up};
    plan.follow_up.sort = sort;
    all.push_back({std::move(plan), {}, true});
  }
  const auto stored = co_await stored_plans(store);
  if (!stored) co_return stored.error();
  const auto now = co_await store.now();
  if (!now) co_return now.error();
  for (const domain::Plan& plan : *stored) all.push_back({plan, {}, false, is_over(plan, rules, *now)});
  for (Listed& one : all) {
    const auto progress = co_await progress_of(store, one.plan.id);
    if (!progress) co_return progress.error();
    one.progress = *progress;
  }
  co_return all;
}

std::string state_of(const Listed& one, const domain::Rules& rules) {
  const domain::Plan& plan = one.plan;
  if (one.is_standing) return "always";
  if (one.is_over) return "ended";
  if (!plan.follow_up.draws()) return domain::is_asking(plan) ? "asks" : "ended";
  const auto due = plan.clocks.due(domain::ClockRule::slot);
  if (!due) return "ended";
  return plan.draw.round.empty() ? "next " + iso8601(*due, rules.site(plan.site).zone).substr(0, 10)
                                 : "draws";
}

std::string dates_of(const domain::FollowUpPlan& plan) {
  return domain::date_text(plan.from) + (plan.until ? " to " + domain::date_text(*plan.until) : " on");
}

void print_line(const Listed& one, const domain::Rules& rules) {
  const Progress& did = one.progress;
  const auto rate = domain::share(did.answered, did.asked);
  std::cout << fmt::format(
      "{:<20} {:<16} {:<16} {:<25} asked {}, answered {}{}, satisfied {}, declined {}, "
      "not reached {}, open {}{}\n",
      one.plan.id.value, domain::to_string(one.plan.follow_up.sort), state_of(one, rules),
      one.is_standing ? "" : dates_of(one.plan.follow_up), did.asked, did.answered,
      rate ? fmt::format(" ({:.0f}%)", *rate * 100) : "", did.satisfied, did.declined, did.unreached,
      did.open(), one.plan.follow_up.title.empty() ? "" : "  " + one.plan.follow_up.title);
}

Json json_of(const Listed& one, const domain::Rules& rules) {
  const domain::FollowUpPlan& plan = one.plan.follow_up;
  Json methods = Json::array();
  for (const domain::FollowUpMethod method : plan.methods) methods.push_back(domain::to_string(method));
  return {{"id", one.plan.id.value},
          {"sort", domain::to_string(plan.sort)},
          {"title", plan.title},
          {"site", one.plan.site.value},
          {"state", state_of(one, rules)},
          {"from", one.is_standing ? Json() : Json(domain::date_text(plan.from))},
          {"until", plan.until ? Json(domain::date_text(*plan.until)) : Json()},
          {"methods", std::move(methods)},
          {"progress",
           {{"asked", one.progress.asked},
            {"answered", one.progress.answered},
            {"satisfied", one.progress.satisfied},
            {"declined", one.progress.declined},
            {"unreached", one.progress.unreached},
            {"open", one.progress.open()}}}};
}

net::awaitable<net::Result<>> list(storage::Store& store, const Job& job) {
  const auto plans = co_await all_plans(store, job.rules);
  if (!plans) co_return plans.error();
  Json json = Json::array();
  for (const Listed& one : *plans)
    if (job.is_json)
      json.push_back(json_of(one, job.rules));
    else
      print_line(one, job.rules);
  if (job.is_json) std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> set(storage::Store& store, const domain::Rules& rules, domain::Plan plan) {
  const std::string id = plan.id.value;
  domain::Event event;
  event.body = domain::PlanSet{std::move(plan)};
  const auto outcome = co_await storage::handle_event(store, rules, std::move(event), id);
  if (!outcome) co_return outcome.error();
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> import_plans(storage::Store& store, Job& job) {
  const auto stored = co_await stored_plans(store);
  if (!stored) co_return stored.error();
  const auto now = co_await store.now();
  if (!now) co_return now.error();
  for (const domain::Plan& plan : job.plans) {
    const auto is_it = [&plan](const domain::Plan& one) { return one.id == plan.id; };
    const auto before = std::find_if(stored->begin(), stored->end(), is_it);
    const bool is_same = before != stored->end() && before->follow_up == plan.follow_up &&
                         before->site == plan.site && before->schedule == plan.schedule;
    std::cout << (before == stored->end() ? "new      "
                  : is_same               ? "the same "
                                          : "changed  ")
              << plan.id.value
              << (is_over(plan, job.rules, *now) ? "  (its last day has passed: it asks nobody)" : "")
              << "\n";
    if (!job.is_applied || is_same) continue;
    const auto written = co_await set(store, job.rules, plan);
    if (!written) co_return written.error();
  }
  std::cout << (job.is_applied ? "written\n" : "nothing was written; add --apply to write it\n");
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> end(storage::Store& store, Job& job) {
  const auto stored = co_await stored_plans(store);
  if (!stored) co_return stored.error();
  const auto now = co_await store.now();
  if (!now) co_return now.error();
  std::vector<std::string> known;
  for (const domain::Plan& plan : *stored) {
    known.push_back(plan.id.value);
    if (plan.id.value != job.word) continue;
    domain::Plan ended = plan;
    const auto today = domain::day_of(job.rules.site(plan.site).zone.to_local(*now));
    ended.follow_up.until = today - std::chrono::days{1};
    std::cout << "ended; who was asked already may still answer\n";
    co_return co_await set(store, job.rules, std::move(ended));
  }
  if (domain::is_standing(domain::PlanId(job.word))) {
    std::cerr << "steward: \"" << job.word << "\" is the desk's own and does not end\n";
    job.is_well = false;
    co_return net::Result<>{};
  }
  std::cerr << "steward: there is no plan \"" << job.word << "\"" << did_you_mean(job.word, known) << "\n";
  job.is_well = false;
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> work(storage::Store& store, Job& job) {
  if (job.verb == "import") return import_plans(store, job);
  if (job.verb == "end") return end(store, job);
  return list(store, job);
}

}  // namespace

int plan(const Arguments& arguments) {
  const auto& words = arguments.plain();
  const std::vector<std::string> verbs{"list", "import", "end"};
  const std::string verb = words.empty() ? "" : words[0];
  if (!verb.empty() && !std::count(verbs.begin(), verbs.end(), verb))
    return misuse("\"" + verb + "\" is not known" + did_you_mean(verb, verbs) + "\n" + std::string(usage));
  const std::string format = arguments.value("--format").value_or("text");
  if (words.size() != (verb == "list" ? 1u : 2u) || !arguments.has("--config")) return misuse(usage);
  if (format != "text" && format != "json")
    return misuse("\"" + format + "\" is not text or json" + did_you_mean(format, {"text", "json"}));
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return failed;
  }
  Job job{configuration->rules, verb, words.size() > 1 ? words[1] : "", {}};
  job.is_applied = arguments.has("--apply");
  job.is_json = format == "json";
  if (verb == "import") job.plans = read_plans(job.word, job.rules, problems);
  if (!problems.empty()) {
    std::cerr << problems.to_text() << "nothing was written\n";
    return failed;
  }
  net::log::set_level("warn");
  const auto done =
      with_store(configuration->settings, [&job](storage::Store& store) { return work(store, job); });
  if (done) return job.is_well ? all_well : failed;
  std::cerr << "steward: " << net::to_string(done.error()) << "\n";
  return failed;
}

}  // namespace steward::app
