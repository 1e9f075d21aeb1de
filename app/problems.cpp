#include "app/problems.hpp"

namespace steward::app {

std::string to_string(const Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) place += ":" + std::to_string(problem.line);
  return place + ": " + problem.text;
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
