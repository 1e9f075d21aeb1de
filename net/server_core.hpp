#pragma once
// What every connection of a server works with.

#include "net/http.hpp"
#include "net/http_server.hpp"
#include "net/server_limits.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <string>

namespace steward::net {

struct ServerCore {
  ServerCore(ServerOptions its_options, Handler its_handler)
      : options(std::move(its_options)), handler(std::move(its_handler)) {}

  ServerOptions options;
  Handler handler;
  ServerCounters counters;
  std::atomic<bool> is_draining{false};

  const ServerLimits& limits() const { return options.limits; }
  void trouble(std::string_view event, std::string_view detail) const { options.trouble(event, detail); }
};

// Who a connection is from, and as whom limits count it: empty where they do not.
struct Peer {
  std::string address, counted_as;
};

// How many connections each has whom limits count.
class AddressCount {
 public:
  bool enter(const std::string& counted_as, std::size_t most) {
    if (counted_as.empty()) return true;
    const std::scoped_lock lock(mutex_);
    std::size_t& count = counts_[counted_as];
    if (count >= most) return false;
    ++count;
    return true;
  }
  void leave(const std::string& counted_as) {
    if (counted_as.empty()) return;
    const std::scoped_lock lock(mutex_);
    const auto found = counts_.find(counted_as);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::size_t> counts_;
};

}  // namespace steward::net
