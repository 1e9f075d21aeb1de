#include "net/excel_sheet.hpp"

namespace steward::net {

// What begins like a formula Excel takes for one, be it quoted or not.
void ExcelSheet::add(std::string_view cell) {
  text_ += '"';
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos)
    text_ += '\'';
  for (const char sign : cell) text_.append(sign == '"' ? 2 : 1, sign);
  text_ += "\",";
}

void ExcelSheet::end_line() {
  text_.back() = '\r';  // in the place of the last comma
  text_ += '\n';
}

}  // namespace steward::net
