// steward rehearse: plays stories, and says where the desk behaves otherwise than told.

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/rehearsal/player.hpp"
#include "app/rehearsal/story_parser.hpp"
#include "app/shipped.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

struct Count {
  int played = 0, as_told = 0;
};

void print(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::cout << line << "\n";
}

bool is_as_told(const rehearsal::Story& story, const Configuration& configuration, const Register& people,
                bool is_verbose) {
  if (is_verbose) std::cout << fmt::format("\n{}:{}: {}\n", story.file, story.line, story.title);
  const rehearsal::Played played = rehearsal::play(story, configuration, people, is_verbose);
  if (is_verbose) {
    print(played.transcript);
  } else {
    for (const Problem& problem : played.otherwise)
      std::cout << fmt::format("{}:{}: \"{}\": {}\n", problem.file, problem.line, story.title, problem.text);
  }
  return played.otherwise.empty();
}

// What the file cannot be read for stands in `problems`.
void rehearse_file(const std::string& file, const Configuration& configuration, const Register& people,
                   const Arguments& arguments, Count& count, Problems& problems) {
  const auto text = file_text(file, problems);
  if (!text) return;
  const auto stories = rehearsal::parse_stories(file, *text, configuration.rules, people, problems);
  const std::string only = arguments.value("--only").value_or("");
  if (only.empty()) count.played += stories.told - static_cast<int>(stories.playable.size());
  for (const rehearsal::Story& story : stories.playable) {
    if (story.title.find(only) == std::string::npos) continue;
    ++count.played;
    count.as_told += is_as_told(story, configuration, people, arguments.has("--verbose"));
  }
}

std::string nothing_played(const Arguments& arguments) {
  const auto only = arguments.value("--only");
  return only ? "no story's title holds \"" + *only + "\"" : "there is no story in these files";
}

}  // namespace

int rehearse(const Arguments& arguments) {
  if (arguments.plain().empty()) return misuse("rehearse what? name files of stories");
  const fs::path demo = shipped_folder() / "demo";
  const fs::path site = arguments.value("--site").value_or(demo.string());
  const fs::path config = fs::exists(site / "steward.json") ? site / "steward.json" : demo / "steward.json";

  Problems problems;
  const auto configuration = load_configuration(config, problems);
  const Register people = configuration ? read_register(site, configuration->rules, problems) : Register{};
  if (!problems.empty()) {
    std::cerr << problems.to_text();
    return failed;
  }
  Count count;
  for (const std::string& file : arguments.plain())
    rehearse_file(file, *configuration, people, arguments, count, problems);
  std::cout << problems.to_text();
  if (problems.empty() && count.played == 0) std::cout << nothing_played(arguments) << "\n";
  std::cout << fmt::format("stories: {} played, {} as told\n", count.played, count.as_told);
  if (count.played == 0) return failed;
  return problems.empty() && count.played == count.as_told ? all_well : failed;
}

}  // namespace steward::app
