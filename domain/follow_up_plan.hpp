#pragma once
// A follow-up plan (回訪計劃): from when until when, whom to ask, about what, by what means. Those of the
// first three sorts are about orders that were done; a periodic or a targeted one draws residents.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/labels.hpp"

namespace steward::domain {

struct InLanguage {
  Language language = Language::zh_hans;
  std::string text;
  bool operator==(const InLanguage&) const = default;
};

struct FollowUpPlan {
  FollowUpSort sort = FollowUpSort::daily;
  std::string title;
  std::chrono::local_days from{};
  std::optional<std::chrono::local_days> until;  // the last day; nothing: until somebody ends it

  // ---- whom; what is empty leaves nobody out
  std::vector<std::string> kinds, trades;  // of orders that were done
  std::vector<std::string> buildings;
  std::vector<UnitId> units;
  // Targeted: whoever had something of these kinds and trades done on these days; else whoever lives there.
  std::optional<std::chrono::local_days> done_from, done_until;

  // ---- how many, of a plan that draws
  int percent = 100;  // of the homes of each building, or of the orders
  int at_least = 1;   // homes of each building and department
  int seed = 0;       // the same seed draws the same homes
  std::vector<std::string>
      departments;  // each home is asked about one of them; empty: about none in particular

  // ---- about what and how
  std::vector<InLanguage> question;     // empty: the desk's words for this sort
  std::vector<FollowUpMethod> methods;  // one after the other until somebody answers; empty: the usual ones

  bool operator==(const FollowUpPlan&) const = default;

  bool draws() const { return sort == FollowUpSort::periodic || sort == FollowUpSort::targeted; }
  bool draws_by_orders() const { return sort == FollowUpSort::targeted && done_from.has_value(); }
  bool runs_on(std::chrono::local_days day) const { return from <= day && (!until || day <= *until); }
};

// How far a plan that draws has come in its present round.
struct Draw {
  std::string round;     // the slot it began with: a periodic plan draws others each time; empty: none runs
  std::string building;  // that is being drawn from; those before it in the alphabet are done with
  std::string rank;      // of the home considered last: homes are taken by rank
  int drawn = 0;         // of this building
  std::optional<std::chrono::local_days> day;  // by orders: the day being gone through …
  int place = 0;                               // … and how many of its facts were looked at
  bool operator==(const Draw&) const = default;
};

}  // namespace steward::domain
