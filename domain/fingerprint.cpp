#include "domain/fingerprint.hpp"

namespace steward::domain {

std::string crockford(uint64_t bits, int length) {
  static constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string text(static_cast<size_t>(length), '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, bits >>= 5) *digit = digits[bits & 31];
  return text;
}

uint64_t mixed(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325;  // FNV-1a, then the finaliser of SplitMix64, whose avalanche it lacks
  for (unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3;
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  return hash ^ (hash >> 31);
}

std::string fingerprint(std::string_view text, int length) { return crockford(mixed(text), length); }

}  // namespace steward::domain
