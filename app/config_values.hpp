#pragma once
// How each sort of value is written in a configuration file.

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/did_you_mean.hpp"
#include "app/json_node.hpp"
#include "domain/ids.hpp"
#include "domain/labels.hpp"
#include "domain/rules.hpp"
#include "net/secret.hpp"
#include "net/trusted_proxies.hpp"

namespace steward::app {

template <class T>
struct Value;

template <class T>
void read_struct(const JsonNode& node, T& into);

// What a sort of value has to offer: its name for the reference page, how it is shown and how it is read.
#define STEWARD_CONFIG_VALUE(T)                      \
  template <>                                        \
  struct Value<T> {                                  \
    static std::string type();                       \
    static std::string show(const T& value);         \
    static void read(const JsonNode& node, T& into); \
  }

STEWARD_CONFIG_VALUE(std::string);
STEWARD_CONFIG_VALUE(bool);
STEWARD_CONFIG_VALUE(int);
STEWARD_CONFIG_VALUE(size_t);
STEWARD_CONFIG_VALUE(double);
STEWARD_CONFIG_VALUE(std::filesystem::path);      // seen from the file's folder
STEWARD_CONFIG_VALUE(net::Secret);                // {"file": …} or {"env": …}
STEWARD_CONFIG_VALUE(std::chrono::milliseconds);  // ISO 8601 durations: "PT10M"
STEWARD_CONFIG_VALUE(std::chrono::seconds);
STEWARD_CONFIG_VALUE(std::chrono::minutes);
STEWARD_CONFIG_VALUE(domain::TimeOfDayWindow);  // "22:00-07:00"
STEWARD_CONFIG_VALUE(domain::Zone);             // "Asia/Shanghai"
using TextMap = std::map<std::string, std::string>;
STEWARD_CONFIG_VALUE(TextMap);
STEWARD_CONFIG_VALUE(net::TrustedProxies);
#undef STEWARD_CONFIG_VALUE

// Minutes since midnight, written "08:00".
struct TimeOfDay {
  static std::string type();
  static std::string show(const std::chrono::minutes& time);
  static void read(const JsonNode& node, std::chrono::minutes& into);
};

template <class Tag>
struct Value<domain::Id<Tag>> {
  static std::string type() { return Value<std::string>::type(); }
  static std::string show(const domain::Id<Tag>& id) { return Value<std::string>::show(id.value); }
  static void read(const JsonNode& node, domain::Id<Tag>& into) {
    Value<std::string>::read(node, into.value);
  }
};

// The closed vocabularies.
template <class Label>
requires requires { domain::Spellings<Label>::table; }
struct Value<Label> {
  static std::vector<std::string> words() {
    std::vector<std::string> list;
    for (const auto& row : domain::Spellings<Label>::table) list.emplace_back(row.text);
    return list;
  }
  static std::string type() { return one_of(words()); }
  static std::string show(const Label& label) { return "\"" + std::string(domain::to_string(label)) + "\""; }
  static void read(const JsonNode& node, Label& into) {
    const auto text = node.text();
    if (!text) return;
    if (const auto label = domain::from_string<Label>(*text))
      into = *label;
    else
      node.fail("\"" + *text + "\" is none of the words known here: " + one_of(words()));
  }
};

// Where both ends stand: "PT1H30M" for 90 minutes.
std::string iso_duration(std::chrono::milliseconds duration);
std::optional<std::chrono::minutes> time_of_day_from(std::string_view text);

}  // namespace steward::app
