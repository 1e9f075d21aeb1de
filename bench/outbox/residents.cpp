// Fills the register of `./dev bench outbox`: residents, four to a home, of whom only the phone is known.
//
// usage: bench_outbox_residents SOCKET RESIDENTS

#include "bench/intake/residents.hpp"
#include "bench/intake/desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>

namespace steward::bench {
namespace {

constexpr int residents_a_commit = 200;  // as an import writes them
constexpr int residents_a_home = 4;

domain::Resident known_by_phone(int number) {
  domain::Resident resident = registered(number);
  resident.homes.front().unit = domain::UnitId(unit_of(number / residents_a_home));
  resident.accounts.clear();
  return resident;
}

domain::Commit batch(int number, int residents) {
  domain::Commit commit;
  const int first = number * residents_a_commit, end = std::min(first + residents_a_commit, residents);
  for (int resident = first; resident < end; ++resident)
    commit.writes.push_back({known_by_phone(resident), ""});
  return commit;
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  using namespace steward::bench;
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_outbox_residents SOCKET RESIDENTS\n");
    return 2;
  }
  try {
    const int residents = std::stoi(argv[2]);
    fill(argv[1], residents / residents_a_home + 1, (residents + residents_a_commit - 1) / residents_a_commit,
         [&](int number) { return batch(number, residents); });
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_outbox_residents: {}\n", error.what());
    return 1;
  }
}
