#pragma once
// The clock of the machine that a redis-server of the test's own runs on: it stands still, and is put forward
// or back by the test. The server is the real one; only what it takes for the time of day is ours.

#include "domain/time.hpp"
#include "tests/support/temp_folder.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace steward::test {

class HostClock {
 public:
  explicit HostClock(domain::Instant start) {
    const int file = ::open(path().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ::ftruncate(file, sizeof(int64_t)) != 0) throw std::runtime_error("no file for a clock");
    void* memory = ::mmap(nullptr, sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    if (memory == MAP_FAILED) throw std::runtime_error("no memory for a clock");
    microseconds_ = static_cast<volatile int64_t*>(memory);
    set(start);
  }
  ~HostClock() { ::munmap(const_cast<int64_t*>(microseconds_), sizeof(int64_t)); }
  HostClock(const HostClock&) = delete;
  HostClock& operator=(const HostClock&) = delete;

  void set(domain::Instant now) {
    *microseconds_ = std::chrono::microseconds(now.time_since_epoch()).count();
  }

  // With which a server is started that goes by it.
  std::vector<std::pair<std::string, std::string>> environment() const {
    return {{"LD_PRELOAD", STEWARD_HOST_CLOCK_LIBRARY}, {"STEWARD_HOST_CLOCK", path()}};
  }

 private:
  std::string path() const { return (folder_.path() / "clock").string(); }

  TempFolder folder_;
  volatile int64_t* microseconds_ = nullptr;
};

}  // namespace steward::test
