#pragma once
// Chat sessions of the playground: whoever plays a part gets the same account again, also after a restart.

#include <filesystem>
#include <string>

#include "console/console.hpp"

namespace steward::app {

class PlaygroundChat {
 public:
  // The key that accounts follow from is kept in the folder.
  PlaygroundChat(const std::filesystem::path& folder, std::string channel);
  console::ChatSession open(const std::string& peer) const;

 private:
  std::string channel_, key_;
};

}  // namespace steward::app
