#include "app/settings_checks.hpp"

#include <algorithm>

#include "app/did_you_mean.hpp"
#include "domain/phrases.hpp"
#include "storage/redis_options.hpp"

namespace steward::app {

std::string checked_listen(const std::string& listen) {
  const size_t colon = listen.rfind(':');
  const std::string port = colon == std::string::npos ? "" : listen.substr(colon + 1);
  const bool is_number =
      !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  if (listen.empty() || (is_number && std::stoi(port) <= 65535)) return {};
  return "\"" + listen + R"(" is no address and port; write "127.0.0.1:8080" or "[::]:443")";
}

std::string checked_log_level(const std::string& level) {
  for (const char* known : {"debug", "info", "warn", "error", "off"})
    if (level == known) return {};
  return "\"" + level + "\" is none of \"debug\", \"info\", \"warn\", \"error\" and \"off\"";
}

std::string checked_url(const std::string& url) {
  if (url.empty() || url.starts_with("https://") || url.starts_with("http://")) return {};
  return "\"" + url + R"(" is no address; it begins with "https://")";
}

std::string checked_prefixes(const std::vector<std::string>& prefixes) {
  for (const std::string& one : prefixes)
    if (one.size() < 2 || one.front() != '+' || one.find_first_not_of("0123456789", 1) != std::string::npos)
      return "\"" + one + R"(" begins no number; write it like "+86")";
  return {};
}

std::string checked_phrase(const std::string& phrase) {
  std::vector<std::string> known;
  for (const domain::PhraseSpec& one : domain::phrases) known.emplace_back(one.key);
  if (phrase.empty() || std::find(known.begin(), known.end(), phrase) != known.end()) return {};
  return "there is no phrase \"" + phrase + "\"" + did_you_mean(phrase, known);
}

std::string checked_redis(const std::string& url) {
  if (url.empty() || storage::parse_redis_url(url)) return {};
  return R"(this is no Redis address; write "redis://host:6379/0" or "unix:///run/redis.sock")";
}

std::string checked_append(const std::string& append) {
  if (append == "always" || append == "everysec") return {};
  return "\"" + append + R"(" is neither "always" nor "everysec")";
}

std::string checked_hash(const std::string& hash) {
  if (hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string::npos) return {};
  return "a token's hash is 64 hexadecimal digits; `steward token` makes a token and its hash";
}

// Ids stand in keys and addresses.
std::string checked_id(const std::string& id) {
  const char* allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  if (!id.empty() && id.size() <= 32 && id.find_first_not_of(allowed) == std::string::npos) return {};
  return "\"" + id + "\" cannot be an id: 1 to 32 small letters, digits, - and _";
}
std::string checked_site_id(const domain::SiteId& id) { return checked_id(id.value); }
std::string checked_desk_id(const domain::DeskId& id) { return checked_id(id.value); }

std::string checked_phone(const std::string& phone) {
  if (!phone.empty() && phone.size() <= 24 && phone.find_first_not_of("0123456789+-() ") == std::string::npos)
    return {};
  return "\"" + phone + "\" is no phone number";
}

std::string checked_hours(const std::vector<domain::TimeOfDayWindow>& windows) {
  if (windows.empty()) return "at least one span of hours is needed";
  for (const auto& window : windows)
    if (window.to <= window.from) return "decent hours do not pass midnight";
  return {};
}

std::string checked_sites(const std::vector<domain::Site>& sites) {
  if (sites.empty()) return "a desk has at least one site";
  for (size_t i = 0; i < sites.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (sites[i].id == sites[j].id) return "two sites have the id \"" + sites[i].id.value + "\"";
  return {};
}

std::string checked_channels(const std::vector<ChannelSettings>& channels) {
  for (size_t i = 0; i < channels.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (channels[i].id == channels[j].id) return "two channels have the id \"" + channels[i].id + "\"";
  return {};
}

std::string checked_positive(const int& number) { return number > 0 ? "" : "a number above 0 is needed"; }

std::string checked_limit(const size_t& number) { return number > 0 ? "" : "a number above 0 is needed"; }

// What an SMS of ours holds at most: channels::longest_sms.
std::string checked_most_parts(const int& number) {
  return number >= 1 && number <= 10 ? "" : "a number from 1 to 10 is needed";
}

// Of a household no more are read at once.
std::string checked_let_in(const int& number) {
  return number >= 0 && number <= 50 ? "" : "a number from 0 to 50 is needed";
}

}  // namespace steward::app
