#pragma once
// An answer that goes on: server-sent events of the board and the web chat.

#include "net/clock.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace steward::net {

// One connected client. Belongs to the thread of its connection.
class EventSink {
 public:
  virtual ~EventSink() = default;

  // Queues the text as it stands, waiting only while the client is far behind. False when the client is gone
  // or the server drains: the writer should then return.
  virtual awaitable<bool> send(std::string_view chunk) = 0;
  virtual bool is_open() const = 0;
};

// Runs while the client is connected, on the connection's thread. When the client goes or the server drains
// it is cancelled: what it awaits throws operation_aborted, which it may let through. While it is silent a
// comment is sent every 15 seconds, so that proxies keep the line and a dead client is noticed.
using StreamWriter = std::function<awaitable<void>(EventSink& sink)>;

struct ServerEvent {
  std::string_view data;  // any number of lines
  std::string_view name{};
  std::string_view id{};  // comes back as Last-Event-ID
};
std::string to_wire(const ServerEvent& event);

}  // namespace steward::net
