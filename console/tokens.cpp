#include "console/tokens.hpp"

#include "net/random.hpp"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <cstddef>
#include <span>
#include <stdexcept>

namespace steward::console {
namespace {

constexpr std::size_t most_issued = 64;

std::string hex(std::span<const unsigned char> bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (unsigned char byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

int value_of(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

std::array<unsigned char, 32> parsed(const std::string& text) {
  std::array<unsigned char, 32> bytes{};
  if (text.size() != 64) throw std::invalid_argument("a token's hash has 64 hex digits");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    int high = value_of(text[2 * i]), low = value_of(text[2 * i + 1]);
    if (high < 0 || low < 0) throw std::invalid_argument("a token's hash has 64 hex digits");
    bytes[i] = static_cast<unsigned char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace

Tokens::Tokens(const std::vector<Person>& people) {
  for (const Person& person : people) configured_.push_back({person.staff, parsed(person.token_hash), {}});
}

Tokens::Hash Tokens::hash_of(std::string_view token) {
  Hash hash{};
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), hash.data());
  return hash;
}

std::optional<domain::StaffId> Tokens::owner(std::string_view token, net::Instant now) const {
  if (token.empty()) return std::nullopt;
  const Hash given = hash_of(token);
  std::optional<domain::StaffId> found;
  const std::lock_guard lock(mutex_);
  for (const auto* entries : {&configured_, &issued_})
    for (const Entry& entry : *entries) {
      const bool is_same = CRYPTO_memcmp(entry.hash.data(), given.data(), given.size()) == 0;
      if (is_same && (!entry.until || now < *entry.until)) found = entry.staff;
    }
  return found;
}

std::string Tokens::issue(const domain::StaffId& staff, net::Instant until) {
  std::array<std::byte, 32> bytes{};
  net::fill_random(bytes);
  std::string token = hex({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  const std::lock_guard lock(mutex_);
  if (issued_.size() == most_issued) issued_.erase(issued_.begin());
  issued_.push_back({staff, hash_of(token), until});
  return token;
}

std::string token_hash(std::string_view token) {
  std::array<unsigned char, 32> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), hash.data());
  return hex(hash);
}

}  // namespace steward::console
