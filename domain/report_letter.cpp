#include "domain/report_letter.hpp"

#include <cmath>

#include "domain/letters.hpp"
#include "domain/report.hpp"

namespace steward::domain {
namespace {

Report figures_of(Draft& draft, const Site& site, const Period& period) {
  const std::vector<std::string> days = days_of(period);
  const auto counters = received_counters(draft.rules, site, days);
  Reads reads;
  for (const std::string& day : days) reads.facts.push_back({site.id, day});
  for (const auto& [kind, names] : counters)
    reads.counters.insert(reads.counters.end(), names.begin(), names.end());
  draft.need(reads);
  std::map<std::string, int> received;
  for (const auto& [kind, names] : counters)
    for (const std::string& name : names)
      if (const int count = draft.counted(name); count > 0) received[kind] += count;
  std::vector<std::vector<Fact>> facts;
  for (const FactDay& day : reads.facts) facts.push_back(draft.facts(day));
  return report_of(site.id, period, std::move(received), facts);
}

std::string percent(std::optional<double> share) {
  return share ? std::to_string(static_cast<int>(std::lround(*share * 100))) + "%" : "–";
}

std::vector<Arg> args_of(const Figures& figures) {
  const int missed = figures.accept.promised - figures.accept.kept + figures.arrive.promised -
                     figures.arrive.kept + figures.finish.promised - figures.finish.kept;
  return {{"done", std::to_string(figures.done)},
          {"rate", percent(share(figures.answered, figures.due))},
          {"satisfaction", percent(share(figures.satisfied, figures.answered))},
          {"reopened", std::to_string(figures.reopened)},
          {"missed", std::to_string(missed)}};
}

Say line_of_all(const Site& site, const Report& report) {
  std::vector<Arg> args = args_of(report.all);
  args.push_back({"site_name", site.name});
  args.push_back({"period", name_of(report.period)});
  args.push_back({"received", std::to_string(report.received_in_all())});
  return say("report_told", std::move(args));
}

// Of those that head it.
Say line_of_department(const std::string& department, const Figures& figures) {
  std::vector<Arg> args = args_of(figures);
  args.push_back({"department", "department." + department, Arg::Form::phrase});
  return say("report_department", std::move(args));
}

}  // namespace

void send_report(Draft& draft, const Plan& plan) {
  const Site& site = draft.rules.site(plan.site);
  const auto today = day_of(site.zone.to_local(draft.now));
  const Report report = figures_of(draft, site, last_whole_period(plan.schedule.every, today));
  if (report.is_empty()) return;
  for (const Staff& one : draft.reference.staff) {
    if ((one.role != Role::head && one.role != Role::manager) || !one.serves(site.id)) continue;
    OutMessage* letter = to_staff(draft, one.id, nullptr);
    if (!letter) continue;
    letter->says.push_back(line_of_all(site, report));
    for (const auto& [department, figures] : report.departments)
      if (!department.empty() && (one.role == Role::manager || one.department == department))
        letter->says.push_back(line_of_department(department, figures));
  }
}

}  // namespace steward::domain
