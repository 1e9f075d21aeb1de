#pragma once
// The demo plays by itself: a burst pipe, from the resident's message to done, over HTTP against the running
// service.

#include <cstdint>

namespace steward::app::demo {

// Prints each step. True when every step happened.
bool play_story(uint16_t port);

}  // namespace steward::app::demo
