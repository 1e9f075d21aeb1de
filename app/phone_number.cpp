#include "app/register_files.hpp"

namespace steward::app {
namespace {

struct Country {
  std::string_view code;
  size_t shortest, longest;  // of the number without the code, where it is dialled inside the country
  bool drops_zero;           // a leading 0 is dialled inside the country only
};

constexpr Country country_of(domain::Region region) {
  switch (region) {
    case domain::Region::cn: return {"86", 10, 11, true};
    case domain::Region::hk: return {"852", 8, 8, false};
    case domain::Region::mo: return {"853", 8, 8, false};
    case domain::Region::tw: return {"886", 8, 9, true};
  }
  return {"86", 10, 11, true};
}

}  // namespace

std::string e164(std::string_view written, domain::Region region) {
  std::string digits;
  for (const char c : written) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c == '+' ? !digits.empty() : std::string_view(" -()").find(c) == std::string_view::npos)
      return {};
  }
  if (written.find('+') != std::string_view::npos || digits.starts_with("00")) {
    if (digits.starts_with("00")) digits.erase(0, 2);
    return digits.size() >= 8 && digits.size() <= 15 && digits[0] != '0' ? "+" + digits : std::string();
  }
  const Country country = country_of(region);
  if (country.drops_zero && digits.starts_with("0")) digits.erase(0, 1);
  if (digits.size() < country.shortest || digits.size() > country.longest) return {};
  return "+" + std::string(country.code) + digits;
}

}  // namespace steward::app
