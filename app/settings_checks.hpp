#pragma once
// What may be wrong with single values of the configuration, in words; empty: nothing.

#include <string>
#include <vector>

#include "app/settings.hpp"

namespace steward::app {

std::string checked_listen(const std::string& listen);
std::string checked_log_level(const std::string& level);
std::string checked_url(const std::string& url);
std::string checked_redis(const std::string& url);
std::string checked_append(const std::string& append);
std::string checked_hash(const std::string& hash);
std::string checked_id(const std::string& id);
std::string checked_site_id(const domain::SiteId& id);
std::string checked_desk_id(const domain::DeskId& id);
std::string checked_phone(const std::string& phone);
std::string checked_hours(const std::vector<domain::TimeOfDayWindow>& windows);
std::string checked_sites(const std::vector<domain::Site>& sites);
std::string checked_channels(const std::vector<ChannelSettings>& channels);
std::string checked_prefixes(const std::vector<std::string>& prefixes);
std::string checked_phrase(const std::string& phrase);
std::string checked_positive(const int& number);
std::string checked_limit(const size_t& number);
std::string checked_let_in(const int& number);
std::string checked_most_parts(const int& number);

// Of clocks that start again when they have run out: at 0 they would do so without end.
template <class Duration>
std::string checked_span(const Duration& duration) {
  return duration > Duration::zero() ? "" : "a duration above 0 is needed";
}

}  // namespace steward::app
