#pragma once
// How much processor time other processes use while something is measured, from /proc.

#include <string>
#include <vector>

namespace steward::bench {

class Processes {
 public:
  // "server=1234", "redis=1235"
  explicit Processes(const std::vector<std::string>& named);

  void start();
  // {"server": 21.50, "redis": 38.20}: microseconds since start() for each of so many orders.
  std::string json(size_t orders) const;

 private:
  struct Process {
    std::string name;
    int pid = 0;
    double before = 0;
  };
  std::vector<Process> processes_;
};

}  // namespace steward::bench
