#pragma once
// How many parts an SMS is billed as. GSM 03.38 where all of its characters are in it (an extension character
// counts two), else UTF-16; 160 or 70 in one part, 153 or 67 in each of several, and nothing is cut in the
// middle of a character: 3GPP TS 23.038 and 23.040.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace steward::channels {

enum class SmsAlphabet : uint8_t { gsm, ucs2 };

struct SmsSize {
  SmsAlphabet alphabet = SmsAlphabet::gsm;
  size_t units = 0;  // septets, or UTF-16 units
  size_t segments = 0;
  bool operator==(const SmsSize&) const = default;
};

// `text` is UTF-8 that has been checked. An empty text is one part.
SmsSize sms_size(std::string_view text);
// As carriers in mainland China bill it, the signature in 【】 included: every character as in UTF-16.
SmsSize sms_size_in_china(std::string_view text);

// With spaces put in where a gateway that cuts after every 67 UTF-16 units would cut a character in two.
std::string shielded_from_cuts(std::string_view text);

}  // namespace steward::channels
