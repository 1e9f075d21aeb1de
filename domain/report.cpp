#include "domain/report.hpp"

#include <algorithm>

#include "domain/counters.hpp"
#include "domain/scores.hpp"

namespace steward::domain {
namespace {

using std::chrono::minutes;

// The times of one promise.
class PaceTally {
 public:
  void add(const Pace& pace) {
    if (pace.took) took_.push_back(*pace.took);
    if (!pace.late) return;
    ++promised_;
    if (*pace.late > minutes{0}) missed_by_.push_back(*pace.late);
  }
  PaceFigures figures() const {
    const int missed = static_cast<int>(missed_by_.size());
    return {spread_of(took_), promised_, promised_ - missed, spread_of(missed_by_)};
  }

 private:
  std::vector<minutes> took_, missed_by_;
  int promised_ = 0;
};

class Tally {
 public:
  void add(const Finished& one) {
    ++figures_.done;
    figures_.reopened += one.is_reopened;
    figures_.rework += one.done.is_rework;
    figures_.visited += one.done.visits > 0;
    figures_.first_visit_fixes += one.is_first_visit_fix();
    add_follow_up(one);
    accept_.add(one.done.accept);
    arrive_.add(one.done.arrive);
    finish_.add(one.done.finish);
  }
  Figures figures() const {
    Figures all = figures_;
    all.accept = accept_.figures();
    all.arrive = arrive_.figures();
    all.finish = finish_.figures();
    return all;
  }

 private:
  void add_follow_up(const Finished& one) {
    figures_.due += one.is_due();
    figures_.declined += one.is_declined && !one.answer;
    figures_.unreached += one.is_unreached && !one.answer;
    figures_.measures_named += one.has_measure;
    figures_.speed_rated += one.speed > 0;
    figures_.speed_sum += one.speed;
    figures_.service_rated += one.service > 0;
    figures_.service_sum += one.service;
    if (!one.answer) return;
    ++figures_.answered;
    ++figures_.by_method[one.answer->method];
    figures_.score_sum += one.answer->score;
    figures_.satisfied += one.answer->score >= satisfied_from;
    if (one.answer->score > dissatisfied_up_to) return;
    ++figures_.dissatisfied;
    figures_.improved += one.later_answer && one.later_answer->score > dissatisfied_up_to;
  }

  Figures figures_;
  PaceTally accept_, arrive_, finish_;
};

using Tallies = std::map<std::string, Tally>;

FiguresBy figures_by(const Tallies& tallies) {
  FiguresBy figures;
  for (const auto& [name, tally] : tallies) figures.emplace(name, tally.figures());
  return figures;
}

void add_fact(Finished& finished, const Fact& fact) {
  switch (fact.what) {
    case Fact::What::reopened: finished.is_reopened = true; return;
    case Fact::What::declined: finished.is_declined = true; return;
    case Fact::What::measure_named: finished.has_measure = true; return;
    case Fact::What::unreached: finished.is_unreached = true; return;
    case Fact::What::rated:
      if (fact.speed > 0) finished.speed = fact.speed;
      if (fact.service > 0) finished.service = fact.service;
      return;
    case Fact::What::answered:
      (fact.is_after_measure ? finished.later_answer : finished.answer) = fact;
      return;
    case Fact::What::done:
    case Fact::What::drawn: return;
    case Fact::What::shift: return;
  }
}

}  // namespace

// Facts of an order whose being done was never noted stand for nothing: it was done before this was kept.
std::vector<Finished> finished_of(const std::vector<Fact>& day) {
  std::vector<Finished> all;
  std::map<OrderId, size_t> last;
  for (const Fact& fact : day) {
    if (fact.what == Fact::What::done || fact.what == Fact::What::drawn) {
      last[fact.order] = all.size();
      all.push_back({.done = fact});
    } else if (const auto found = last.find(fact.order); found != last.end()) {
      add_fact(all[found->second], fact);
    }
  }
  return all;
}

Spread spread_of(std::vector<minutes> times) {
  if (times.empty()) return {};
  std::sort(times.begin(), times.end());
  const auto at = [&times](size_t percent) { return times[(times.size() * percent + 99) / 100 - 1]; };
  return {static_cast<int>(times.size()), at(50), at(90), at(99)};
}

int Report::received_in_all() const {
  int sum = 0;
  for (const auto& [kind, count] : received) sum += count;
  return sum;
}

std::map<std::string, std::vector<std::string>> received_counters(const Rules& rules, const Site& site,
                                                                  const std::vector<std::string>& days) {
  std::map<std::string, std::vector<std::string>> names;
  for (const Kind& kind : rules.kinds)
    for (const std::string& day : days) names[kind.id].push_back(counter_of(opened(kind.id), site, day));
  return names;
}

Report report_of(const SiteId& site, const Period& period, std::map<std::string, int> received,
                 const std::vector<std::vector<Fact>>& days) {
  Tally all;
  Tallies kinds, departments, trades, buildings, technicians, plans, plan_departments;
  for (const auto& day : days)
    for (const Finished& one : finished_of(day)) {
      if (one.done.what == Fact::What::drawn) {
        plans[one.done.plan.value].add(one);
        if (!one.done.department.empty())
          plan_departments[one.done.plan.value + "/" + one.done.department].add(one);
        continue;
      }
      all.add(one);
      kinds[one.done.kind].add(one);
      departments[one.done.department].add(one);
      trades[one.done.trade].add(one);
      buildings[one.done.building].add(one);
      technicians[one.done.done_by.value].add(one);
    }
  return {site,
          period,
          std::move(received),
          all.figures(),
          figures_by(kinds),
          figures_by(departments),
          figures_by(trades),
          figures_by(buildings),
          figures_by(technicians),
          figures_by(plans),
          figures_by(plan_departments)};
}

std::optional<double> share(int part, int whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / whole;
}

}  // namespace steward::domain
