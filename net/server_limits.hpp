#pragma once
// What one client may cost us. Defaults suit a server open to the internet.

#include "net/clock.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace steward::net {

struct BodyLimit {
  std::size_t bytes = 1 << 20;
  Milliseconds deadline{20'000};  // from the end of the head to the end of the body
};

struct ServerLimits {
  std::size_t header_bytes = 16 << 10;
  BodyLimit body;
  std::function<BodyLimit(std::string_view path)> body_of;  // where a route takes more or less; decoded path

  std::size_t connections = 10'000;             // when reached, the connection idle for longest goes
  std::size_t connections_per_address = 1'000;  // not counted on a unix socket, nor of a trusted proxy

  Milliseconds header_deadline{10'000};  // from the first byte; on a new connection from its opening
  Milliseconds idle_deadline{60'000};    // between two requests
  Milliseconds write_deadline{30'000};   // without the client taking anything
  Milliseconds keep_alive_comment{15'000};
  Milliseconds drain_idle{250};  // of an idle connection when draining: a request may be on its way
  Milliseconds sweep{500};       // how often deadlines are looked at: they are late by at most this
};

// Read by metrics from any thread.
struct ServerCounters {
  std::atomic<std::uint64_t> answers[6]{};  // by class: answers[2] counts 2xx
  std::atomic<std::uint64_t> connections_accepted{0};
  std::atomic<std::uint64_t> connections_refused{0};
  std::atomic<std::uint64_t> bytes_in{0};
  std::atomic<std::uint64_t> bytes_out{0};
  std::atomic<std::int64_t> connections_open{0};
  std::atomic<std::int64_t> streams_open{0};
};

}  // namespace steward::net
