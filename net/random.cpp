#include "net/random.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace steward::net {

namespace {

void generate(std::span<std::byte> bytes) {
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("the system gives no random bytes");
}

// A call of the generator costs more than the bytes of it: a thread asks for many at once. What was given
// away is wiped, so that no byte is ever given twice or found afterwards.
class Supply {
 public:
  void give(std::span<std::byte> bytes) {
    if (bytes.size() > bytes_.size() - used_) {
      generate(bytes_);
      used_ = 0;
    }
    std::memcpy(bytes.data(), bytes_.data() + used_, bytes.size());
    OPENSSL_cleanse(bytes_.data() + used_, bytes.size());
    used_ += bytes.size();
  }
  static constexpr size_t largest = 64;

 private:
  std::array<std::byte, 1024> bytes_{};
  size_t used_ = bytes_.size();
};

}  // namespace

void fill_random(std::span<std::byte> bytes) {
  thread_local Supply supply;
  if (bytes.size() > Supply::largest) return generate(bytes);
  supply.give(bytes);
}

}  // namespace steward::net
