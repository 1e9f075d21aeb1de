#pragma once
// A token or password that cannot be printed by mistake: it shows as *** and is wiped when it goes.

#include <iosfwd>
#include <string>
#include <string_view>

namespace steward::net {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) noexcept = default;
  ~Secret();

  bool empty() const { return text_.empty(); }
  const std::string& reveal() const { return text_; }

  // In constant time for texts of one length; an empty secret matches nothing.
  bool matches(std::string_view given) const;

 private:
  std::string text_;
};

std::ostream& operator<<(std::ostream& out, const Secret& secret);

// "+8613800000501" -> "***0501": enough to recognise, not enough to call.
std::string masked_phone(std::string_view phone);

}  // namespace steward::net
