#include "understanding_under_test.hpp"

#include <fstream>
#include <stdexcept>

namespace steward::understanding {

namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find('\t', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

}  // namespace

domain::LocalTime tuesday_morning() {
  using namespace std::chrono_literals;
  return std::chrono::local_days(std::chrono::year(2026) / 3 / 3) + 9h;
}

const Understanding& shipped() {
  static const Understanding understanding = [] {
    auto loaded = load_lexicon(STEWARD_SOURCE_DIR "/config/lexicon");
    if (const auto* error = std::get_if<LexiconError>(&loaded))
      throw std::runtime_error(error->file + ":" + std::to_string(error->line) + ": " + error->what);
    return Understanding(std::get<Lexicon>(loaded));
  }();
  return understanding;
}

domain::Features understood(std::string_view text) { return shipped().understand(text, tuesday_morning()); }

std::vector<std::vector<std::string>> rows_of(const std::string& table) {
  std::ifstream file(STEWARD_SOURCE_DIR "/tests/unit/understanding/" + table);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  const size_t width = cells_of(line).size();
  while (std::getline(file, line)) {
    rows.push_back(cells_of(line));
    rows.back().resize(width);
  }
  return rows;
}

}  // namespace steward::understanding
