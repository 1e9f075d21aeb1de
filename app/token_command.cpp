// steward token: what somebody signs in at the board with, and what of it stands in the configuration.

#include <fmt/format.h>

#include <array>
#include <iostream>

#include "app/commands.hpp"
#include "channels/crypto.hpp"
#include "console/console.hpp"
#include "net/random.hpp"

namespace steward::app {

int make_token(const Arguments& arguments) {
  if (!arguments.plain().empty()) return misuse("usage: steward token");
  std::array<std::byte, 16> bytes{};
  net::fill_random(bytes);
  const std::string token =
      channels::hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  std::cout << fmt::format(
      "token, for whoever signs in:  {}\nfor console.people:           {{\"staff\": \"…\", \"token_hash\": "
      "\"{}\"}}\n",
      token, console::token_hash(token));
  return all_well;
}

}  // namespace steward::app
