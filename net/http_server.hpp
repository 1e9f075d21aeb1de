#pragma once
// HTTP/1.1 server: TCP and, beside it, a unix socket; TLS where files are given. Connections are spread over
// the threads and stay there; the handler runs on its connection's thread (co_await this_coro::executor).
// Policy is in server_limits.hpp; what is malformed or could be read in two ways is refused with 400 and a
// close.

#include "net/error.hpp"
#include "net/http.hpp"
#include "net/server_limits.hpp"
#include "net/threads.hpp"
#include "net/trusted_proxies.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace steward::net {

struct TlsFiles {
  std::string certificate_chain;  // PEM
  std::string private_key;        // PEM
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // empty: no TCP
  std::uint16_t port = 0;             // 0: any free one, see port()
  std::string unix_path{};            // empty: none; a stale socket file is replaced
  std::optional<TlsFiles> tls{};      // of the TCP side
  TrustedProxies trusted_proxies{};   // whose word for who a client is counts
  ServerLimits limits{};
  // What a handler threw (the client got a 500) and other trouble nobody else sees. Default: net/log.
  std::function<void(std::string_view event, std::string_view detail)> trouble{};
};

class HttpServer {
 public:
  HttpServer(Threads& threads, ServerOptions options, Handler handler);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();  // drain() first; else connections live on until the threads end

  // Binds and starts to accept. Errors: "address", "tls", "unix_socket".
  Result<> listen();
  std::uint16_t port() const;

  // Reads the certificate files again for connections to come; the old ones stay in force when that fails.
  Result<> reload_tls();

  // No longer accepts, closes connections that stay idle for a moment more, lets running requests be answered
  // with Connection: close, tells streams to end; after `grace` cancels what is left. True when nothing was
  // left. From any thread, once.
  awaitable<bool> drain(Milliseconds grace);

  const ServerCounters& counters() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace steward::net
