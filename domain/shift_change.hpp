#pragma once
// Shifts end and begin: what the desk holds passes to whoever has it now, and whoever begins hears once what
// waits for them.

#include "domain/draft.hpp"

namespace steward::domain {

// What happened since an instant of the roster.
void change_shifts(Draft& draft, Instant since);

// The next time that somebody's shift or cover begins or ends, within two days.
Instant next_shift_change(const Draft& draft, Instant after);

}  // namespace steward::domain
