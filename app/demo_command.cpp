// steward demo: a sample desk on this machine, with everybody's phone side by side.

#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <iostream>

#include "app/commands.hpp"
#include "app/demo/story.hpp"
#include "app/running_desk.hpp"
#include "app/shipped.hpp"
#include "app/signals.hpp"
#include "app/temporary_folder.hpp"
#include "net/log.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

constexpr int usual_port = 8080;

std::shared_ptr<const Configuration> demo_configuration(const fs::path& data, int port) {
  Problems problems;
  const auto shipped = load_configuration(shipped_folder() / "demo" / "steward.json", problems);
  if (!shipped) {
    std::cerr << problems.to_text();
    return nullptr;
  }
  auto own = std::make_shared<Configuration>(*shipped);
  own->settings.data = data;
  own->settings.listen = fmt::format("127.0.0.1:{}", port);
  own->settings.log = "warn";
  return own;
}

// Started on that port; nothing, and why is printed, where it cannot be.
std::unique_ptr<RunningDesk> started(const fs::path& data, int port, net::Error& why) {
  const auto configuration = demo_configuration(data, port);
  if (!configuration) return nullptr;
  const fs::path folder = shipped_folder() / "demo";
  auto service = std::make_unique<RunningDesk>(
      configuration, RunOptions{.configuration_file = folder / "steward.json", .sample_register = folder});
  const auto listening = service->start();
  if (listening) return service;
  why = listening.error();
  service->stop();
  return nullptr;
}

std::optional<int> port_of(const Arguments& arguments) {
  const std::string given =
      arguments.value("--port").value_or(arguments.has("--story") ? "0" : std::to_string(usual_port));
  if (given.empty() || given.size() > 5 || given.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(given) > 65535)
    return std::nullopt;
  return std::stoi(given);
}

}  // namespace

int start_demo(const Arguments& arguments) {
  const auto port = port_of(arguments);
  if (!port) return misuse("--port needs a number up to 65535");
  if (!arguments.plain().empty()) return misuse("usage: steward demo [--story] [--data DIR] [--port N]");
  net::log::set_level("warn");
  const bool plays_story = arguments.has("--story");
  std::optional<TemporaryFolder> temporary;
  if (plays_story && !arguments.has("--data")) temporary.emplace("demo");
  const fs::path data =
      temporary ? temporary->path() : fs::absolute(arguments.value("--data").value_or("data/demo"));
  fs::create_directories(data);

  Signals signals;
  net::Error why;
  auto service = started(data, *port, why);
  const bool may_move = !arguments.has("--port") && why.code == "address";
  if (!service && may_move) service = started(data, 0, why);
  if (!service) {
    std::cerr << "steward: the demo cannot be started: " << net::to_string(why) << "\n";
    return failed;
  }
  std::cout << fmt::format(
      "playground: http://127.0.0.1:{}/playground\nboard:      http://127.0.0.1:{}/board\n", service->port(),
      service->port());
  bool is_well = true;
  if (plays_story) {
    is_well = demo::play_story(service->port());
  } else {
    std::cout << fmt::format("data:       {}\nCtrl-C ends it\n", data.string()) << std::flush;
    while (signals.next() == Signals::Told::reload) {
    }
  }
  is_well = service->stop() && is_well;
  return is_well ? all_well : failed;
}

}  // namespace steward::app
