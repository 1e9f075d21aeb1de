#include "app/problems.hpp"

#include <algorithm>

namespace steward::app {

std::string to_string(const Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) place += ":" + std::to_string(problem.line);
  return place + ": " + problem.text;
}

std::vector<Problem> new_among(const std::vector<Problem>& now, const std::vector<Problem>& before) {
  std::vector<Problem> fresh;
  for (const Problem& problem : now) {
    const auto is_it = [&](const Problem& one) {
      return one.file == problem.file && one.text == problem.text;
    };
    if (std::none_of(before.begin(), before.end(), is_it)) fresh.push_back(problem);
  }
  return fresh;
}

std::string Problems::to_text() const {
  std::string text;
  for (const Problem& problem : list_) text += to_string(problem) + "\n";
  return text;
}

std::string Problems::warnings_to_text() const {
  std::string text;
  for (const Problem& warning : warnings_) text += "warning: " + to_string(warning) + "\n";
  return text;
}

}  // namespace steward::app
