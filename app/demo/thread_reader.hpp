#pragma once
// Somebody's phone in the demo: follows a web chat's thread as a page would, over server-sent events.

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace steward::app::demo {

class ThreadReader {
 public:
  // Throws std::runtime_error where the chat does not answer.
  ThreadReader(uint16_t port, const std::string& channel, const std::string& token);

  // The next line of the thread that is of that sort; nothing when none came in time.
  using Sort = std::function<bool(const nlohmann::json& line)>;
  std::optional<nlohmann::json> next(const Sort& sort, std::chrono::seconds patience);

 private:
  bool read_chunk();
  std::optional<std::string> take_data();

  boost::asio::ip::tcp::iostream stream_;
  std::string text_;  // what came and was not taken yet
};

}  // namespace steward::app::demo
