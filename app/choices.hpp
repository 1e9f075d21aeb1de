#pragma once
// Words on the command line that stand for something: found, or what was probably meant.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/did_you_mean.hpp"

namespace steward::app {

// The first is what is taken where nothing was written.
template <class T>
using Choices = std::vector<std::pair<std::string, T>>;

template <class T>
std::optional<T> chosen(const Choices<T>& choices, const std::string& word, std::string& wrong) {
  std::vector<std::string> known;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    known.push_back(name);
  }
  wrong = "\"" + word + "\" is not " + one_of(known) + did_you_mean(word, known);
  return std::nullopt;
}

}  // namespace steward::app
