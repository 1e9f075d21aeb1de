#pragma once
// Who a bearer token belongs to. Only hashes are held; they are compared in constant time, all of them.

#include "console/console.hpp"
#include "net/clock.hpp"

#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::console {

class Tokens {
 public:
  // Throws std::invalid_argument for a hash that is not 64 hex digits.
  explicit Tokens(const std::vector<Person>& people);

  std::optional<domain::StaffId> owner(std::string_view token, net::Instant now) const;

  // A token of the playground. The oldest goes when there are too many.
  std::string issue(const domain::StaffId& staff, net::Instant until);

 private:
  using Hash = std::array<unsigned char, 32>;
  struct Entry {
    domain::StaffId staff;
    Hash hash;
    std::optional<net::Instant> until;
  };
  static Hash hash_of(std::string_view token);

  mutable std::mutex mutex_;
  std::vector<Entry> configured_, issued_;
};

}  // namespace steward::console
