#include "app/signals.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <initializer_list>
#include <stdexcept>

namespace steward::app {
namespace {

constexpr char end_mark = 'e', reload_mark = 'r';
int write_end = -1;  // a handler can reach nothing else

void write_mark(char mark) {
  const int before = errno;
  [[maybe_unused]] const auto written = write(write_end, &mark, 1);
  errno = before;
}

void on_signal(int signal) { write_mark(signal == SIGHUP ? reload_mark : end_mark); }

}  // namespace

Signals::Signals() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe for signals");
  read_end_ = ends[0];
  write_end = ends[1];
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaction(signal, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

Signals::~Signals() {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) std::signal(signal, SIG_DFL);
  close(read_end_);
  close(write_end);
}

Signals::Told Signals::next() {
  char mark = 0;
  while (read(read_end_, &mark, 1) != 1) {
  }
  return mark == reload_mark ? Told::reload : Told::end;
}

void Signals::end() { write_mark(end_mark); }

}  // namespace steward::app
