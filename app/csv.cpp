#include "app/csv.hpp"

#include <algorithm>
#include <optional>

#include "app/did_you_mean.hpp"
#include "understanding/utf8.hpp"

namespace steward::app {
namespace {

struct Record {
  int line = 0;
  std::vector<std::string> cells;
};

// Reads one record after the other; nothing at the end, or with a problem at a quote that is never closed.
class Records {
 public:
  Records(const std::string& name, std::string_view text, Problems& problems)
      : name_(name), text_(text), problems_(problems) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::optional<Record> next() {
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) skip_newline();
    if (at_ >= text_.size()) return std::nullopt;
    Record record{line_, {}};
    while (true) {
      if (!read_cell(record)) return std::nullopt;
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      return record;
    }
  }

 private:
  void skip_newline() {
    if (text_[at_] == '\n') ++line_;
    ++at_;
  }

  bool read_cell(Record& record) {
    std::string& cell = record.cells.emplace_back();
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted(record, cell);
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r')
      cell += text_[at_++];
    trim(cell);
    return true;
  }

  bool read_quoted(const Record& record, std::string& cell) {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        cell += text_[at_];
        continue;
      }
      if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[at_++];
        continue;
      }
      ++at_;
      return true;
    }
    problems_.add(name_, record.line, "a quotation mark opens a cell and none closes it");
    return false;
  }

  static void trim(std::string& cell) {
    const size_t first = cell.find_first_not_of(" \t"), last = cell.find_last_not_of(" \t");
    cell = first == std::string::npos ? "" : cell.substr(first, last - first + 1);
  }

  const std::string& name_;
  std::string_view text_;
  Problems& problems_;
  size_t at_ = 0;
  int line_ = 1;
};

// Excel writes the code page of its Windows unless told otherwise: names would come in as garbage.
bool is_utf8(const std::string& name, std::string_view text, Problems& problems) {
  int line = 1;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    if (text[begin] == '\n') ++line;
    // A broken byte is passed over alone; the sign for one, where somebody wrote it, has three.
    if (understanding::next_code_point(text, at) != understanding::replacement_character || at != begin + 1)
      continue;
    problems.add(name, line, "is not UTF-8: in Excel, save as \"CSV UTF-8\"");
    return false;
  }
  return true;
}

bool has_commas(const std::string& name, const Record& header, Problems& problems) {
  const std::string& first = header.cells.front();
  if (header.cells.size() > 1 || first.find_first_of(";\t") == std::string::npos) return true;
  problems.add(name, header.line,
               std::string("commas are wanted between the cells, not ") +
                   (first.find(';') == std::string::npos ? "tabs" : "semicolons"));
  return false;
}

bool check_columns(const std::string& name, const Record& header, const CsvColumns& columns,
                   Problems& problems) {
  const size_t before = problems.size();
  std::vector<std::string> known = columns.required;
  known.insert(known.end(), columns.optional.begin(), columns.optional.end());
  for (const std::string& column : header.cells)
    if (!std::count(known.begin(), known.end(), column))
      problems.add(name, header.line, "unknown column \"" + column + "\"" + did_you_mean(column, known));
    else if (std::count(header.cells.begin(), header.cells.end(), column) > 1)
      problems.add(name, header.line, "the column \"" + column + "\" stands there twice");
  for (const std::string& column : columns.required)
    if (!std::count(header.cells.begin(), header.cells.end(), column))
      problems.add(name, header.line, "the column \"" + column + "\" is missing");
  return problems.size() == before;
}

}  // namespace

const std::string& CsvRow::operator[](std::string_view column) const {
  static const std::string nothing;
  const auto found = cells.find(column);
  return found == cells.end() ? nothing : found->second;
}

std::vector<CsvRow> read_csv(const std::string& name, std::string_view text, const CsvColumns& columns,
                             Problems& problems) {
  std::vector<CsvRow> rows;
  if (!is_utf8(name, text, problems)) return rows;
  Records records(name, text, problems);
  const auto header = records.next();
  if (!header) {
    problems.add(name, 1, "is empty; its first line names the columns");
    return rows;
  }
  if (!has_commas(name, *header, problems) || !check_columns(name, *header, columns, problems)) return rows;
  while (auto record = records.next()) {
    if (record->cells.size() != header->cells.size()) {
      problems.add(name, record->line,
                   "has " + std::to_string(record->cells.size()) + " cells where the first line has " +
                       std::to_string(header->cells.size()));
      continue;
    }
    CsvRow& row = rows.emplace_back();
    row.line = record->line;
    for (size_t i = 0; i < header->cells.size(); ++i)
      row.cells[header->cells[i]] = std::move(record->cells[i]);
  }
  return rows;
}

}  // namespace steward::app
