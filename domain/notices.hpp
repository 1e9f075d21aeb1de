#pragma once
// How a notice goes out: its audience is gathered from the roll a piece at a time, a second person agrees
// where it is a large one, and then it is handed to the outbox a chunk at a time, never far ahead of what
// providers take, so that it can be paused or cancelled at any moment.

#include <optional>
#include <string>

#include "domain/commit.hpp"
#include "domain/draft.hpp"
#include "domain/notice.hpp"

namespace steward::domain {

// All that were made, by when.
IndexKey all_notices();
// Copies that are in the outbox now.
std::string copies_ahead(const NoticeId& notice);

bool is_meant(const Audience& audience, const SiteId& site, const Reference& reference,
              const Resident& resident);

// To so many a second person has to agree.
bool needs_approval(const Rules& rules, const Notice& notice);
// Why somebody may not do this to it as it is now; nothing: they may.
std::optional<Refusal> refusal_of(const Rules& rules, const Staff& by, const Notice& notice, NoticeVerb verb);

std::optional<Refusal> compose(Draft& draft, const NoticeComposed& wanted);
std::optional<Refusal> act_on_notice(Draft& draft, const NoticeAction& action);
// The clock of a notice: the next piece of its audience, the next copies.
void go_on(Draft& draft, Notice& notice);

}  // namespace steward::domain
