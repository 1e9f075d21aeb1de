#pragma once
// A spreadsheet that Excel opens right: UTF-8 behind a byte order mark, lines that end with CR LF, and
// nothing that it would take for a formula.

#include <string>
#include <string_view>

namespace steward::net {

class ExcelSheet {
 public:
  void add(std::string_view cell);
  void end_line();
  std::string text() && { return std::move(text_); }

 private:
  std::string text_ = "\xef\xbb\xbf";
};

}  // namespace steward::net
