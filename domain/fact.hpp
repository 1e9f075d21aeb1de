#pragma once
// What is kept of an order for the reports: a short line when it is done, and one for whatever becomes of it
// afterwards. All of them stand under the day on which it was done, so a report reads its own days and
// nothing else, and each of its shares is one of the same orders. Of a shift there is a line once it has
// ended, under the day on which it began: rosters change, what was rostered then does not.

#include <chrono>
#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "domain/labels.hpp"

namespace steward::domain {

// How long something took that may have been promised.
struct Pace {
  std::optional<std::chrono::minutes> took;  // since the opening; nothing: it never came to that
  std::optional<std::chrono::minutes> late;  // zero: kept; nothing: it was not promised
  bool operator==(const Pace&) const = default;
};

struct Fact {
  enum class What : uint8_t {
    done,
    reopened,
    answered,
    declined,
    measure_named,
    drawn,
    rated,
    unreached,
    shift
  };
  What what = What::done;
  OrderId order;

  PlanId plan;  // of a resident who was drawn, whose department is the one they are asked about

  // Of one that is done, so that the others need not say it again.
  std::string kind, trade, department, building;
  StaffId done_by;
  Via via = Via::chat;
  Pace accept, arrive, finish;
  int visits = 0;  // zero: nobody had to go there
  bool is_rework = false;
  bool is_asked_about = false;  // its follow-up is due

  // Of an answer.
  int score = 0;               // 1..5
  int speed = 0, service = 0;  // rated: one of them
  std::string method;
  bool is_after_measure = false;

  // Of a shift.
  StaffId staff, swapped_with;
  std::chrono::minutes from{0}, to{0};  // since the midnight before it

  bool operator==(const Fact&) const = default;
};

// A fact and where it stands.
struct FactLine {
  SiteId site;
  std::string day;  // of the site: "2026-03-03"
  Fact fact;
};

}  // namespace steward::domain
