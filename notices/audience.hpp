#pragma once
// Whom a notice is for, as people name it: by place, units, phones, and orders whose reporters are meant.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/notice.hpp"
#include "domain/rules.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

namespace steward::notices {

struct WantedAudience {
  domain::Audience audience;
  std::vector<std::string> phones;      // of the register, E.164
  std::vector<domain::OrderId> orders;  // whoever reported them
  bool is_listed = false;               // units, phones or orders were asked for, be it none of them
};

// What is asked for and is not to be found.
struct Misnamed {
  std::string_view field;     // audience, building, units, list, orders
  std::string_view why;       // a word for programs
  std::string_view sentence;  // one for people
  std::string named;          // what was written, a phone masked
};

// Words with commas, semicolons or blanks between them, of Chinese keyboards too.
std::vector<std::string> named_in(std::string_view text);

// A row of a spreadsheet names a unit or a phone, and not both; what is wrong with it, or nothing.
std::string add_row(WantedAudience& wanted, const std::string& unit, const std::string& phone,
                    const domain::Site& site);

// Nobody is not everybody.
std::optional<Misnamed> nobody_of(const WantedAudience& wanted);

// Phones and orders become residents of the site.
struct Resolved {
  domain::Audience audience;
  std::optional<Misnamed> wrong;
};
net::awaitable<net::Result<Resolved>> resolve(storage::Store& store, const domain::Rules& rules,
                                              domain::SiteId site, WantedAudience wanted);

}  // namespace steward::notices
