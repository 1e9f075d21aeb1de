#pragma once
// A server that plays one script for each connection it takes, in order, then takes no more: for answers no
// decent server would give.

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace steward::net {

class ScriptedPeer {
 public:
  explicit ScriptedPeer(int socket) : socket_(socket) {}
  std::string hear_request();  // head and body by its Content-Length; empty when the client has gone
  std::string hear(std::size_t bytes);
  void say(std::string_view bytes);
  void answer(std::string_view body, std::string_view headers = "");
  void wait_for_end();                         // until the client closes
  bool is_spoken_to_within(int milliseconds);  // or left
  void reset();                                // closes with RST
  void carry_to(std::uint16_t port);           // passes bytes both ways until one side closes

 private:
  int socket_;
  std::string read_;
};

class ScriptedServer {
 public:
  using Script = std::function<void(ScriptedPeer&)>;
  explicit ScriptedServer(std::vector<Script> scripts);
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer();

  std::uint16_t port() const { return port_; }
  std::string url(std::string_view target = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(target);
  }
  int played() const { return played_; }

 private:
  void play(const std::vector<Script>& scripts);

  int listening_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> played_{0};
  std::thread thread_;
};

}  // namespace steward::net
