#pragma once
// A notice makes people write back. What the front desk is to deal with then says which notice they may mean.

#include "domain/draft.hpp"

namespace steward::domain {

// Adds the newest notice that went to this resident within three days, where there is one.
void name_the_notice(Draft& draft, const Conversation& talk, OutMessage& letter);

}  // namespace steward::domain
