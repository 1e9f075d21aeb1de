#pragma once
// Meetings and training: staff are told when one is called, and reminded half an hour ahead, since they are
// to be there a quarter of an hour early. What is set stands in the outbox and nowhere else: a reminder waits
// there for its time.

#include <optional>
#include <string>
#include <vector>

#include "domain/commit.hpp"
#include "domain/rules.hpp"

namespace steward::domain {

inline constexpr std::chrono::minutes meeting_reminded_ahead{30};

struct Meeting {
  std::string id;
  bool is_training = false;
  SiteId site;  // whose local time it is in
  std::string about, place;
  Instant at{};
  std::vector<StaffId> who;
};

// Those of the staff who serve the site, of a department or all.
std::vector<StaffId> invited(const Reference& reference, const SiteId& site, const std::string& department);

Commit call_meeting(const Rules& rules, const Reference& reference, const Meeting& meeting, Instant now);

// The meeting that a reminder in the outbox is about, with the one person it is for; nothing: it is no such
// reminder.
std::optional<Meeting> meeting_of(const OutMessage& waiting);

// Its reminders are withdrawn, and those whom they were for are told.
Commit call_off_meeting(const Rules& rules, const Reference& reference, const Meeting& meeting, Instant now);

}  // namespace steward::domain
