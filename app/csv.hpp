#pragma once
// Spreadsheets as text (RFC 4180): what Excel and its relatives write, with or without a byte order mark.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/problems.hpp"

namespace steward::app {

// A row by the names in the first line. What the table does not have is empty.
struct CsvRow {
  int line = 0;  // where it begins
  std::map<std::string, std::string, std::less<>> cells;
  const std::string& operator[](std::string_view column) const;
};

struct CsvColumns {
  std::vector<std::string> required, optional;
};

// Nothing usable without the required columns, or where the text is not UTF-8; unknown columns, rows of
// another length and open quotes are problems of their line.
std::vector<CsvRow> read_csv(const std::string& name, std::string_view text, const CsvColumns& columns,
                             Problems& problems);

}  // namespace steward::app
