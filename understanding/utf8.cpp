#include "understanding/utf8.hpp"

namespace steward::understanding {

namespace {

struct Lead {
  size_t length;
  char32_t bits;
  char32_t smallest;  // a smaller value would be an overlong form
};

Lead read_lead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

bool is_scalar(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

}  // namespace

char32_t next_code_point(std::string_view utf8, size_t& i) {
  const Lead lead = read_lead(static_cast<unsigned char>(utf8[i]));
  char32_t c = lead.bits;
  bool is_valid = lead.length > 0 && i + lead.length <= utf8.size();
  for (size_t k = 1; is_valid && k < lead.length; ++k) {
    const auto byte = static_cast<unsigned char>(utf8[i + k]);
    is_valid = (byte & 0xC0) == 0x80;
    c = (c << 6) | (byte & 0x3Fu);
  }
  if (!is_valid || c < lead.smallest || !is_scalar(c)) {
    ++i;
    return replacement_character;
  }
  i += lead.length;
  return c;
}

}  // namespace steward::understanding
