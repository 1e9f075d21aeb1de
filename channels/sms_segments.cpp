#include "channels/sms_segments.hpp"

#include <algorithm>
#include <string>

namespace steward::channels {

namespace {

// The basic alphabet without the escape, and what stands behind the escape.
constexpr std::u32string_view basic =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    U"¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view extension = U"\f^{}\\[~]|€";

struct Parts {
  size_t whole, each;  // what one part alone takes, and each of several
};
constexpr Parts gsm_parts{160, 153}, ucs2_parts{70, 67};

struct Character {
  char32_t code = 0;
  size_t bytes = 1;
};

Character first_of(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const unsigned char lead = byte(0);
  const auto more = [&](size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {static_cast<char32_t>(lead & 0x1F) << 6 | more(1), 2};
  if (lead < 0xF0) return {static_cast<char32_t>(lead & 0x0F) << 12 | more(1) << 6 | more(2), 3};
  return {static_cast<char32_t>(lead & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4};
}

template <class Visit>
void each_character(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const Character one = first_of(text);
    const size_t bytes = std::min(one.bytes, text.size());
    visit(one.code, text.substr(0, bytes));
    text.remove_prefix(bytes);
  }
}

size_t septets(char32_t code) {
  if (basic.find(code) != basic.npos) return 1;
  return extension.find(code) != extension.npos ? 2 : 0;
}

size_t utf16_units(char32_t code) { return code > 0xFFFF ? 2 : 1; }

bool is_gsm(std::string_view text) {
  bool all = true;
  each_character(text, [&](char32_t code, std::string_view) { all = all && septets(code) > 0; });
  return all;
}

SmsSize size_in(std::string_view text, SmsAlphabet alphabet) {
  const bool is_in_gsm = alphabet == SmsAlphabet::gsm;
  const Parts parts = is_in_gsm ? gsm_parts : ucs2_parts;
  SmsSize size{alphabet, 0, 1};
  size_t in_this_part = 0, several = 1;
  each_character(text, [&](char32_t code, std::string_view) {
    const size_t units = is_in_gsm ? septets(code) : utf16_units(code);
    size.units += units;
    if (in_this_part + units > parts.each) in_this_part = 0, ++several;
    in_this_part += units;
  });
  if (size.units > parts.whole) size.segments = several;
  return size;
}

}  // namespace

SmsSize sms_size(std::string_view text) {
  return size_in(text, is_gsm(text) ? SmsAlphabet::gsm : SmsAlphabet::ucs2);
}

SmsSize sms_size_in_china(std::string_view text) { return size_in(text, SmsAlphabet::ucs2); }

std::string shielded_from_cuts(std::string_view text) {
  if (sms_size_in_china(text).segments == 1) return std::string(text);
  std::string shielded;
  shielded.reserve(text.size() + 8);
  size_t in_this_part = 0;
  each_character(text, [&](char32_t code, std::string_view bytes) {
    const size_t units = utf16_units(code);
    if (in_this_part + units > ucs2_parts.each) {
      if (in_this_part < ucs2_parts.each) shielded += ' ';
      in_this_part = 0;
    }
    in_this_part += units;
    shielded += bytes;
  });
  return shielded;
}

}  // namespace steward::channels
