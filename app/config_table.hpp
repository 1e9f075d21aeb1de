#pragma once
// A configuration struct is described once, as a table of its fields: reading, complaints, defaults and the
// reference page all come from it.

#include <functional>
#include <string>
#include <vector>

#include "app/config_values.hpp"
#include "app/did_you_mean.hpp"

namespace steward::app {

enum class Need : uint8_t { optional, required };

template <class Owner>
struct Field {
  std::string name;
  std::string type;
  std::string shipped;  // the default, as it would be written
  Need need = Need::optional;
  std::string words;
  std::function<void(const JsonNode&, Owner&)> read;
};

template <class Owner>
using Table = std::vector<Field<Owner>>;

// Specialised beside each struct.
template <class Owner>
const Table<Owner>& table_of();

// What is wrong with a value; empty: nothing.
template <class T>
using Check = std::string (*)(const T&);

// How a struct with a table is read and described.
template <class T>
struct Value {
  static std::string type() { return "object, see below"; }
  static std::string show(const T&) { return {}; }
  static void read(const JsonNode& node, T& into) { read_struct(node, into); }
};

template <class T>
struct Value<std::vector<T>> {
  static std::string type() { return "list: " + Value<T>::type(); }
  static std::string show(const std::vector<T>& list) {
    std::string text;
    for (const T& item : list) text += (text.empty() ? "" : ", ") + Value<T>::show(item);
    return "[" + text + "]";
  }
  static void read(const JsonNode& node, std::vector<T>& into) {
    into.clear();
    for (const JsonNode& item : node.items()) Value<T>::read(item, into.emplace_back());
  }
};

template <class T>
struct Value<std::optional<T>> {
  static std::string type() { return Value<T>::type(); }
  static std::string show(const std::optional<T>& value) { return value ? Value<T>::show(*value) : ""; }
  static void read(const JsonNode& node, std::optional<T>& into) { Value<T>::read(node, into.emplace()); }
};

// `Form` says how the value is written where its type alone does not: a time of day, a duration.
template <class Form, class Owner, class T>
Field<Owner> field_as(std::string name, T Owner::*member, std::string words, Need need = Need::optional,
                      Check<T> check = nullptr) {
  auto read = [member, check](const JsonNode& node, Owner& owner) {
    const size_t before = node.problems().size();
    Form::read(node, owner.*member);
    if (!check || node.problems().size() != before) return;
    if (const std::string wrong = check(owner.*member); !wrong.empty()) node.fail(wrong);
  };
  return {std::move(name), Form::type(), Form::show(Owner{}.*member), need, std::move(words), read};
}

template <class Owner, class T>
Field<Owner> field(std::string name, T Owner::*member, std::string words, Need need = Need::optional,
                   Check<T> check = nullptr) {
  return field_as<Value<T>>(std::move(name), member, std::move(words), need, check);
}

// Fills `into` from an object; unknown and missing keys are problems.
template <class Owner>
void read_struct(const JsonNode& node, Owner& into) {
  const Table<Owner>& table = table_of<Owner>();
  if (!node.is_object()) {
    node.members();
    return;
  }
  for (const auto& [key, value] : node.members()) {
    const Field<Owner>* known = nullptr;
    std::vector<std::string> names;
    for (const Field<Owner>& row : table) {
      names.push_back(row.name);
      if (row.name == key) known = &row;
    }
    if (known)
      known->read(value, into);
    else
      value.fail("unknown key \"" + key + "\"" + did_you_mean(key, names));
  }
  for (const Field<Owner>& row : table)
    if (row.need == Need::required && !node.has(row.name))
      node.fail("\"" + row.name + "\" is missing: " + row.words);
}

}  // namespace steward::app
