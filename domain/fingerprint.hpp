#pragma once
// Short names that follow from longer ones: order numbers, ids of residents, ids of messages.

#include <cstdint>
#include <string>
#include <string_view>

namespace steward::domain {

// The lowest 5 × `length` bits in Crockford's base 32: no I, L, O, U, so that it can be said on the phone.
std::string crockford(uint64_t bits, int length);
// 64 bits of the text, well mixed; not for secrets.
uint64_t mixed(std::string_view text);
std::string fingerprint(std::string_view text, int length);

}  // namespace steward::domain
