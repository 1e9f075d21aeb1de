#include "storage/private_redis.hpp"

#include "net/log.hpp"
#include "storage/redis/command.hpp"
#include "storage/redis/socket.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

extern char** environ;

namespace steward::storage {
namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds look_every{25};
constexpr std::chrono::milliseconds watch_every{500};
constexpr std::chrono::seconds ends_within{30};
constexpr int handle_of_lock = 3;  // as the server inherits it

// Port 0: reached by the socket alone, which only its user may open.
std::vector<std::string> arguments_of(const PrivateRedisOptions& options) {
  return {options.program, "--dir", options.folder.string(), "--port", "0", "--unixsocket", "redis.sock",
          "--unixsocketperm", "700", "--pidfile", (options.folder / "redis.pid").string(), "--logfile",
          "redis.log", "--loglevel", "warning", "--daemonize", "no", "--save", "", "--appendonly", "yes",
          "--appendfsync", options.syncs_always ? "always" : "everysec", "--maxmemory-policy", "noeviction",
          // Under its old name, which all versions know: see redis/once.hpp.
          "--hash-max-ziplist-entries", "1024"};
}

pid_t read_pid(const std::filesystem::path& file) {
  pid_t pid = 0;
  std::ifstream(file) >> pid;
  return pid;
}

}  // namespace

// Of a file, held as long as the process lives, and by whoever inherits the handle: no child of ours, unless
// it is told to.
class PrivateRedis::Lock {
 public:
  explicit Lock(const std::filesystem::path& file)
      : handle_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    is_held_ = handle_ >= 0 && ::flock(handle_, LOCK_EX | LOCK_NB) == 0;
  }
  ~Lock() {
    if (handle_ >= 0) ::close(handle_);
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  bool is_held() const { return is_held_; }
  int handle() const { return handle_; }

 private:
  int handle_;
  bool is_held_ = false;
};

PrivateRedis::PrivateRedis(PrivateRedisOptions options) : options_(std::move(options)) {}
PrivateRedis::~PrivateRedis() = default;

bool PrivateRedis::is_owner() const { return lock_->is_held(); }

RedisAddress PrivateRedis::address() const {
  RedisAddress address;
  address.socket = file("redis.sock").string();
  return address;
}

net::Error PrivateRedis::failed(std::string why) const {
  return {"no_redis", "private redis in " + options_.folder.string(), std::move(why)};
}

net::awaitable<net::Result<std::unique_ptr<PrivateRedis>>> PrivateRedis::open(PrivateRedisOptions options) {
  std::error_code error;
  options.folder = std::filesystem::absolute(options.folder, error);
  // Residents' names, phones and words: nobody else on this machine reads them.
  if (std::filesystem::create_directories(options.folder, error))
    std::filesystem::permissions(options.folder, std::filesystem::perms::owner_all, error);
  std::unique_ptr<PrivateRedis> redis(new PrivateRedis(std::move(options)));
  if (error) co_return redis->failed("the folder cannot be made: " + error.message());
  redis->lock_ = std::make_unique<Lock>(redis->file("redis.lock"));
  auto up = co_await redis->bring_up();
  if (!up) co_return up.error();
  co_return std::move(redis);
}

net::awaitable<net::Result<void>> PrivateRedis::bring_up() {
  pid_ = 0;
  is_child_ = false;
  auto running = co_await net::within(std::chrono::seconds(2), redis::connect(address()));
  if (!running && running.error().code != "loading") {
    const bool nobody_listens = running.error().code == "refused" || running.error().code == "lost";
    if (!nobody_listens && !lives())
      co_return failed("what runs on its socket does not answer: " + running.error().detail);
    if (auto spawned = spawn(); !spawned) co_return spawned;
  }
  auto ready = co_await wait_until_ready();
  was_running_ = !is_child_;
  if (ready && was_running_) pid_ = read_pid(file("redis.pid"));
  co_return ready;
}

bool PrivateRedis::lives() const { return !Lock(alive_file()).is_held(); }

// Unless one lives that does not answer yet: two would write into the same files. The server's life is told
// by a lock that it inherits, since a crash of ours at this very moment leaves nobody else who knows of it.
net::Result<void> PrivateRedis::spawn() {
  const Lock alive(alive_file());
  if (!alive.is_held()) return {};
  std::vector<std::string> arguments = arguments_of(options_);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A session of its own: Ctrl-C is for us, and we end it in order.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  // The lock is all that it inherits: with our sockets it would keep our port after we have gone.
  posix_spawn_file_actions_adddup2(&actions, alive.handle(), handle_of_lock);
  posix_spawn_file_actions_addclosefrom_np(&actions, handle_of_lock + 1);
  const int error =
      posix_spawnp(&pid_, options_.program.c_str(), &actions, &attributes, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error == ENOENT)
    return failed(options_.program +
                  " is not installed; install the package redis-server, or give a Redis URL");
  if (error != 0) return failed(options_.program + " cannot be started: " + std::strerror(error));
  is_child_ = true;
  return {};
}

net::awaitable<net::Result<void>> PrivateRedis::wait_until_ready() {
  const net::Ticks until = net::ticks() + options_.starts_within;
  while (true) {
    auto answered = co_await net::within(std::chrono::seconds(2), redis::connect(address()));
    if (answered) co_return net::Result<void>{};
    if (answered.error().code != "loading") {
      if (has_ended() && is_child_) co_return failed("it ended at once: " + last_words());
      if (has_ended())
        if (auto spawned = spawn(); !spawned) co_return spawned;
      if (net::ticks() > until) co_return failed("it does not answer: " + answered.error().detail);
    }
    co_await net::sleep_for(look_every);
  }
}

bool PrivateRedis::has_ended() { return is_child_ ? ::waitpid(pid_, nullptr, WNOHANG) != 0 : !lives(); }

std::string PrivateRedis::last_words() const {
  std::ifstream log(file("redis.log"));
  std::string line, last;
  while (std::getline(log, line))
    if (!line.empty()) last = line;
  return last.empty() ? "see " + file("redis.log").string() : last;
}

net::awaitable<> PrivateRedis::watch() {
  while (!is_stopping_) {
    co_await net::sleep_for(watch_every);
    if (is_stopping_ || !is_owner() || !has_ended()) continue;
    net::log::error("redis_died", {{"pid", pid_}, {"said", last_words()}});
    auto up = co_await bring_up();
    if (!up) net::log::error("redis_not_started", {{"why", up.error().detail}});
  }
}

net::awaitable<net::Result<void>> PrivateRedis::stop() {
  is_stopping_ = true;
  if (!is_owner() || pid_ == 0) co_return net::Result<void>{};
  auto socket = co_await net::within(std::chrono::seconds(2), redis::connect(address()));
  if (socket) {
    const redis::Batch shutdown(redis::command("SHUTDOWN"));
    boost::system::error_code error;
    co_await asio::async_write(*socket, asio::buffer(shutdown.bytes()),
                               asio::redirect_error(asio::use_awaitable, error));
  } else if (is_child_) {  // the number of one taken over may be somebody else's by now
    ::kill(pid_, SIGTERM);
  }
  const net::Ticks until = net::ticks() + ends_within;
  while (!has_ended()) {
    if (net::ticks() > until) co_return failed("it does not end");
    co_await net::sleep_for(look_every);
  }
  pid_ = 0;
  co_return net::Result<void>{};
}

}  // namespace steward::storage
