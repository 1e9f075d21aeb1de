#include "net/http_client.hpp"

#include "net/client_exchange.hpp"

#include <openssl/ssl.h>
#include <boost/asio/this_coro.hpp>

#include <stdexcept>

namespace steward::net {
namespace ssl = boost::asio::ssl;

ClientCore::ClientCore(ClientOptions its_options)
    : options(std::move(its_options)),
      proxy(parse_url(options.proxy)),
      tls(ssl::context::tls_client),
      pool(options.idle_per_origin, options.idle_for) {
  if (!options.proxy.empty() && (!proxy || proxy->is_secure))
    throw std::runtime_error("the proxy is not an http:// address");
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(tls.native_handle(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  tls.set_default_verify_paths();
  boost::system::error_code failed;
  if (!options.ca_file.empty()) tls.load_verify_file(options.ca_file, failed);
  if (failed)
    throw std::runtime_error("cannot read certificates from " + options.ca_file + ": " + failed.message());
}

struct HttpClient::State : ClientCore {
  using ClientCore::ClientCore;
};

HttpClient::HttpClient(ClientOptions options) : state_(std::make_shared<State>(std::move(options))) {}
HttpClient::~HttpClient() = default;

awaitable<Result<ClientResponse>> HttpClient::send(ClientRequest request) {
  const std::shared_ptr<ClientCore> core = state_;
  const auto executor = co_await boost::asio::this_coro::executor;
  ClientExchange exchange(core, std::move(request), executor);
  co_return co_await exchange.run();
}

std::size_t HttpClient::idle_connections() const { return state_->pool.size(); }

void HttpClient::close_idle() { state_->pool.clear(); }

bool may_have_been_taken(const Error& error) {
  using namespace client_error;
  for (std::string_view after : {timeout_after_sent, reset_after_sent, too_large, garbage})
    if (error.code == after) return true;
  return false;
}

}  // namespace steward::net
