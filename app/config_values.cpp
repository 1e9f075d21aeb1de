#include "app/config_values.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/zone_table.hpp"

namespace steward::app {
namespace {

template <class Into>
void read_duration(const JsonNode& node, Into& into) {
  const auto text = node.text();
  if (!text) return;
  const auto duration = domain::parse_duration(*text);
  if (!duration)
    return node.fail("\"" + *text + R"(" is no duration; write "PT90S", "PT10M", "PT2H" or "P1D")");
  if (duration->count() < 0) return node.fail("\"" + *text + "\" is a duration below 0");
  into = std::chrono::duration_cast<Into>(*duration);
  if (into != *duration) node.fail("\"" + *text + "\" is finer than this clock counts");
}

template <class Number>
void read_number(const JsonNode& node, Number& into) {
  const auto number = node.number();
  if (!number) return;
  if (*number < 0 || *number > 1'000'000'000'000) return node.fail("a number from 0 on is wanted here");
  into = static_cast<Number>(*number);
  if (static_cast<std::int64_t>(into) != *number) node.fail("this number is too large");
}

void warn_of_readers(const JsonNode& node, const std::filesystem::path& file) {
  std::error_code failed;
  const auto rights = std::filesystem::status(file, failed).permissions();
  if (!failed && (rights & std::filesystem::perms::others_read) != std::filesystem::perms::none)
    node.warn("everybody on this machine can read the secret in " + file.string() + ": chmod o-r");
}

// Why a secret cannot be had is told by name of its file or variable, never by what it holds.
std::optional<std::string> secret_text(const JsonNode& node) {
  const auto members = node.is_object() ? node.members() : std::vector<std::pair<std::string, JsonNode>>{};
  if (members.size() != 1 || (members[0].first != "file" && members[0].first != "env")) {
    node.fail(R"(a secret does not stand in the configuration: write {"file": "path"} or {"env": "NAME"})");
    return std::nullopt;
  }
  const auto name = members[0].second.text();
  if (!name) return std::nullopt;
  if (members[0].first == "env") {
    if (const char* value = std::getenv(name->c_str())) return value;
    node.fail("the environment has no variable " + *name);
    return std::nullopt;
  }
  warn_of_readers(node, node.path(*name));
  std::ifstream in(node.path(*name));
  std::ostringstream text;
  if (in && text << in.rdbuf()) return text.str();
  node.fail("the secret's file " + node.path(*name).string() + " cannot be read, or is empty");
  return std::nullopt;
}

// What may have been meant as one address is not taken for a range, nor everybody for a proxy.
void read_proxy(const JsonNode& node, const std::string& text, net::TrustedProxies& into) {
  const auto range = net::range_from(text);
  if (!range)
    return node.fail("\"" + text +
                     R"(" is no address; write "127.0.0.1", "10.0.0.0/8", "2001:db8::/32" or "unix")");
  if (text.ends_with("/0"))
    return node.fail("\"" + text + "\" is everybody: name the proxy's own address or network");
  const std::string written = text.substr(0, text.find('/'));
  if (range->first != net::address_from(written))
    return node.fail("\"" + text + "\" goes on after its prefix; did you mean \"" + to_text(*range) +
                     "\", or \"" + written + "\" alone?");
  into.ranges.push_back(*range);
}

}  // namespace

std::string iso_duration(std::chrono::milliseconds duration) {
  using namespace std::chrono;
  if (duration.count() == 0) return "PT0S";
  const auto days = duration_cast<std::chrono::days>(duration);
  const hh_mm_ss rest(duration - days);
  std::string text = "P";
  if (days.count()) text += fmt::format("{}D", days.count());
  if (rest.to_duration().count()) text += "T";
  if (rest.hours().count()) text += fmt::format("{}H", rest.hours().count());
  if (rest.minutes().count()) text += fmt::format("{}M", rest.minutes().count());
  if (rest.seconds().count() || rest.subseconds().count())
    text += rest.subseconds().count()
                ? fmt::format("{}.{:03}S", rest.seconds().count(), rest.subseconds().count())
                : fmt::format("{}S", rest.seconds().count());
  return text;
}

std::optional<std::chrono::minutes> time_of_day_from(std::string_view text) {
  const auto digit = [&](size_t at) { return text[at] - '0'; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const size_t at : {0u, 1u, 3u, 4u})
    if (digit(at) < 0 || digit(at) > 9) return std::nullopt;
  const int hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
  if (minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
  return std::chrono::minutes(hours * 60 + minutes);
}

std::string Value<std::string>::type() { return "text"; }
std::string Value<std::string>::show(const std::string& value) { return "\"" + value + "\""; }
void Value<std::string>::read(const JsonNode& node, std::string& into) {
  if (const auto text = node.text()) into = *text;
}

std::string Value<bool>::type() { return "true or false"; }
std::string Value<bool>::show(const bool& value) { return value ? "true" : "false"; }
void Value<bool>::read(const JsonNode& node, bool& into) {
  if (const auto truth = node.truth()) into = *truth;
}

std::string Value<int>::type() { return "number"; }
std::string Value<int>::show(const int& value) { return std::to_string(value); }
void Value<int>::read(const JsonNode& node, int& into) { read_number(node, into); }

std::string Value<size_t>::type() { return "number"; }
std::string Value<size_t>::show(const size_t& value) { return std::to_string(value); }
void Value<size_t>::read(const JsonNode& node, size_t& into) { read_number(node, into); }

std::string Value<double>::type() { return "number"; }
std::string Value<double>::show(const double& value) { return fmt::format("{}", value); }
void Value<double>::read(const JsonNode& node, double& into) {
  if (node.json().is_number())
    into = node.json().get<double>();
  else
    node.number();
}

std::string Value<std::filesystem::path>::type() { return "path"; }
std::string Value<std::filesystem::path>::show(const std::filesystem::path& value) {
  return "\"" + value.string() + "\"";
}
void Value<std::filesystem::path>::read(const JsonNode& node, std::filesystem::path& into) {
  if (const auto text = node.text()) into = node.path(*text);
}

std::string Value<net::Secret>::type() { return R"(secret: {"file": path} or {"env": name})"; }
std::string Value<net::Secret>::show(const net::Secret&) { return {}; }
void Value<net::Secret>::read(const JsonNode& node, net::Secret& into) {
  auto text = secret_text(node);
  if (!text) return;
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  if (text->empty()) return node.fail("this secret is empty");
  into = net::Secret(std::move(*text));
}

std::string Value<std::chrono::milliseconds>::type() { return "duration"; }
std::string Value<std::chrono::milliseconds>::show(const std::chrono::milliseconds& value) {
  return "\"" + iso_duration(value) + "\"";
}
void Value<std::chrono::milliseconds>::read(const JsonNode& node, std::chrono::milliseconds& into) {
  read_duration(node, into);
}
std::string Value<std::chrono::seconds>::type() { return "duration"; }
std::string Value<std::chrono::seconds>::show(const std::chrono::seconds& value) {
  return "\"" + iso_duration(value) + "\"";
}
void Value<std::chrono::seconds>::read(const JsonNode& node, std::chrono::seconds& into) {
  read_duration(node, into);
}
std::string Value<std::chrono::minutes>::type() { return "duration"; }
std::string Value<std::chrono::minutes>::show(const std::chrono::minutes& value) {
  return "\"" + iso_duration(value) + "\"";
}
void Value<std::chrono::minutes>::read(const JsonNode& node, std::chrono::minutes& into) {
  read_duration(node, into);
}

std::string TimeOfDay::type() { return "time of day"; }
std::string TimeOfDay::show(const std::chrono::minutes& time) {
  return fmt::format("\"{:02}:{:02}\"", time.count() / 60, time.count() % 60);
}
void TimeOfDay::read(const JsonNode& node, std::chrono::minutes& into) {
  const auto text = node.text();
  if (!text) return;
  const auto time = time_of_day_from(*text);
  if (!time) return node.fail("\"" + *text + R"(" is no time of day; write "08:00")");
  into = *time;
}

std::string Value<domain::TimeOfDayWindow>::type() { return "hours"; }
std::string Value<domain::TimeOfDayWindow>::show(const domain::TimeOfDayWindow& window) {
  return fmt::format("\"{:02}:{:02}-{:02}:{:02}\"", window.from.count() / 60, window.from.count() % 60,
                     window.to.count() / 60, window.to.count() % 60);
}
void Value<domain::TimeOfDayWindow>::read(const JsonNode& node, domain::TimeOfDayWindow& into) {
  const auto text = node.text();
  if (!text) return;
  const std::string_view whole = *text;
  const auto from = time_of_day_from(whole.substr(0, 5));
  const auto to = whole.size() == 11 && whole[5] == '-' ? time_of_day_from(whole.substr(6)) : std::nullopt;
  if (!from || !to) return node.fail("\"" + *text + R"(" are no hours; write "22:00-07:00")");
  into = {*from, *to};
}

std::string Value<domain::Zone>::type() { return "time zone, as in \"Asia/Shanghai\""; }
std::string Value<domain::Zone>::show(const domain::Zone& zone) { return "\"" + zone.name + "\""; }
void Value<domain::Zone>::read(const JsonNode& node, domain::Zone& into) {
  const auto name = node.text();
  if (!name) return;
  if (auto zone = zone_named(*name))
    into = std::move(*zone);
  else
    node.fail("there is no time zone \"" + *name + "\"" + did_you_mean(*name, zone_names()));
}

std::string Value<net::TrustedProxies>::type() { return "list: addresses and ranges of them"; }
std::string Value<net::TrustedProxies>::show(const net::TrustedProxies&) { return "[]"; }
void Value<net::TrustedProxies>::read(const JsonNode& node, net::TrustedProxies& into) {
  into = {};
  for (const JsonNode& item : node.items()) {
    const auto text = item.text();
    if (!text) continue;
    if (*text == "unix")
      into.unix_socket = true;
    else
      read_proxy(item, *text, into);
  }
}

std::string Value<TextMap>::type() { return "object of texts"; }
std::string Value<TextMap>::show(const TextMap& map) { return map.empty() ? "{}" : ""; }
void Value<TextMap>::read(const JsonNode& node, TextMap& into) {
  into.clear();
  for (const auto& [key, value] : node.members())
    if (const auto text = value.text()) into[key] = *text;
}

}  // namespace steward::app
