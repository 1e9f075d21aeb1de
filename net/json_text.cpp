#include "net/json_text.hpp"

#include <cstdint>

namespace steward::net {
namespace {

// The length of the well-formed UTF-8 sequence that begins here, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  const auto follows = [&](std::size_t at) { return at < text.size() && (byte(at) & 0xC0) == 0x80; };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    const bool is_overlong = lead == 0xE0 && byte(1) < 0xA0, is_surrogate = lead == 0xED && byte(1) > 0x9F;
    return is_overlong || is_surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    const bool is_overlong = lead == 0xF0 && byte(1) < 0x90, is_too_high = lead == 0xF4 && byte(1) > 0x8F;
    return is_overlong || is_too_high ? 0 : 4;
  }
  return 0;
}

void append_escape(std::string& out, std::uint8_t control) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += "\\u00";
  out += hex[control >> 4];
  out += hex[control & 15];
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const char letter = text.front();
    const std::size_t length = sequence_length(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (static_cast<std::uint8_t>(letter) < 0x20 || letter == 0x7F) {
      append_escape(out, static_cast<std::uint8_t>(letter));
    } else if (text.substr(0, length) == "\xE2\x80\xA8" || text.substr(0, length) == "\xE2\x80\xA9") {
      out += text[2] == '\xA8' ? "\\u2028" : "\\u2029";  // line ends to JavaScript and to some terminals
    } else if (length == 2 && text[0] == '\xC2' && static_cast<std::uint8_t>(text[1]) < 0xA0) {
      append_escape(out, static_cast<std::uint8_t>(text[1]));  // C1 controls
    } else {
      out.append(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

}  // namespace steward::net
