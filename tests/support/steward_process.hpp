#pragma once
// The built program as a process of its own: started with a configuration, frozen, killed.

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace steward::test {

class StewardProcess {
 public:
  // `words` after the program's name; what it logs goes to the test's own error output.
  StewardProcess(std::string program, std::vector<std::string> words)
      : program_(std::move(program)), words_(std::move(words)) {
    start();
  }
  ~StewardProcess() { kill(); }
  StewardProcess(const StewardProcess&) = delete;
  StewardProcess& operator=(const StewardProcess&) = delete;

  void start() {
    std::vector<char*> line{program_.data()};
    for (std::string& word : words_) line.push_back(word.data());
    line.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ != 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing is left behind, not even by a test that crashes
    ::execv(program_.c_str(), line.data());
    ::_exit(127);
  }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  void freeze() { ::kill(pid_, SIGSTOP); }
  void thaw() { ::kill(pid_, SIGCONT); }
  // The exit code; -1 where a signal ended it.
  int stop() {
    ::kill(pid_, SIGTERM);
    return wait();
  }

 private:
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string program_;
  std::vector<std::string> words_;
  pid_t pid_ = 0;
};

}  // namespace steward::test
