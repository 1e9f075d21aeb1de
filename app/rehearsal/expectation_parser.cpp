#include "app/rehearsal/expectation_parser.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "app/config_values.hpp"
#include "app/did_you_mean.hpp"

namespace steward::app::rehearsal {
namespace {

// What may stand as a value; empty: fine.
using Allowed = std::function<std::string(const std::string& value, const Cast& cast)>;

std::string among(const std::string& value, const std::vector<std::string>& known, const char* what) {
  if (std::count(known.begin(), known.end(), value)) return {};
  return "there is no " + std::string(what) + " \"" + value + "\"" + did_you_mean(value, known);
}

template <class Label>
Allowed label(const char* what) {
  return [what](const std::string& value, const Cast&) { return among(value, Value<Label>::words(), what); };
}

std::string kind_known(const std::string& value, const Cast& cast) {
  std::vector<std::string> known;
  for (const auto& kind : cast.rules.kinds) known.push_back(kind.id);
  return among(value, known, "kind");
}

std::string trade_known(const std::string& value, const Cast& cast) {
  std::vector<std::string> known;
  for (const auto& trade : cast.rules.trades) known.push_back(trade.id);
  return among(value, known, "trade");
}

std::string staff_known(const std::string& value, const Cast& cast) {
  return among(value, cast.staff(), "member of staff");
}

std::string instant(const std::string& value, const Cast&) {
  return domain::parse_iso8601(value) ? ""
                                      : "\"" + value + "\" is no time; write \"2026-03-03T15:00:00+08:00\"";
}

std::string number(const std::string& value, const Cast&) {
  return value.find_first_not_of("0123456789") == std::string::npos ? "" : "\"" + value + "\" is no number";
}

std::string anything(const std::string&, const Cast&) { return {}; }

struct OrderField {
  std::string name;
  Allowed allowed;
};
const std::vector<OrderField>& order_fields() {
  static const std::vector<OrderField> table{
      {"kind", kind_known},
      {"trade", trade_known},
      {"hazard", label<domain::Hazard>("hazard")},
      {"unit", anything},
      {"state", label<domain::OrderState>("state")},
      {"holder", staff_known},
      {"reporter", anything},
      {"via", label<domain::Via>("way")},
      {"photos", number},
      {"urged", number},
      {"reopened", number},
      {"visit_from", instant},
      {"visit_to", instant},
      {"score", number},
      {"follow_up", label<domain::FollowUpState>("state of a follow-up")},
  };
  return table;
}

std::optional<std::string> one_value(const JsonNode& node, const Cast& cast, const Allowed& allowed) {
  if (node.json().is_null()) return std::nullopt;
  if (!node.json().is_string() && !node.json().is_number_integer()) {
    node.fail("a text, a number or null is expected here");
    return std::nullopt;
  }
  std::string value = node.json().is_string() ? node.json().get<std::string>() : node.json().dump();
  if (const std::string wrong = allowed(value, cast); !wrong.empty()) node.fail(wrong);
  return value;
}

AnyOf values(const JsonNode& node, const Cast& cast, const Allowed& allowed) {
  AnyOf list;
  if (!node.is_list()) return {one_value(node, cast, allowed)};
  for (const JsonNode& item : node.items()) list.push_back(one_value(item, cast, allowed));
  if (list.empty()) node.fail("an empty list expects nothing");
  return list;
}

// "order 2" -> 2; 0 where it is no such key.
int order_in(const std::string& key) {
  const std::string_view prefix = "order ";
  if (!key.starts_with(prefix) || key.size() > prefix.size() + 3) return 0;
  const std::string digits = key.substr(prefix.size());
  return digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos ? 0
                                                                                       : std::stoi(digits);
}

void read_order(int order, const JsonNode& node, const Cast& cast, Expects& into) {
  std::vector<std::string> names;
  for (const auto& row : order_fields()) names.push_back(row.name);
  for (const auto& [field, value] : node.members()) {
    const auto row = std::find_if(order_fields().begin(), order_fields().end(),
                                  [&name = field](const OrderField& one) { return one.name == name; });
    if (row == order_fields().end())
      value.fail("an order has no field \"" + field + "\"" + did_you_mean(field, names));
    else
      into.order_fields.push_back({order, field, values(value, cast, row->allowed)});
  }
}

void read_names(const JsonNode& node, const Cast& cast, const Allowed& allowed,
                std::vector<Expects::OfName>& into) {
  for (const auto& [name, value] : node.members()) into.push_back({name, values(value, cast, allowed)});
}

void read_messages(const JsonNode& node, std::vector<Expects::Message>& into) {
  for (const JsonNode& item : node.items()) {
    if (item.is_text()) {
      into.push_back({*item.text(), 0});
      continue;
    }
    const auto pair = item.items();
    if (pair.size() != 2) {
      item.fail("a name, or [name, number of an order] is expected here");
      continue;
    }
    const auto name = pair[0].text();
    const auto order = pair[1].number();
    if (name && order) into.push_back({*name, static_cast<int>(*order)});
    if (order && *order < 1) pair[1].fail("orders are numbered from 1");
  }
}

void read_words(const JsonNode& node, std::vector<Expects::Words>& into) {
  for (const auto& [name, value] : node.members()) {
    Expects::Words& words = into.emplace_back(Expects::Words{name, {}});
    if (value.is_text()) {
      words.words.push_back(*value.text());
      continue;
    }
    for (const JsonNode& item : value.items())
      if (const auto text = item.text()) words.words.push_back(*text);
  }
}

std::string who_talks(const std::string& value, const Cast&) {
  return among(value, {"desk", "person"}, "such side of a conversation:");
}

}  // namespace

std::vector<std::string> Cast::staff() const {
  std::vector<std::string> ids;
  for (const auto& one : people.reference.staff) ids.push_back(one.id.value);
  return ids;
}

Expects parse_expectation(const JsonNode& node, const Cast& cast) {
  Expects expects;
  const std::vector<std::string> known{"orders", "order 1",    "asked",    "heard",       "unheard",
                                       "says",   "never_says", "language", "conversation"};
  for (const auto& [key, value] : node.members()) {
    if (key == "orders")
      expects.orders = values(value, cast, number);
    else if (const int order = order_in(key))
      read_order(order, value, cast, expects);
    else if (key == "asked")
      read_names(value, cast, label<domain::Ask>("question"), expects.asked);
    else if (key == "language")
      read_names(value, cast, label<domain::Language>("language"), expects.language);
    else if (key == "conversation")
      read_names(value, cast, who_talks, expects.conversation);
    else if (key == "heard")
      read_messages(value, expects.heard);
    else if (key == "unheard")
      read_messages(value, expects.unheard);
    else if (key == "says")
      read_words(value, expects.says);
    else if (key == "never_says")
      read_words(value, expects.never_says);
    else
      value.fail("nothing called \"" + key + "\" can be expected" + did_you_mean(key, known));
  }
  return expects;
}

std::vector<std::pair<Name, JsonNode>> people_expected(const JsonNode& expectation) {
  std::vector<std::pair<Name, JsonNode>> people;
  const auto add_reporters = [&](const JsonNode& value) {
    if (value.is_text()) people.emplace_back(*value.text(), value);
    if (value.is_list())
      for (const JsonNode& item : value.items())
        if (item.is_text()) people.emplace_back(*item.text(), item);
  };
  for (const auto& [key, value] : expectation.members()) {
    if (key == "heard" || key == "unheard") {
      if (!value.is_list()) continue;
      for (const JsonNode& item : value.items()) {
        const JsonNode name = item.is_list() && !item.items().empty() ? item.items().front() : item;
        if (name.is_text()) people.emplace_back(*name.text(), name);
      }
    } else if (order_in(key) && value.is_object()) {
      for (const auto& [field, reporter] : value.members())
        if (field == "reporter") add_reporters(reporter);
    } else if (key != "orders" && value.is_object()) {
      for (const auto& [name, said] : value.members()) people.emplace_back(name, said);
    }
  }
  return people;
}

}  // namespace steward::app::rehearsal
