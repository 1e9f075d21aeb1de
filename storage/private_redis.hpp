#pragma once
// A redis-server of our own, as a child, on a unix socket in the data folder: the embedded default. One that
// a crash of ours left running is taken over. Several processes may use one folder; the first of them owns
// the server and stops it.

#include "net/clock.hpp"
#include "storage/redis_options.hpp"

#include <filesystem>
#include <memory>

namespace steward::storage {

struct PrivateRedisOptions {
  std::filesystem::path folder;
  // Every commit on the disk before it is answered; else once a second.
  bool syncs_always = true;
  std::string program = "redis-server";
  std::chrono::milliseconds starts_within{10'000};  // reading its file is given as long as it takes
};

class PrivateRedis {
 public:
  // Starts it, or takes over the one that runs, and waits until it answers.
  static net::awaitable<net::Result<std::unique_ptr<PrivateRedis>>> open(PrivateRedisOptions options);
  ~PrivateRedis();  // leaves it running

  RedisAddress address() const;
  bool was_running() const { return was_running_; }
  bool is_owner() const;
  pid_t pid() const { return pid_; }

  // Starts it again when it has died, until stop().
  net::awaitable<> watch();
  // The owner: its data written, the server ended and waited for.
  net::awaitable<net::Result<void>> stop();

 private:
  class Lock;
  explicit PrivateRedis(PrivateRedisOptions options);
  net::awaitable<net::Result<void>> bring_up();
  net::awaitable<net::Result<void>> wait_until_ready();
  net::Result<void> spawn();
  bool has_ended();
  bool lives() const;  // also while it does not answer yet
  net::Error failed(std::string why) const;
  std::filesystem::path file(const char* name) const { return options_.folder / name; }
  std::filesystem::path alive_file() const { return file("redis.alive"); }
  std::string last_words() const;

  PrivateRedisOptions options_;
  std::unique_ptr<Lock> lock_;
  pid_t pid_ = 0;
  bool is_child_ = false;
  bool was_running_ = false;
  bool is_stopping_ = false;
};

}  // namespace steward::storage
