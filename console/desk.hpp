#pragma once
// What every handler of the console works on.

#include "console/console.hpp"
#include "console/page.hpp"
#include "console/tokens.hpp"

namespace steward::console {

struct Desk {
  Desk(ConsoleSettings given, ConsoleDependencies dependencies)
      : settings(std::move(given)),
        world(std::move(dependencies)),
        tokens(settings.people),
        page(settings.page_folder) {}

  ConsoleSettings settings;
  ConsoleDependencies world;
  Tokens tokens;
  Page page;
};

}  // namespace steward::console
