#include "app/version.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <array>
#include <boost/version.hpp>
#include <cstdio>

#include "storage/client_version.hpp"

#ifndef STEWARD_VERSION
#define STEWARD_VERSION "0.1.0"
#endif

namespace steward::app {
namespace {

// What the redis-server on the path says of itself.
std::string redis_version() {
  FILE* pipe = popen("redis-server --version 2>/dev/null", "r");
  if (!pipe) return "not found";
  std::array<char, 256> line{};
  const bool has_line = std::fgets(line.data(), line.size(), pipe) != nullptr;
  pclose(pipe);
  const std::string text = has_line ? line.data() : "";
  const size_t at = text.find("v=");
  return at == std::string::npos ? "not found" : text.substr(at + 2, text.find(' ', at) - at - 2);
}

}  // namespace

std::string versions() {
  return fmt::format("steward {}\nOpenSSL {}\nhiredis {}\nBoost {}.{}.{}\nredis-server {}\n", STEWARD_VERSION,
                     OpenSSL_version(OPENSSL_FULL_VERSION_STRING), storage::client_version(),
                     BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100,
                     redis_version());
}

}  // namespace steward::app
