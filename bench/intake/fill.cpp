// Fills the desk of `./dev bench intake`: the residents, who have reported nothing so far.
//
// usage: bench_intake_fill SOCKET RESIDENTS

#include "bench/intake/desk.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>

namespace steward::bench {
namespace {

domain::Commit resident(int number) {
  const domain::Resident resident = registered(number);
  domain::Commit commit;
  commit.writes.push_back({resident, ""});
  commit.writes.push_back({bound(resident), ""});
  return commit;
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_intake_fill SOCKET RESIDENTS\n");
    return 2;
  }
  try {
    const int residents = std::stoi(argv[2]);
    steward::bench::fill(argv[1], residents, residents, steward::bench::resident);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_intake_fill: {}\n", error.what());
    return 1;
  }
}
