#pragma once
// The figures of a period, out of the facts of its days: what was done, and what became of it.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/fact.hpp"
#include "domain/period.hpp"
#include "domain/rules.hpp"

namespace steward::domain {

// An order that was done, with what was noted of it afterwards. Done again, it is another one.
struct Finished {
  Fact done;
  bool is_reopened = false;
  bool is_declined = false;  // they asked not to be asked
  bool has_measure = false;
  bool is_unreached = false;
  int speed = 0, service = 0;        // the last ones said; 0: none
  std::optional<Fact> answer;        // the last one before a measure
  std::optional<Fact> later_answer;  // … and after it

  // Whoever opens it again has said enough, and is asked once it is done again.
  bool is_due() const { return answer || (done.is_asked_about && !is_declined && !is_reopened); }
  bool is_first_visit_fix() const { return done.visits == 1 && !done.is_rework && !is_reopened; }
};
std::vector<Finished> finished_of(const std::vector<Fact>& day);

// In minutes, by nearest rank: each is a time that really was.
struct Spread {
  int count = 0;
  std::chrono::minutes p50{0}, p90{0}, p99{0};
  bool operator==(const Spread&) const = default;
};
Spread spread_of(std::vector<std::chrono::minutes> times);

struct PaceFigures {
  Spread took;
  int promised = 0, kept = 0;
  Spread missed_by;
  bool operator==(const PaceFigures&) const = default;
};

struct Figures {
  int done = 0, reopened = 0, rework = 0;
  int visited = 0, first_visit_fixes = 0;
  int due = 0, answered = 0, declined = 0;
  int unreached = 0;
  int satisfied = 0, score_sum = 0;
  int speed_rated = 0, speed_sum = 0, service_rated = 0, service_sum = 0;
  std::map<std::string, int> by_method;                    // answers
  int dissatisfied = 0, measures_named = 0, improved = 0;  // improved: nobody is dissatisfied any more
  PaceFigures accept, arrive, finish;
  bool operator==(const Figures&) const = default;
};

using FiguresBy = std::map<std::string, Figures>;

struct Report {
  SiteId site;
  Period period;
  std::map<std::string, int> received;  // by kind
  Figures all;
  FiguresBy kinds, departments, trades, buildings, technicians;
  // Of residents who were drawn and asked how the service is: nothing was done for them, so they are in none
  // of the above. By plan, and by plan and department: "q1/engineering".
  FiguresBy plans, plan_departments;

  int received_in_all() const;
  bool is_empty() const { return all.done == 0 && received_in_all() == 0; }
};

// What counts the orders that were received on these days, by kind.
std::map<std::string, std::vector<std::string>> received_counters(const Rules& rules, const Site& site,
                                                                  const std::vector<std::string>& days);
// `days`: the facts of each day of the period.
Report report_of(const SiteId& site, const Period& period, std::map<std::string, int> received,
                 const std::vector<std::vector<Fact>>& days);

// Nothing where there is nothing to take a share of.
std::optional<double> share(int part, int whole);

}  // namespace steward::domain
