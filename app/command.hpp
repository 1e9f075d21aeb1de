#pragma once
// The commands of the program and how a command line is read.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::app {

enum ExitCode : int { all_well = 0, failed = 1, misused = 2 };

struct Option {
  std::string_view name;   // "--config"
  std::string_view value;  // what follows it, for the help; empty: nothing does
  std::string_view words;
};

// What stood on the command line after the command.
class Arguments {
 public:
  bool has(std::string_view option) const;
  std::optional<std::string> value(std::string_view option) const;
  std::vector<std::string> values(std::string_view option) const;  // where it may be given several times
  const std::vector<std::string>& plain() const { return plain_; }

 private:
  friend struct Command;
  std::vector<std::pair<std::string, std::string>> options_;
  std::vector<std::string> plain_;
};

struct Command {
  std::string_view name;
  std::string_view usage;  // "[--site DIR] FILE…"
  std::string_view words;
  std::vector<Option> options;
  std::string_view examples;  // a line each
  int (*run)(const Arguments& arguments);

  std::string help() const;
  // Nothing, and `wrong` says why, where the line is not understood.
  std::optional<Arguments> read(const std::vector<std::string>& words_given, std::string& wrong) const;
};

// `steward` with all that follows it; answers the exit code.
int run_command_line(const std::vector<std::string>& words);

// Says on stderr what is wrong with the usage; answers `misused`.
int misuse(std::string_view what);

}  // namespace steward::app
