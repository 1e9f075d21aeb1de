#pragma once
// A redis-server of the test's own: on a unix socket in a folder of its own, both gone afterwards. It can be
// killed, started again with what it had kept, frozen and thawed.

#include "storage/redis_options.hpp"
#include "tests/support/temp_folder.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace steward::test {

class RedisUnderTest {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;
  // `settings`: more of its command line, e.g. {"--appendfsync", "everysec"}; `environment`: what it finds
  // set.
  explicit RedisUnderTest(std::vector<std::string> settings = {}, Environment environment = {})
      : settings_(std::move(settings)), environment_(std::move(environment)) {
    start();
  }
  ~RedisUnderTest() { kill(); }
  RedisUnderTest(const RedisUnderTest&) = delete;
  RedisUnderTest& operator=(const RedisUnderTest&) = delete;

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::string socket() const { return (folder_.path() / "r.sock").string(); }
  std::string url() const { return "unix://" + socket(); }
  storage::RedisOptions options(int connections = 2) const {
    storage::RedisOptions options;
    options.address.socket = socket();
    options.connections = connections;
    return options;
  }
  pid_t pid() const { return pid_; }

  void start() {
    std::vector<std::string> line{"redis-server",
                                  "--port",
                                  "0",
                                  "--unixsocket",
                                  "r.sock",
                                  "--dir",
                                  folder_.path().string(),
                                  "--save",
                                  "",
                                  "--appendonly",
                                  "yes",
                                  "--appendfsync",
                                  "no",
                                  "--loglevel",
                                  "warning",
                                  "--logfile",
                                  "log"};
    line.insert(line.end(), settings_.begin(), settings_.end());
    std::vector<char*> pointers;
    for (std::string& word : line) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing is left behind, not even by a test that crashes
      for (const auto& [name, value] : environment_) ::setenv(name.c_str(), value.c_str(), 1);
      ::execvp("redis-server", pointers.data());
      ::_exit(127);
    }
    wait_until_up();
  }
  // As a power cut would, but for what the system still writes to the disk.
  void kill() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  // What redis-cli answers, a line each.
  std::vector<std::string> ask(const std::vector<std::string>& words) const {
    std::string line = "redis-cli -s " + socket();
    for (const std::string& word : words) line += " " + quoted(word);
    const std::unique_ptr<FILE, int (*)(FILE*)> answer(::popen(line.c_str(), "r"), ::pclose);
    std::vector<std::string> lines;
    char text[256];
    while (answer && std::fgets(text, sizeof text, answer.get())) {
      lines.emplace_back(text);
      if (lines.back().ends_with('\n')) lines.back().pop_back();
    }
    return lines;
  }
  void freeze() { ::kill(pid_, SIGSTOP); }
  void thaw() { ::kill(pid_, SIGCONT); }

 private:
  static std::string quoted(const std::string& word) {
    std::string text = "'";
    for (const char sign : word) text += sign == '\'' ? "'\\''" : std::string(1, sign);
    return text + "'";
  }
  void wait_until_up() const {
    for (int i = 0; i < 1000; ++i) {
      if (answers()) return;
      ::poll(nullptr, 0, 5);
    }
    throw std::runtime_error("redis-server does not start; is it installed?");
  }
  bool answers() const {
    const int handle = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket().c_str(), sizeof address.sun_path - 1);
    char answer[8] = {};
    const bool is_up = ::connect(handle, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                       ::write(handle, "PING\r\n", 6) == 6 && ::read(handle, answer, 7) > 0 &&
                       std::string(answer).starts_with("+PONG");
    ::close(handle);
    return is_up;
  }

  TempFolder folder_;
  std::vector<std::string> settings_;
  Environment environment_;
  pid_t pid_ = 0;
};

}  // namespace steward::test
