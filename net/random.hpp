#pragma once

#include <cstddef>
#include <span>

namespace steward::net {

// Unpredictable bytes (OpenSSL's generator); throws std::runtime_error when the system gives none.
void fill_random(std::span<std::byte> bytes);

}  // namespace steward::net
