#pragma once
// The words of a report in the language of its site, and figures as they are written.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "domain/labels.hpp"

namespace steward::app::report {

// Of one key of the table in words.cpp.
std::string word(std::string_view key, domain::Language language);

// "93.3%"; empty where there is nothing to take a share of.
std::string percent(std::optional<double> share);
// "4.56"
std::string decimal(std::optional<double> number);
// "35 min", "2 h 05 min", "3 d 4 h"; in Chinese "2 小时 05 分".
std::string duration(std::chrono::minutes time, domain::Language language);

}  // namespace steward::app::report
