#include "app/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/did_you_mean.hpp"

namespace steward::app {

bool Arguments::has(std::string_view option) const { return value(option).has_value(); }

std::optional<std::string> Arguments::value(std::string_view option) const {
  for (const auto& [name, given] : options_)
    if (name == option) return given;
  return std::nullopt;
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  std::vector<std::string> all;
  for (const auto& [name, given] : options_)
    if (name == option) all.push_back(given);
  return all;
}

std::string Command::help() const {
  std::string text =
      fmt::format("usage: steward {}{}{}\n\n{}\n", name, usage.empty() ? "" : " ", usage, words);
  if (!options.empty()) text += "\noptions:\n";
  for (const Option& option : options)
    text += fmt::format("  {:<24}{}\n",
                        fmt::format("{}{}{}", option.name, option.value.empty() ? "" : " ", option.value),
                        option.words);
  if (!examples.empty()) text += fmt::format("\nexamples:\n{}\n", examples);
  return text + "\nexit code: 0 all is well, 1 something is not, 2 this was not understood\n";
}

std::optional<Arguments> Command::read(const std::vector<std::string>& words_given,
                                       std::string& wrong) const {
  Arguments arguments;
  std::vector<std::string> known;
  for (const Option& option : options) known.emplace_back(option.name);
  for (size_t i = 0; i < words_given.size(); ++i) {
    const std::string& word = words_given[i];
    if (!word.starts_with("--") || word.size() == 2) {
      arguments.plain_.push_back(word);
      continue;
    }
    const size_t equals = std::min(word.find('='), word.size());
    const std::string given = word.substr(0, equals);
    const auto option =
        std::find_if(options.begin(), options.end(), [&](const Option& one) { return one.name == given; });
    if (option == options.end()) {
      wrong = "unknown option " + given + did_you_mean(given, known);
      return std::nullopt;
    }
    if (option->value.empty()) {
      arguments.options_.emplace_back(given, "");
    } else if (equals < word.size()) {
      arguments.options_.emplace_back(given, word.substr(equals + 1));
    } else if (i + 1 < words_given.size()) {
      arguments.options_.emplace_back(given, words_given[++i]);
    } else {
      wrong = given + " needs " + std::string(option->value);
      return std::nullopt;
    }
  }
  return arguments;
}

int misuse(std::string_view what) {
  std::cerr << "steward: " << what << "\n";
  return misused;
}

}  // namespace steward::app
