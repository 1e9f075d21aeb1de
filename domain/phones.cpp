#include "domain/phones.hpp"

#include "domain/text.hpp"

namespace steward::domain {

std::string e164(std::string_view given, Region region) {
  const std::string digits = digits_of(given);
  if (!given.empty() && given.front() == '+')
    return digits.size() >= 8 && digits.size() <= 15 ? "+" + digits : "";
  if (digits.starts_with("00") && digits.size() >= 10) return "+" + digits.substr(2);
  // Told by their form wherever the desk is: mobiles of the mainland and of Taiwan.
  if (digits.size() == 11 && digits[0] == '1') return "+86" + digits;
  if (digits.size() == 13 && digits.starts_with("861")) return "+" + digits;
  if (digits.size() == 10 && digits.starts_with("09")) return "+886" + digits.substr(1);
  switch (region) {
    case Region::hk: return digits.size() == 8 ? "+852" + digits : "";
    case Region::mo: return digits.size() == 8 ? "+853" + digits : "";
    case Region::tw: return digits.size() >= 9 && digits[0] == '0' ? "+886" + digits.substr(1) : "";
    case Region::cn: break;
  }
  if (digits.size() >= 10 && digits[0] == '0') return "+86" + digits.substr(1);  // a landline with its area
  return digits.size() == 8 ? "+852" + digits : "";                              // eight digits: Hong Kong
}

}  // namespace steward::domain
