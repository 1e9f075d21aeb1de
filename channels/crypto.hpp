#pragma once
// The few cryptographic primitives that channels share, over OpenSSL.

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace steward::channels {

using Digest = std::array<unsigned char, 32>;

// Of the parts one after the other, without joining them.
Digest hmac_sha256(std::string_view key, std::initializer_list<std::string_view> parts);
Digest sha256(std::string_view bytes);
std::string hmac_sha1(std::string_view key,
                      std::string_view text);  // 20 bytes; of providers that know no better

// Takes the same time wherever they differ; a difference in length is no secret.
bool is_same(std::string_view one, std::string_view other);
std::string_view as_text(const Digest& digest);

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
// Standard alphabet, padding optional, spare bits ignored as senders leave them; nothing for any other
// character.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace steward::channels
