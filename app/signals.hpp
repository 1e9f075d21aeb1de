#pragma once
// What the operator tells a running process: SIGTERM and SIGINT to end, SIGHUP to read its configuration
// again.

namespace steward::app {

// One at a time. Handlers and not blocked signals: what we start must not inherit that it cannot be ended.
class Signals {
 public:
  enum class Told : unsigned char { end, reload };

  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Waits for the next.
  Told next();
  // As if told to end; from any thread.
  void end();

 private:
  int read_end_ = -1;
};

}  // namespace steward::app
