#pragma once
// Who somebody says they are ("姓吴", "我叫李明", "I'm Anna Smith"), and whom they name ("刘师傅").

#include <string>

#include "understanding/phones.hpp"
#include "understanding/reading.hpp"

namespace steward::understanding {

std::string find_name(const Reading& reading, const std::vector<FoundPhone>& phones);
std::string find_person_named(const Reading& reading);
// "my husband's phone" -> "husband".
std::string find_relative(const Reading& reading);

}  // namespace steward::understanding
