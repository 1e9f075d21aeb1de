#include "app/commands.hpp"

#include <fmt/format.h>

#include <iostream>

#include "app/did_you_mean.hpp"
#include "app/version.hpp"

namespace steward::app {
namespace {

constexpr Option config_option{"--config", "FILE", "the configuration"};

std::string overview() {
  std::string text =
      "usage: steward COMMAND …\n\nThe front desk of a residential property company.\n\ncommands:\n";
  for (const Command& command : commands()) {
    const std::string_view first_line = command.words.substr(0, command.words.find('\n'));
    text += fmt::format("  {:<12}{}\n", command.name, first_line);
  }
  return text +
         "\n  --version   versions of this program and of what it is built on\n"
         "  --help      this page; `steward COMMAND --help` has more\n";
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> table{
      {"check",
       "--config FILE",
       "Checks a whole configuration and says what is wrong, by file and line.",
       {config_option},
       "  steward check --config /etc/steward/steward.json",
       check},
      {"understand",
       "TEXT | --tsv FILE | --jsonl FILE",
       "What the desk would make of a message, as JSON.\n"
       "With --tsv one row per row of FILE (its column `text`), with the columns text, intent, trade, "
       "hazard,\n"
       "unit and phone; with --jsonl one JSON per line, whose times are seen from `reference`.",
       {{"--config", "FILE", "whose words are used; else the shipped ones"},
        {"--tsv", "FILE", "messages, a row each"},
        {"--jsonl", "FILE", "messages with `text` and `reference`, a line each"},
        {"--at", "TIME", "when TEXT was written, local time: 2026-03-03T09:00:00; else now"}},
       "  steward understand '3栋2单元501 厨房水管爆了'\n  steward understand --tsv messages.tsv",
       understand},
      {"rehearse",
       "[--site DIR] [--verbose] FILE…",
       "Plays stories and says where the desk behaves otherwise than told.\n"
       "The last line counts them: `stories: N played, M as told`.",
       {{"--site", "DIR",
         "units.csv, residents.csv, staff.csv, roster.csv and, where it is there, steward.json"},
        {"--verbose", "", "shows every story as it was played"},
        {"--only", "WORDS", "plays the stories whose title holds these words"}},
       "  steward rehearse stories/*.jsonl\n  steward rehearse --site my-desk --verbose my-desk/repair.jsonl",
       rehearse},
      {"config",
       "--reference",
       "Prints the reference of everything that can be configured.",
       {{"--reference", "", "as a page in Markdown"}},
       "  steward config --reference > configuration.md",
       show_config},
  };
  return table;
}

int run_command_line(const std::vector<std::string>& words) {
  if (words.empty()) {
    std::cerr << overview();
    return misused;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    std::cout << overview();
    return all_well;
  }
  if (words[0] == "--version") {
    std::cout << versions();
    return all_well;
  }
  std::vector<std::string> known;
  for (const Command& command : commands()) {
    known.emplace_back(command.name);
    if (command.name != words[0]) continue;
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    for (const std::string& word : rest)
      if (word == "--help" || word == "-h") {
        std::cout << command.help();
        return all_well;
      }
    std::string wrong;
    const auto arguments = command.read(rest, wrong);
    return arguments ? command.run(*arguments) : misuse(wrong + "\n" + command.help());
  }
  return misuse("unknown command \"" + words[0] + "\"" + did_you_mean(words[0], known) + "\n\n" + overview());
}

}  // namespace steward::app
