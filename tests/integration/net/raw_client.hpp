#pragma once
// A client that says exactly the bytes it is told, and waits at most some seconds for any answer.

#include <cstdint>
#include <string>
#include <string_view>

namespace steward::net {

struct RawAnswer {
  int status = 0;  // 0: closed without one
  std::string head, body;
  bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  explicit RawClient(const std::string& unix_path);
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient();

  bool say(std::string_view bytes);
  RawAnswer hear(bool is_head = false);  // one answer, by its Content-Length
  std::string hear_until(std::string_view end);
  std::string hear_all();               // until the other side closes
  bool hears_within(int milliseconds);  // anything at all, the end included
  bool is_closed();                     // the other side has closed or reset, and said nothing more
  void hang_up();

 private:
  bool read_more();

  int socket_ = -1;
  std::string read_;
};

}  // namespace steward::net
