#pragma once
// Bytes of a connection -> requests, without sockets: what to refuse is decided here.

#include "net/http.hpp"
#include "net/server_limits.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace steward::net {

// Why a request is answered by the server itself; the connection is closed after it.
struct Refusal {
  int status = 0;
  std::string_view slug, title;
};

class RequestParser {
 public:
  enum class State { head, body, done, refused };

  explicit RequestParser(const ServerLimits& limits);
  ~RequestParser();

  // The next request of the connection goes into `request`, whose memory is used again.
  void begin(Request& request);

  // Bytes from the first one not yet taken. Answers how many it took; what is left comes again with more
  // behind it. Stops after the head, so that its headers can be looked at before the body is asked for.
  std::size_t take(std::string_view bytes);

  State state() const;
  const Refusal& refusal() const;
  const BodyLimit& body_limit() const;

  bool expects_continue() const;  // "Expect: 100-continue"
  bool keeps_alive() const;
  bool is_http10() const;

 private:
  struct Parsing;
  std::unique_ptr<Parsing> parsing_;
};

}  // namespace steward::net
