#pragma once
// Whose part is played: the chat account of the playground is bound to a resident or to a member of staff, as
// the proof by a code would have done. Only in a demo.

#include "console/desk.hpp"

namespace steward::console {

net::awaitable<net::Result<void>> play_resident(Desk& desk, domain::AccountId account,
                                                domain::ResidentId resident);
net::awaitable<net::Result<void>> play_staff(Desk& desk, domain::AccountId account, domain::Staff staff);

}  // namespace steward::console
