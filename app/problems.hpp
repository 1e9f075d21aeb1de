#pragma once
// What is wrong with files that people wrote: each with its file and line, all collected before anything is
// said.

#include <string>
#include <string_view>
#include <vector>

namespace steward::app {

struct Problem {
  std::string file;
  int line = 0;  // 0: of the file as a whole
  std::string text;
  bool operator==(const Problem&) const = default;
};

// "config/steward.json:12: unknown key "lisen"; did you mean "listen"?"
std::string to_string(const Problem& problem);

// Those of `now` that were not said before: a line that only moved makes nothing new.
std::vector<Problem> new_among(const std::vector<Problem>& now, const std::vector<Problem>& before);

class Problems {
 public:
  void add(std::string file, int line, std::string text) {
    list_.push_back({std::move(file), line, std::move(text)});
  }
  // Stands in nobody's way, and is hardly meant.
  void warn(std::string file, int line, std::string text) {
    warnings_.push_back({std::move(file), line, std::move(text)});
  }
  bool empty() const { return list_.empty(); }
  size_t size() const { return list_.size(); }
  const std::vector<Problem>& list() const { return list_; }
  const std::vector<Problem>& warnings() const { return warnings_; }
  std::string to_text() const;           // a line each
  std::string warnings_to_text() const;  // a line each, "warning: " before it

 private:
  std::vector<Problem> list_, warnings_;
};

}  // namespace steward::app
