#pragma once
// A notice on A4, to be posted: all languages, one below the other.

#include <string>
#include <string_view>

#include "domain/notice.hpp"
#include "domain/rules.hpp"

namespace steward::notices {

// What stands between <style> and </style>: a policy that lets no other style in names it.
std::string_view style_of_page();
std::string page_of(const domain::Notice& notice, const domain::Site& site);

}  // namespace steward::notices
