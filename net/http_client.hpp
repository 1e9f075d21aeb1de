#pragma once
// HTTP/1.1 client with a pool of kept-alive connections, one object a thread. Follows no redirects. Its
// errors tell whether the other side may have taken the request, since a message must neither be lost nor
// sent twice.

#include "net/clock.hpp"
#include "net/error.hpp"
#include "net/http.hpp"
#include "net/secret.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::net {

// Whether the URL stands in the configuration (trusted) or came from outside (guarded: resolved once, every
// address must be public, and the checked address is the one connected to).
enum class Guard { trusted, guarded };

struct ClientRequest {
  Method method = Method::get;
  std::string url;    // http:// or https://; a token in it never reaches a log
  Headers headers{};  // Host, Content-Length and Connection are ours
  std::string body{};
  Milliseconds deadline{10'000};  // for all: resolving, connecting, sending, the whole answer
  std::size_t answer_bytes = 1 << 20;
  Guard guard = Guard::guarded;
  bool is_repeatable = false;  // may be sent again on a fresh connection when a pooled one died under it
  std::optional<std::string> proxy{};  // instead of the client's; "" is none
};

struct ClientResponse {
  int status = 0;
  Headers headers{};
  std::string body{};
};

// Codes of Error. The place is "host:port".
namespace client_error {
inline constexpr std::string_view bad_request = "bad_request";  // no http URL, or a header that breaks out
inline constexpr std::string_view resolve = "resolve";          // the name has no address
inline constexpr std::string_view not_public = "not_public";    // guarded, and an address is not public
inline constexpr std::string_view refused = "refused";  // no connection, or it died before all was written
inline constexpr std::string_view proxy = "proxy";      // the proxy would not connect
inline constexpr std::string_view tls = "tls";          // certificate or handshake
inline constexpr std::string_view timeout_before_sent = "timeout_before_sent";
inline constexpr std::string_view timeout_after_sent = "timeout_after_sent";
inline constexpr std::string_view reset_after_sent = "reset_after_sent";
inline constexpr std::string_view too_large = "too_large";  // the answer
inline constexpr std::string_view garbage = "garbage";      // the answer is no HTTP
}  // namespace client_error

// Whether the other side may have acted on the request although no answer came.
bool may_have_been_taken(const Error& error);

struct ClientOptions {
  std::string ca_file{};  // trusted beside the system's store
  std::string proxy{};    // "http://user:password@host:port"; absolute form for http, CONNECT for https
  std::vector<std::string> no_proxy{};  // hosts, or ".suffix"
  std::size_t idle_per_origin = 16;
  Milliseconds idle_for{30'000};
};

class HttpClient {
 public:
  explicit HttpClient(ClientOptions options = {});  // throws std::runtime_error when ca_file cannot be read
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient();

  // Any number at once, all on one thread. Any status is a success here.
  awaitable<Result<ClientResponse>> send(ClientRequest request);

  std::size_t idle_connections() const;
  void close_idle();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace steward::net
