#pragma once
// Looks at the bytes of a request's head before they are parsed: finds its end, and refuses whatever two
// parsers might read in two ways. What passes has lines that end in CRLF, no folded line, no control
// character.

#include <cstddef>
#include <string_view>

namespace steward::net {

class HeadScan {
 public:
  enum class Found { need_more, complete, malformed };

  void begin() { *this = HeadScan{}; }

  // `bytes` begins with the head and holds at least what it held last time; only what is new is looked at.
  Found scan(std::string_view bytes);

  // Of the complete head, with its empty line.
  std::size_t size() const { return at_; }

 private:
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
};

}  // namespace steward::net
