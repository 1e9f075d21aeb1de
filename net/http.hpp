#pragma once
// What a request and an answer are to the rest of the program: plain values, without the library that carries
// them.

#include "net/clock.hpp"
#include "net/event_stream.hpp"
#include "net/headers.hpp"
#include "net/target.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::net {

enum class Method : std::uint8_t { get, head, post, put, patch, remove, options, other };
std::string_view to_string(Method method);  // "GET", "DELETE"
Method method_of(std::string_view word);

struct Request {
  Method method = Method::get;
  std::string path;  // decoded and normalised: begins with '/', no '//', no dots
  Query query;
  Headers headers;
  std::string body;
  std::string peer;  // address of the client, also behind a trusted proxy; "unix" for a unix socket
  bool is_secure = false;
  Instant received_at{};                                             // when its head had arrived
  std::vector<std::pair<std::string_view, std::string>> parameters;  // of the route: /hooks/{account}

  std::string_view parameter(std::string_view name) const;  // empty when the route has none of that name
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  StreamWriter stream{};  // set: the body is ignored and this writes for as long as the client listens
};

Response json(int status, std::string text);
Response text(int status, std::string text);
Response empty(int status = 204);
// RFC 9457, application/problem+json: {"type": "/problems/<slug>", "title", "status", "detail"}.
Response problem(int status, std::string_view slug, std::string_view title, std::string_view detail = {});
// Server-sent events.
Response events(StreamWriter writer);

std::string_view reason_of(int status);  // "Not Found"

// `text` as a JSON string with its quotes; broken UTF-8 becomes U+FFFD.
std::string json_quoted(std::string_view text);

using Handler = std::function<awaitable<Response>(Request& request)>;

}  // namespace steward::net
