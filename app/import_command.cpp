// steward import: the register from spreadsheets; what would change is shown first, and all of it is written
// or none.

#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/desk_data.hpp"
#include "app/did_you_mean.hpp"
#include "app/import_residents.hpp"
#include "app/register_files.hpp"
#include "app/register_import.hpp"
#include "net/log.hpp"
#include "scheduler/open_orders.hpp"
#include "scheduler/standing_plans.hpp"

namespace steward::app {
namespace {

constexpr size_t most_lines = 40;

// `left_out`: what becomes of those that are not in the file.
void print(const ImportPlan& plan, const std::string& what, const std::string& left_out) {
  for (size_t i = 0; i < plan.lines.size() && i < most_lines; ++i) std::cout << plan.lines[i] << "\n";
  if (plan.lines.size() > most_lines)
    std::cout << fmt::format("... and {} more\n", plan.lines.size() - most_lines);
  std::cout << fmt::format("{}: {} new, {} changed, {} the same, {}\n", what, plan.added, plan.changed,
                           plan.same, left_out);
}

struct Job {
  const std::string what, file, text;
  const domain::Rules& rules;
  bool is_applied = false;
  Problems problems;
};

// A service that runs does so by itself; here so that it is done, and said, without one as well.
net::awaitable<net::Result<>> hand_on(storage::Store& store, const Job& job) {
  const auto count = co_await scheduler::look_at_open_orders(store, job.rules);
  if (!count) co_return count.error();
  if (count->handed_on > 0)
    std::cout << fmt::format("{} orders of people who left went back to dispatch\n", count->handed_on);
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> import_reference(storage::Store& store, Job& job) {
  const auto kept = co_await store.reference();
  if (!kept) co_return kept.error();
  const auto now = co_await store.now();
  if (!now) co_return now.error();
  domain::Reference reference = **kept;
  ImportPlan plan;
  if (job.what == "units")
    plan = merge_units(reference, read_units(job.file, job.text, job.rules, job.problems));
  if (job.what == "staff")
    plan = merge_staff(reference, read_staff(job.file, job.text, job.rules, job.problems));
  if (job.what == "roster")
    plan = merge_roster(reference, read_roster(job.file, job.text, reference.staff, job.problems),
                        domain::day_of(job.rules.sites.front().zone.to_local(*now)));
  if (!job.problems.empty()) co_return net::Result<>{};
  print(plan, job.what,
        fmt::format("{} not in the file ({})", plan.left_out, job.what == "units" ? "kept" : "removed"));
  if (!job.is_applied) co_return net::Result<>{};
  const auto replaced = co_await store.replace_reference(reference);
  if (!replaced) co_return replaced.error();
  if (!*replaced)
    co_return net::Error{"conflict", "import", "somebody else changed the register; run it again"};
  if (job.what == "staff") co_return co_await hand_on(store, job);
  // Shifts begin and end at other times now.
  if (job.what == "roster") co_return co_await scheduler::set_standing_plans(store, job.rules);
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> import_people(storage::Store& store, Job& job) {
  const auto kept = co_await store.reference();
  if (!kept) co_return kept.error();
  const auto residents = read_residents(job.file, job.text, job.rules, **kept, job.problems);
  if (!job.problems.empty()) co_return net::Result<>{};
  auto plan = co_await plan_residents(store, residents);
  if (!plan) co_return plan.error();
  print(*plan, job.what, "who is not in the file stays");
  if (job.is_applied) co_return co_await write_residents(store, residents);
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> import_job(storage::Store& store, Job& job) {
  if (job.what == "residents") return import_people(store, job);
  return import_reference(store, job);
}

int run(const Configuration& configuration, Job& job) {
  net::log::set_level("warn");
  auto work = [&job](storage::Store& store) { return import_job(store, job); };
  const auto done = with_store(configuration.settings, work);
  std::cerr << job.problems.to_text() << job.problems.warnings_to_text();
  if (!job.problems.empty()) {
    std::cerr << "nothing was written\n";
    return failed;
  }
  if (!done) {
    std::cerr << "steward: " << net::to_string(done.error()) << "\n";
    return failed;
  }
  std::cout << (job.is_applied ? "written\n" : "nothing was written; add --apply to write it\n");
  return all_well;
}

}  // namespace

int import(const Arguments& arguments) {
  const std::vector<std::string> known{"units", "residents", "staff", "roster"};
  const auto& plain = arguments.plain();
  if (plain.size() != 2 || !arguments.has("--config"))
    return misuse("usage: steward import units|residents|staff|roster FILE.csv --config FILE [--apply]");
  if (!std::count(known.begin(), known.end(), plain[0]))
    return misuse("\"" + plain[0] + "\" cannot be imported, only " + one_of(known) +
                  did_you_mean(plain[0], known));
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  const auto text = configuration ? file_text(plain[1], problems) : std::nullopt;
  if (!text) {
    std::cerr << problems.to_text();
    return failed;
  }
  Job job{plain[0], plain[1], *text, configuration->rules, arguments.has("--apply"), {}};
  return run(*configuration, job);
}

}  // namespace steward::app
