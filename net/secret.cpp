#include "net/secret.hpp"

#include <openssl/crypto.h>

#include <ostream>

namespace steward::net {

Secret::~Secret() { OPENSSL_cleanse(text_.data(), text_.size()); }

bool Secret::matches(std::string_view given) const {
  return !text_.empty() && given.size() == text_.size() &&
         CRYPTO_memcmp(given.data(), text_.data(), text_.size()) == 0;
}

std::ostream& operator<<(std::ostream& out, const Secret&) { return out << "***"; }

std::string masked_phone(std::string_view phone) {
  constexpr std::size_t shown = 4;
  std::string digits;
  for (char letter : phone)
    if (letter >= '0' && letter <= '9') digits += letter;
  if (digits.size() <= 2 * shown - 1) return "***";  // of a short number four digits would be most of it
  return "***" + digits.substr(digits.size() - shown);
}

}  // namespace steward::net
