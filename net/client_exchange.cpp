#include "net/client_exchange.hpp"

#include "net/address_guard.hpp"
#include "net/bell.hpp"
#include "net/response_parser.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace steward::net {
namespace asio = boost::asio;
namespace code = client_error;

namespace {

constexpr std::size_t copied_body = 16 << 10;
constexpr std::size_t most_of_tunnel_answer = 64 << 10;
constexpr Milliseconds connect_attempt{3000};  // of one address while there are others

std::string base64(std::string_view text) {
  std::string out(4 * ((text.size() + 2) / 3) + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

bool breaks_out(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char letter) {
    return (letter < 0x20 && letter != '\t') || letter == 0x7F;
  });
}

bool is_ours(std::string_view name) {
  for (std::string_view ours : {"Host", "Content-Length", "Transfer-Encoding", "Connection"})
    if (same_without_case(name, ours)) return true;
  return false;
}

bool ends_with_suffix(std::string_view host, std::string_view rule) {
  if (rule.empty() || rule.front() != '.') return same_without_case(host, rule);
  return host.size() > rule.size() && same_without_case(host.substr(host.size() - rule.size()), rule);
}

// What a resolver found, kept alive by the look-up itself: it cannot be stopped and may end after the request
// has.
struct Lookup {
  explicit Lookup(asio::any_io_executor executor) : resolver(executor), done(executor) {}
  ClientWire::Tcp::resolver resolver;
  Bell done;
  boost::system::error_code failed;
  std::vector<ClientWire::Tcp::endpoint> found;
};

}  // namespace

ClientExchange::ClientExchange(std::shared_ptr<ClientCore> core, ClientRequest request,
                               asio::any_io_executor executor)
    : core_(std::move(core)),
      request_(std::move(request)),
      executor_(executor),
      until_(ticks() + request_.deadline),
      deadline_(executor, until_, [this] {
        if (wire_) wire_->close();
      }) {}

Error ClientExchange::error(std::string_view what, std::string detail) const {
  return {std::string(what), url_.host_and_port(), std::move(detail)};
}

Error ClientExchange::broken(const ClientWire::Failure& failed) const {
  if (deadline_.has_gone_off())
    return error(is_sent_ ? code::timeout_after_sent : code::timeout_before_sent, "");
  return error(is_sent_ ? code::reset_after_sent : code::refused, failed.message());
}

Result<> ClientExchange::prepare() {
  auto url = parse_url(request_.url);
  if (!url || !url->credentials.empty())
    return Error{std::string(code::bad_request), "", "not a plain http URL"};
  url_ = std::move(*url);
  if (request_.method == Method::other) return error(code::bad_request, "unknown method");
  for (std::size_t at = 0; at < request_.headers.size(); ++at)
    if (const auto [name, value] = request_.headers[at]; breaks_out(name) || breaks_out(value))
      return error(code::bad_request, "a header with a control character");

  proxy_ = core_->proxy;
  if (request_.proxy) proxy_ = parse_url(*request_.proxy);
  if (request_.proxy && !request_.proxy->empty() && !proxy_)
    return error(code::bad_request, "proxy is no URL");
  for (const std::string& rule : core_->options.no_proxy)
    if (!request_.proxy && ends_with_suffix(url_.host, rule)) proxy_.reset();
  write_head();
  return {};
}

// Through a tunnel the proxy connects to what we name, so that a guarded request reaches the address that was
// checked.
bool ClientExchange::is_tunnelled() const {
  return proxy_ && (url_.is_secure || request_.guard == Guard::guarded);
}

std::string ClientExchange::pool_key() const {
  std::string key = url_.is_secure ? "s" : "p";
  key += request_.guard == Guard::guarded ? "g " : "t ";
  key += url_.host_and_port();
  if (proxy_) key += " via " + proxy_->credentials.reveal() + "@" + proxy_->host_and_port();
  return key;
}

void ClientExchange::write_head() {
  const bool is_absolute = proxy_ && !is_tunnelled();
  head_ = std::string(to_string(request_.method)) + " ";
  if (is_absolute) head_ += "http://" + url_.authority();
  head_ += url_.target + " HTTP/1.1\r\nHost: " + url_.authority() + "\r\n";
  if (is_absolute && !proxy_->credentials.empty())
    head_ += "Proxy-Authorization: Basic " + base64(proxy_->credentials.reveal()) + "\r\n";
  for (std::size_t at = 0; at < request_.headers.size(); ++at) {
    const auto [name, value] = request_.headers[at];
    if (!is_ours(name)) head_.append(name).append(": ").append(value).append("\r\n");
  }
  const bool has_length = !request_.body.empty() || request_.method == Method::post ||
                          request_.method == Method::put || request_.method == Method::patch;
  if (has_length) head_ += "Content-Length: " + std::to_string(request_.body.size()) + "\r\n";
  head_ += "\r\n";
}

awaitable<Result<ClientResponse>> ClientExchange::run() {
  if (auto prepared = prepare(); !prepared) co_return prepared.error();
  wire_ = core_->pool.take(pool_key());
  bool is_pooled = wire_ != nullptr;
  for (;;) {
    if (!wire_) {
      Result<> opened = co_await open();
      if (!opened) co_return opened.error();
    }
    Result<ClientResponse> answer = co_await exchange();
    if (answer && keeps_alive_) core_->pool.give_back(pool_key(), std::move(wire_));
    if (answer || !is_pooled || !is_worth_repeating(answer.error())) co_return answer;
    is_pooled = false;
    is_sent_ = false;
    wire_.reset();
  }
}

// A kept connection may die just when we use it; what cannot have been taken, or may be taken twice, goes
// again.
bool ClientExchange::is_worth_repeating(const Error& failure) const {
  const bool is_broken = failure.code == code::refused || failure.code == code::reset_after_sent;
  return is_broken && !has_answer_begun_ && (!is_sent_ || request_.is_repeatable);
}

awaitable<Result<>> ClientExchange::open() {
  Endpoints endpoints;
  std::string connected_to = url_.host_and_port();
  if (!proxy_ || request_.guard == Guard::guarded) {
    Result<Endpoints> found = co_await resolve(url_.host, url_.port);
    if (!found) co_return found.error();
    endpoints = std::move(*found);
  }
  if (request_.guard == Guard::guarded) {
    for (const auto& endpoint : endpoints)
      if (!is_public(endpoint.address())) co_return error(code::not_public, endpoint.address().to_string());
    Url checked = url_;
    checked.host = endpoints.front().address().to_string();
    connected_to = checked.host_and_port();
  }
  if (proxy_) {
    Result<Endpoints> found = co_await resolve(proxy_->host, proxy_->port);
    if (!found) co_return found.error();
    endpoints = std::move(*found);
  }
  Result<> step = co_await connect(std::move(endpoints));
  if (step && is_tunnelled()) step = co_await tunnel(connected_to);
  if (step && url_.is_secure) step = co_await secure();
  co_return step;
}

awaitable<Result<ClientExchange::Endpoints>> ClientExchange::resolve(std::string host, std::uint16_t port) {
  boost::system::error_code is_name;
  const auto address = asio::ip::make_address(host, is_name);
  if (!is_name) co_return Endpoints{{address, port}};

  const auto lookup = std::make_shared<Lookup>(executor_);
  auto keep = [lookup](boost::system::error_code failed, ClientWire::Tcp::resolver::results_type results) {
    lookup->failed = failed;
    for (const auto& result : results) lookup->found.push_back(result.endpoint());
    lookup->done.ring();
  };
  lookup->resolver.async_resolve(host, std::to_string(port), asio::ip::resolver_base::numeric_service,
                                 std::move(keep));
  const auto left = std::chrono::ceil<Milliseconds>(until_ - ticks());
  const bool is_done = co_await lookup->done.wait_for(left);
  if (!is_done) co_return error(code::timeout_before_sent, "resolving " + host);
  if (lookup->failed) co_return error(code::resolve, lookup->failed.message());
  if (lookup->found.empty()) co_return error(code::resolve, "no address");
  co_return lookup->found;
}

awaitable<Result<>> ClientExchange::connect(Endpoints endpoints) {
  ClientWire::Failure failed;
  for (std::size_t at = 0; at < endpoints.size() && !deadline_.has_gone_off(); ++at) {
    wire_ = std::make_unique<ClientWire>(executor_);
    const bool is_last = at + 1 == endpoints.size();
    Alarm attempt(executor_, is_last ? until_ : ticks() + connect_attempt, [this] { wire_->close(); });
    failed = co_await wire_->connect(endpoints[at]);
    if (!failed) co_return Result<>{};
  }
  if (ticks() >= until_) co_return error(code::timeout_before_sent, "connecting");
  co_return error(code::refused, failed.message());
}

awaitable<Result<>> ClientExchange::tunnel(std::string authority) {
  std::string ask = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
  if (!proxy_->credentials.empty())
    ask += "Proxy-Authorization: Basic " + base64(proxy_->credentials.reveal()) + "\r\n";
  ask += "\r\n";
  const ClientWire::Failure failed = co_await wire_->write(ask);
  if (failed) co_return broken(failed);
  Result<ClientResponse> answer = co_await receive(true, most_of_tunnel_answer);
  has_answer_begun_ = false;
  if (deadline_.has_gone_off()) co_return error(code::timeout_before_sent, "waiting for the proxy");
  if (!answer) co_return error(code::proxy, answer.error().detail);
  if (answer->status / 100 != 2) co_return error(code::proxy, "answered " + std::to_string(answer->status));
  if (wire_->in.size() > 0) co_return error(code::proxy, "spoke out of turn");
  co_return Result<>{};
}

awaitable<Result<>> ClientExchange::secure() {
  const ClientWire::Failure failed = co_await wire_->secure(core_->tls, url_.host);
  if (!failed) co_return Result<>{};
  if (deadline_.has_gone_off()) co_return error(code::timeout_before_sent, "TLS handshake");
  co_return error(code::tls, failed.message());
}

awaitable<ClientWire::Failure> ClientExchange::send_all() {
  if (request_.body.size() <= copied_body) {
    const std::string whole = head_ + request_.body;
    co_return co_await wire_->write(whole);
  }
  const ClientWire::Failure failed = co_await wire_->write(head_);
  if (failed) co_return failed;
  co_return co_await wire_->write(request_.body);
}

awaitable<Result<ClientResponse>> ClientExchange::exchange() {
  const ClientWire::Failure failed = co_await send_all();
  is_sent_ = !failed;
  if (deadline_.has_gone_off()) co_return broken(failed);
  // A server that refuses a body may answer before it has read it; then the answer is there all the same.
  Result<ClientResponse> answer = co_await receive(request_.method == Method::head, request_.answer_bytes);
  if (failed) keeps_alive_ = false;
  if (failed && !answer) co_return broken(failed);
  co_return answer;
}

awaitable<Result<ClientResponse>> ClientExchange::receive(bool is_head, std::size_t most_bytes) {
  using State = ResponseParser::State;
  ClientResponse response;
  ResponseParser parser(response, is_head, most_bytes);
  while (parser.state() <= State::body) {
    const ClientWire::Failure failed = co_await wire_->read();
    has_answer_begun_ = has_answer_begun_ || wire_->in.size() > 0;
    std::size_t taken = 0;
    do {
      taken = parser.take(wire_->in.view());
      wire_->in.consume(taken);
    } while (taken > 0 && parser.state() <= State::body);
    if (!failed) continue;
    if (failed == asio::error::eof) parser.end();
    if (parser.state() <= State::body) co_return broken(failed);
  }
  keeps_alive_ = parser.keeps_alive() && wire_->in.size() == 0;
  if (parser.state() == State::too_large) co_return error(code::too_large, "");
  if (parser.state() == State::garbage) co_return error(code::garbage, "");
  co_return response;
}

}  // namespace steward::net
