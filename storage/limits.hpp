#pragma once
// How much of each thing is kept or read; the same for every store.

#include <chrono>
#include <cstddef>

namespace steward::storage {

inline constexpr size_t members_loaded = 50;      // of an index, with an event
inline constexpr size_t thread_kept = 500;        // lines of a conversation
inline constexpr size_t repeats_looked_for = 20;  // last lines in which a repeated one is found
inline constexpr size_t feed_kept = 1000;
// What reports are made of, after the last that was counted or noted of a day: a quarter and the same quarter
// of the year before can be compared.
inline constexpr std::chrono::seconds reports_kept{800 * 24 * 60 * 60};
inline constexpr size_t set_asides_kept = 1000;
inline constexpr size_t set_aside_text = 64 << 10;  // bytes of the raw event

}  // namespace steward::storage
