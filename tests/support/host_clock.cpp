// Loaded into a redis-server before everything else (LD_PRELOAD): what it takes for the time of day is what
// host_clock.hpp has written into a file that both have mapped.

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/time.h>

#include <cstdint>
#include <cstdlib>

namespace {

const volatile int64_t* shown_time() {
  const char* path = std::getenv("STEWARD_HOST_CLOCK");
  const int file = path ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) std::abort();
  void* memory = ::mmap(nullptr, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
  if (memory == MAP_FAILED) std::abort();
  return static_cast<const volatile int64_t*>(memory);
}

}  // namespace

extern "C" int gettimeofday(timeval* now, void*) noexcept {
  static const volatile int64_t* const microseconds = shown_time();
  const int64_t shown = *microseconds;
  now->tv_sec = shown / 1'000'000;
  now->tv_usec = shown % 1'000'000;
  return 0;
}
