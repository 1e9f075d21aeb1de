#include "net/head_scan.hpp"

namespace steward::net {
namespace {

bool is_forbidden(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return (byte < 0x20 && byte != '\t') || byte == 0x7F;
}

}  // namespace

HeadScan::Found HeadScan::scan(std::string_view bytes) {
  for (; at_ < bytes.size(); ++at_) {
    const char letter = bytes[at_];
    if (letter == '\r') {
      if (at_ + 1 == bytes.size()) return Found::need_more;
      if (bytes[at_ + 1] != '\n') return Found::malformed;
      const bool is_empty_line = at_ == line_begin_;
      ++at_;
      line_begin_ = at_ + 1;
      if (is_empty_line) return ++at_, Found::complete;
      continue;
    }
    const bool is_folded = at_ == line_begin_ && (letter == ' ' || letter == '\t');
    if (is_folded || is_forbidden(letter)) return Found::malformed;
  }
  return Found::need_more;
}

}  // namespace steward::net
