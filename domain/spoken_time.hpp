#pragma once
// Times as people say them: near days by name, others by date, always on the 24-hour clock.

#include <chrono>
#include <optional>
#include <string>

#include "domain/phrasebook.hpp"
#include "domain/time.hpp"

namespace steward::domain {

// "今天15:00", "3月5日 周四 15:00", "Thu 5 Mar 15:00", as seen at `now`.
std::string spoken_time(LocalTime time, LocalTime now, Wording wording);

// "今天15:00–17:00", "明天9:00以后", "any time" when neither end is given.
std::string spoken_window(std::optional<LocalTime> from, std::optional<LocalTime> to, LocalTime now,
                          Wording wording);

// "30分钟", "2小时", "1 hour 30 minutes".
std::string spoken_minutes(std::chrono::minutes duration, Wording wording);

}  // namespace steward::domain
