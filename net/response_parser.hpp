#pragma once
// Bytes of an answer -> ClientResponse, without sockets.

#include "net/http_client.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace steward::net {

class ResponseParser {
 public:
  enum class State { head, body, done, too_large, garbage };

  // `is_head`: the request was HEAD, so that no body follows whatever the headers say.
  ResponseParser(ClientResponse& response, bool is_head, std::size_t most_bytes);
  ~ResponseParser();

  // As RequestParser::take. Interim answers (1xx) are passed over.
  std::size_t take(std::string_view bytes);

  // The other side has closed: where that ends the body it is done, else state() stays short of it.
  void end();

  State state() const;
  bool keeps_alive() const;

 private:
  struct Parsing;
  std::unique_ptr<Parsing> parsing_;
};

}  // namespace steward::net
