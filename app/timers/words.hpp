#pragma once
// What a clock will do, in a sentence for whoever runs the desk.

#include <string>

#include "domain/documents.hpp"

namespace steward::app::timers {

// `who` must act now, or is waited for; may be empty.
std::string sentence_of(domain::ClockRule rule, const std::string& who);
std::string sentence_of(domain::PlanPurpose purpose);

}  // namespace steward::app::timers
