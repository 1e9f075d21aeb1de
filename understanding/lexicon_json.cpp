// config/lexicon/*.json -> CompiledLexicon, with the file and line of whatever is wrong.

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "understanding/compiled_lexicon.hpp"
#include "understanding/lexicon.hpp"
#include "understanding/marks.hpp"

namespace steward::understanding {

namespace {

using nlohmann::json;

struct File {
  std::string path, text;
  json content;
};

// A complaint about one quoted string of a file; where that string stands tells the line.
struct Wrong {
  std::string quoted, what;
};

int line_of(const File& file, const std::string& quoted) {
  const size_t at = file.text.find('"' + quoted + '"');
  if (at == std::string::npos) return 0;
  return 1 + static_cast<int>(
                 std::count(file.text.begin(), file.text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::optional<uint8_t> label_of(Dimension dimension, const std::string& name) {
  if (name == "none") return mask_label;
  if (dimension == Dimension::trade) {
    const auto* at = std::find(trades.begin(), trades.end(), name);
    if (at == trades.end()) return std::nullopt;
    return static_cast<uint8_t>(at - trades.begin());
  }
  const auto number = [](auto label) -> std::optional<uint8_t> {
    if (!label) return std::nullopt;
    return static_cast<uint8_t>(*label);
  };
  if (dimension == Dimension::intent) return number(domain::from_string<domain::Intent>(name));
  if (dimension == Dimension::hazard) return number(domain::from_string<domain::Hazard>(name));
  return number(domain::from_string<Mark>(name));
}

std::optional<Wrong> add_words(CompiledLexicon& lexicon, const json& words, const Meaning& meaning) {
  for (const json& word : words) {
    const auto& text = word.get_ref<const std::string&>();
    if (!lexicon.add(text, meaning))
      return Wrong{text, "not a word, or a pattern with an unknown class: " + text};
  }
  return std::nullopt;
}

// "intent": {"repair": {"3": ["坏了", …]}}, and for marks, which have no weight, "mark": {"urgent": ["很急",
// …]}.
std::optional<Wrong> add_section(CompiledLexicon& lexicon, const json& section, Dimension dimension) {
  for (const auto& [name, words] : section.items()) {
    const std::optional<uint8_t> label = label_of(dimension, name);
    if (!label) return Wrong{name, "unknown label: " + name};
    if (words.is_array()) {
      if (auto wrong = add_words(lexicon, words, {dimension, *label, 1})) return wrong;
      continue;
    }
    for (const auto& [weight, weighed] : words.items()) {
      char* end = nullptr;
      const float value = std::strtof(weight.c_str(), &end);
      if (weight.empty() || *end != '\0') return Wrong{weight, "not a weight: " + weight};
      if (auto wrong = add_words(lexicon, weighed, {dimension, *label, value})) return wrong;
    }
  }
  return std::nullopt;
}

std::optional<Wrong> add_meanings(CompiledLexicon& lexicon, const json& content) {
  constexpr std::pair<const char*, Dimension> sections[] = {{"intent", Dimension::intent},
                                                            {"trade", Dimension::trade},
                                                            {"hazard", Dimension::hazard},
                                                            {"mark", Dimension::mark}};
  for (const auto& [key, section] : content.items()) {
    if (key == "replace" || key == "classes" || key == "about") continue;
    const auto* known =
        std::find_if(std::begin(sections), std::end(sections), [&](auto& s) { return s.first == key; });
    if (known == std::end(sections)) return Wrong{key, "unknown section: " + key};
    if (auto wrong = add_section(lexicon, section, known->second)) return wrong;
  }
  return std::nullopt;
}

void add_replacements(CompiledLexicon& lexicon, const json& content) {
  if (!content.contains("replace")) return;
  for (const auto& [to, froms] : content["replace"].items())
    for (const json& from : froms) lexicon.add_replacement(from.get_ref<const std::string&>(), to);
}

void add_classes(CompiledLexicon& lexicon, const json& content) {
  if (!content.contains("classes")) return;
  for (const auto& [name, words] : content["classes"].items())
    for (const json& word : words) lexicon.add_to_class(name, word.get_ref<const std::string&>());
}

std::variant<std::vector<File>, LexiconError> read_files(const std::filesystem::path& folder) {
  std::vector<File> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() != ".json") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files.push_back({entry.path().string(), text.str(), {}});
  }
  if (failed) return LexiconError{folder.string(), 0, failed.message()};
  if (files.empty()) return LexiconError{folder.string(), 0, "holds no lexicon (*.json)"};
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  for (File& file : files) {
    try {
      file.content = json::parse(file.text);
    } catch (const json::parse_error& e) {
      const auto upto = file.text.begin() + static_cast<std::ptrdiff_t>(std::min(e.byte, file.text.size()));
      return LexiconError{file.path, 1 + static_cast<int>(std::count(file.text.begin(), upto, '\n')),
                          e.what()};
    }
  }
  return files;
}

}  // namespace

std::variant<Lexicon, LexiconError> load_lexicon(const std::filesystem::path& folder) {
  auto read = read_files(folder);
  if (auto* error = std::get_if<LexiconError>(&read)) return std::move(*error);
  const auto& files = std::get<std::vector<File>>(read);
  std::string reading = folder.string();
  try {
    auto lexicon = std::make_shared<CompiledLexicon>();
    for (const File& file : files) {
      reading = file.path;
      add_replacements(*lexicon, file.content);
    }
    for (const File& file : files) {
      reading = file.path;
      add_classes(*lexicon, file.content);
    }
    for (const File& file : files) {
      reading = file.path;
      if (auto wrong = add_meanings(*lexicon, file.content))
        return LexiconError{file.path, line_of(file, wrong->quoted), wrong->what};
    }
    return Lexicon{std::move(lexicon)};
  } catch (const std::exception& e) {  // a value of the wrong JSON type, or OpenCC's files are missing
    return LexiconError{reading, 0, e.what()};
  }
}

}  // namespace steward::understanding
