#include <exception>
#include <iostream>

#include "app/command.hpp"

int main(int count, char** words) try {
  return steward::app::run_command_line({words + 1, words + count});
} catch (const std::exception& failure) {
  std::cerr << "steward: " << failure.what() << "\n";
  return steward::app::failed;
}
