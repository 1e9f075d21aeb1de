#pragma once
// A notice as the page asks for it, before anybody is looked for in the register.

#include "console/answers.hpp"
#include "console/asking.hpp"
#include "console/fields.hpp"

#include <variant>

namespace steward::console {

struct WantedNotice {
  domain::Notice notice;
  notices::WantedAudience audience;
};

// What it says: `template` and `value.<name>` each, or `title.<language>` and `text.<language>`; `class`.
// Whom it is for: `site`, `building`, `entrance`, `floor`, `units`, `orders`, and `list`, the text of a
// spreadsheet.
std::variant<WantedNotice, WrongField> wanted_notice(const Asking& who, const Fields& fields,
                                                     const NoticeSources& sources);

}  // namespace steward::console
