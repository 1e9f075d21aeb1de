#pragma once
// The running service: every role it was asked for, built in one place, ended in order.

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/configuration.hpp"
#include "app/problems.hpp"
#include "net/error.hpp"

namespace steward::app {

enum class RoleName : uint8_t { bot, notifier, scheduler, console };

struct RunOptions {
  std::set<RoleName> roles{RoleName::bot, RoleName::notifier, RoleName::scheduler, RoleName::console};
  std::filesystem::path configuration_file;  // read again on reload()
  std::vector<Problem> warnings{};           // of the configuration it starts with
  std::filesystem::path sample_register{};   // imported where nothing was ever imported; empty: none
};

class RunningDesk {
 public:
  RunningDesk(std::shared_ptr<const Configuration> configuration, RunOptions options);
  ~RunningDesk();  // stop() first

  // Returns once requests are taken.
  net::Result<> start();
  uint16_t port() const;

  // A configuration that does not check changes nothing; what is wrong is logged.
  void reload();
  // No longer accepts, answers what is under way, sends what it has begun to send. True when all of it ended
  // in time.
  bool stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace steward::app

template <>
struct steward::domain::Spellings<steward::app::RoleName> {
  static constexpr std::array<Spelling<app::RoleName>, 4> table{{
      {app::RoleName::bot, "bot"},
      {app::RoleName::notifier, "notifier"},
      {app::RoleName::scheduler, "scheduler"},
      {app::RoleName::console, "console"},
  }};
};
