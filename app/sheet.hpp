#pragma once
// The rows of one spreadsheet, and where to complain about them.

#include <string>
#include <string_view>
#include <vector>

#include "app/csv.hpp"
#include "app/problems.hpp"

namespace steward::app {

struct Sheet {
  const std::string& name;
  Problems& problems;

  void fail(const CsvRow& row, const std::string& text) const { problems.add(name, row.line, text); }
  void warn(const CsvRow& row, const std::string& text) const { problems.warn(name, row.line, text); }
  // A cell that has to be filled.
  std::string filled(const CsvRow& row, const char* column) const {
    if (row[column].empty()) fail(row, "\"" + std::string(column) + "\" is empty");
    return row[column];
  }
};

// A cell's words, with spaces, commas or semicolons between them.
std::vector<std::string> words_of(std::string_view cell);

}  // namespace steward::app
