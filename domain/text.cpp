#include "domain/text.hpp"

#include <algorithm>

namespace steward::domain {

CodePoint first_code_point(std::string_view text) {
  if (text.empty()) return {};
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t bytes = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  if (bytes == 1 || bytes > text.size()) return {lead, 1};
  char32_t value = lead & (0xff >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3f);
  return {value, bytes};
}

size_t length_of(std::string_view text) {
  size_t count = 0;
  each_code_point(text, [&](char32_t) { ++count; });
  return count;
}

std::string shortened(std::string_view text, size_t limit) {
  std::string result;
  size_t count = 0;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (count++ == limit) return result += "…";
    if (point.value < 0x20)
      result += ' ';
    else
      result += text.substr(0, point.bytes);
    text.remove_prefix(point.bytes);
  }
  return result;
}

std::string first_of(std::string_view text) {
  return std::string{text.substr(0, first_code_point(text).bytes)};
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

}  // namespace steward::domain
