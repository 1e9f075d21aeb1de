// Fills the outbox of `./dev bench outbox`: an SMS to each of so many residents, all of one lane.
//
// usage: bench_outbox_fill SOCKET MESSAGES normal|bulk

#include "bench/intake/desk.hpp"
#include "bench/intake/residents.hpp"
#include "bench/outbox/sms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>

namespace steward::bench {
namespace {

constexpr int messages_a_commit = 100;
constexpr int units = 400;  // nobody is looked up

domain::Commit batch(int number, int messages, domain::Lane lane) {
  domain::Commit commit;
  const int first = number * messages_a_commit, end = std::min(first + messages_a_commit, messages);
  for (int resident = first; resident < end; ++resident)
    commit.messages.push_back(
        sms(fmt::format("m{}", resident), phone_of(resident), notice_text(resident), lane));
  return commit;
}

int main_of(const std::string& socket, int messages, const std::string& lane) {
  const auto wanted = domain::from_string<domain::Lane>(lane);
  if (!wanted) {
    fmt::print(stderr, "bench_outbox_fill: there is no lane '{}'\n", lane);
    return 2;
  }
  fill(socket, units, (messages + messages_a_commit - 1) / messages_a_commit,
       [&](int number) { return batch(number, messages, *wanted); });
  return 0;
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: bench_outbox_fill SOCKET MESSAGES normal|bulk\n");
    return 2;
  }
  try {
    return steward::bench::main_of(argv[1], std::stoi(argv[2]), argv[3]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_outbox_fill: {}\n", error.what());
    return 1;
  }
}
