#include "bench/intake/processes.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>

namespace steward::bench {
namespace {

// Seconds of user and system time of all threads; zero when there is no such process.
double cpu_seconds(int pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto name_end = text.rfind(')');  // the name may hold anything
  if (name_end == std::string::npos) return 0;
  std::istringstream fields(text.substr(name_end + 2));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

Processes::Processes(const std::vector<std::string>& named) {
  for (const auto& text : named) {
    const auto equals = text.find('=');
    processes_.push_back({text.substr(0, equals), std::stoi(text.substr(equals + 1)), 0});
  }
}

void Processes::start() {
  for (auto& process : processes_) process.before = cpu_seconds(process.pid);
}

std::string Processes::json(size_t orders) const {
  std::string text;
  for (const auto& process : processes_) {
    const double used = cpu_seconds(process.pid) - process.before;
    text += fmt::format(R"({}"{}": {:.2f})", text.empty() ? "" : ", ", process.name,
                        used * 1e6 / static_cast<double>(orders));
  }
  return "{" + text + "}";
}

}  // namespace steward::bench
