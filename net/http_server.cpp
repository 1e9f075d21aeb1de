#include "net/http_server.hpp"

#include "net/log.hpp"
#include "net/server_connection.hpp"
#include "net/server_tls.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <vector>

namespace steward::net {

using asio::ip::tcp;
using Local = asio::local::stream_protocol;
using TlsContext = std::shared_ptr<asio::ssl::context>;

namespace {

constexpr Milliseconds accept_retry{100};
constexpr Milliseconds after_cancel{1000};

const std::string& too_many_connections() {
  static const std::string wire = [] {
    Response response = problem(503, "too-many-connections", "There are too many connections");
    response.headers.add("Retry-After", "5");
    std::string out;
    append_head(out, response, {.keeps_alive = false});
    return out + response.body;
  }();
  return wire;
}

void log_trouble(std::string_view event, std::string_view detail) { log::error(event, {{"detail", detail}}); }

// A socket file that nobody listens on any more is what a killed process leaves behind.
bool remove_if_stale(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return true;
  if (!S_ISSOCK(status.st_mode)) return false;
  asio::io_context probing;
  Local::socket probe(probing);
  boost::system::error_code failed;
  probe.connect(Local::endpoint(path), failed);
  return failed && ::unlink(path.c_str()) == 0;
}

}  // namespace

struct HttpServer::Shared : std::enable_shared_from_this<Shared> {
  Shared(Threads& threads, ServerOptions options, Handler handler)
      : core(std::make_shared<ServerCore>(std::move(options), std::move(handler))),
        tcp_acceptor(threads.context(0)),
        local_acceptor(threads.context(0)) {
    if (!core->options.trouble) core->options.trouble = log_trouble;
    for (std::size_t index = 0; index < threads.size(); ++index)
      workers.push_back(std::make_shared<ServerWorker>(threads.executor(index), core->limits().sweep));
  }

  const std::shared_ptr<ServerCore> core;
  std::vector<std::shared_ptr<ServerWorker>> workers;
  tcp::acceptor tcp_acceptor;
  Local::acceptor local_acceptor;
  std::uint16_t port = 0;
  AddressCount addresses;
  std::mutex tls_mutex;
  TlsContext tls;
  std::mutex drain_mutex;
  std::optional<Bell> none_left;  // rung when draining and the last connection is gone

  Result<> listen_tcp();
  Result<> listen_local();
  Result<> load_tls();
  template <class Acceptor>
  awaitable<> accept_all(Acceptor& acceptor);
  void welcome(tcp::socket socket, std::shared_ptr<ServerWorker> worker);
  void welcome(Local::socket socket, std::shared_ptr<ServerWorker> worker);
  void open(PlainStream socket, Peer peer, std::shared_ptr<ServerWorker> worker, TlsContext secured);
  void refuse(PlainStream socket);
  void gone(const Peer& peer, ServerWorker& worker);
  Peer peer_at(const asio::ip::address& address) const;

  bool make_room();
  std::shared_ptr<ServerWorker> least_busy() const;
  std::int64_t connections_open() const { return core->counters.connections_open; }
  template <class Act>
  void on_every_worker(Act act);
};

Result<> HttpServer::Shared::listen_tcp() {
  const ServerOptions& options = core->options;
  if (options.address.empty()) return {};
  const std::string place = options.address + ":" + std::to_string(options.port);
  try {
    const tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
    tcp_acceptor.open(endpoint.protocol());
    tcp_acceptor.set_option(tcp::acceptor::reuse_address(true));
    tcp_acceptor.bind(endpoint);
    tcp_acceptor.listen(4096);
    port = tcp_acceptor.local_endpoint().port();
  } catch (const boost::system::system_error& failed) {
    return Error{"address", place, failed.code().message()};
  }
  return {};
}

Result<> HttpServer::Shared::listen_local() {
  const std::string& path = core->options.unix_path;
  if (path.empty()) return {};
  if (!remove_if_stale(path)) return Error{"unix_socket", path, "something else is there and in use"};
  try {
    local_acceptor.open();
    local_acceptor.bind(Local::endpoint(path));
    local_acceptor.listen(4096);
  } catch (const boost::system::system_error& failed) {
    return Error{"unix_socket", path, failed.code().message()};
  }
  return {};
}

Result<> HttpServer::Shared::load_tls() {
  if (!core->options.tls) return {};
  auto made = server_tls(*core->options.tls);
  if (!made) return made.error();
  const std::scoped_lock lock(tls_mutex);
  tls = std::move(*made);
  return {};
}

template <class Acceptor>
awaitable<> HttpServer::Shared::accept_all(Acceptor& acceptor) {
  const auto self = shared_from_this();
  while (acceptor.is_open()) {
    auto worker = least_busy();
    boost::system::error_code failed;
    auto socket =
        co_await acceptor.async_accept(worker->executor(), asio::redirect_error(asio::use_awaitable, failed));
    if (!failed) {
      welcome(std::move(socket), std::move(worker));
    } else if (acceptor.is_open() && failed != asio::error::operation_aborted) {
      core->trouble("accept_failed", failed.message());  // most often: no file descriptor is left
      co_await sleep_for(accept_retry);
    }
  }
}

void HttpServer::Shared::welcome(tcp::socket socket, std::shared_ptr<ServerWorker> worker) {
  boost::system::error_code failed;
  const auto address = socket.remote_endpoint(failed).address();
  if (failed) return;
  socket.set_option(tcp::no_delay(true), failed);
  const Peer peer = peer_at(address);
  if (!addresses.enter(peer.counted_as, core->limits().connections_per_address))
    return refuse(std::move(socket));
  if (!make_room()) return addresses.leave(peer.counted_as), refuse(std::move(socket));
  const std::scoped_lock lock(tls_mutex);
  open(std::move(socket), peer, std::move(worker), tls);
}

void HttpServer::Shared::welcome(Local::socket socket, std::shared_ptr<ServerWorker> worker) {
  if (!make_room()) return refuse(std::move(socket));
  open(std::move(socket), {"unix", {}}, std::move(worker), nullptr);
}

// A proxy's connections are everybody's: no one client is to be held back by their number.
Peer HttpServer::Shared::peer_at(const asio::ip::address& address) const {
  const std::string written = address.to_string();
  const auto known = address_from(written);
  const std::string text = known ? to_text(*known) : written;
  return {text, core->options.trusted_proxies.contains(text) ? std::string() : counted_as(text)};
}

// Hands the connection over to its thread.
void HttpServer::Shared::open(PlainStream socket, Peer peer, std::shared_ptr<ServerWorker> worker,
                              TlsContext secured) {
  core->counters.connections_accepted.fetch_add(1, std::memory_order_relaxed);
  core->counters.connections_open.fetch_add(1);
  worker->connections.fetch_add(1, std::memory_order_relaxed);
  const auto executor = worker->executor();
  auto start = [self = shared_from_this(), socket = std::move(socket), peer = std::move(peer),
                worker = std::move(worker), secured = std::move(secured)]() mutable {
    auto at_end = [self, peer, worker] { self->gone(peer, *worker); };
    if (secured)
      std::make_shared<ServerConnection<TlsStream>>(TlsStream(std::move(socket), *secured), peer.address,
                                                    self->core, worker, [at_end, secured] { at_end(); })
          ->start();
    else
      std::make_shared<ServerConnection<PlainStream>>(std::move(socket), peer.address, self->core, worker,
                                                      at_end)
          ->start();
  };
  asio::post(executor, std::move(start));
}

void HttpServer::Shared::refuse(PlainStream socket) {
  core->counters.connections_refused.fetch_add(1, std::memory_order_relaxed);
  const std::scoped_lock lock(tls_mutex);
  boost::system::error_code ignored;
  if (tls) return;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(too_many_connections()), ignored);
  socket.shutdown(asio::socket_base::shutdown_send, ignored);
}

void HttpServer::Shared::gone(const Peer& peer, ServerWorker& worker) {
  addresses.leave(peer.counted_as);
  worker.connections.fetch_sub(1, std::memory_order_relaxed);
  if (core->counters.connections_open.fetch_sub(1) > 1) return;
  const std::scoped_lock lock(drain_mutex);
  if (none_left) none_left->ring();
}

// True when one more connection is bearable, if need be in the place of the one that is idle for longest.
bool HttpServer::Shared::make_room() {
  if (connections_open() < static_cast<std::int64_t>(core->limits().connections)) return true;
  const auto oldest = *std::min_element(workers.begin(), workers.end(), [](const auto& a, const auto& b) {
    return a->oldest_idle_since() < b->oldest_idle_since();
  });
  if (oldest->oldest_idle_since() == Ticks::max()) return false;
  asio::post(oldest->executor(), [oldest] { oldest->evict_oldest_idle(); });
  return true;
}

std::shared_ptr<ServerWorker> HttpServer::Shared::least_busy() const {
  return *std::min_element(workers.begin(), workers.end(), [](const auto& a, const auto& b) {
    return a->connections.load(std::memory_order_relaxed) < b->connections.load(std::memory_order_relaxed);
  });
}

template <class Act>
void HttpServer::Shared::on_every_worker(Act act) {
  for (const auto& worker : workers)
    asio::post(worker->executor(), [self = shared_from_this(), worker, act] { act(*worker); });
}

HttpServer::HttpServer(Threads& threads, ServerOptions options, Handler handler)
    : shared_(std::make_shared<Shared>(threads, std::move(options), std::move(handler))) {}

HttpServer::~HttpServer() {
  asio::post(shared_->tcp_acceptor.get_executor(), [shared = shared_] {
    boost::system::error_code ignored;
    shared->tcp_acceptor.close(ignored);
    shared->local_acceptor.close(ignored);
  });
}

Result<> HttpServer::listen() {
  if (auto loaded = shared_->load_tls(); !loaded) return loaded;
  if (auto bound = shared_->listen_tcp(); !bound) return bound;
  if (auto bound = shared_->listen_local(); !bound) return bound;
  const auto executor = shared_->workers.front()->executor();
  const auto at_end = [shared = shared_](std::exception_ptr thrown) {
    if (thrown) shared->core->trouble("accepting_ended", what_of(thrown));
  };
  if (shared_->tcp_acceptor.is_open())
    asio::co_spawn(executor, shared_->accept_all(shared_->tcp_acceptor), at_end);
  if (shared_->local_acceptor.is_open())
    asio::co_spawn(executor, shared_->accept_all(shared_->local_acceptor), at_end);
  return {};
}

std::uint16_t HttpServer::port() const { return shared_->port; }

Result<> HttpServer::reload_tls() { return shared_->load_tls(); }

awaitable<bool> HttpServer::drain(Milliseconds grace) {
  const auto shared = shared_;
  Bell none_left(co_await asio::this_coro::executor);
  const HungBell hung(shared->drain_mutex, shared->none_left, none_left);
  shared->core->is_draining = true;
  asio::post(shared->tcp_acceptor.get_executor(), [shared] {
    boost::system::error_code ignored;
    const bool is_local_ours = shared->local_acceptor.is_open();
    shared->tcp_acceptor.close(ignored);
    shared->local_acceptor.close(ignored);
    if (is_local_ours) ::unlink(shared->core->options.unix_path.c_str());
    shared->on_every_worker([](ServerWorker& worker) { worker.drain_all(); });
  });
  const auto has_ended = [&] { return shared->connections_open() == 0; };
  const Ticks until = ticks() + grace;
  while (!has_ended() && ticks() < until)
    co_await none_left.wait_for(std::chrono::ceil<Milliseconds>(until - ticks()));
  if (has_ended()) co_return true;
  shared->on_every_worker([](ServerWorker& worker) { worker.cancel_all(); });
  const bool is_over = co_await none_left.wait_for(after_cancel);
  if (!is_over) log::warn("connections_left", {{"count", shared->connections_open()}});
  co_return false;
}

const ServerCounters& HttpServer::counters() const { return shared_->core->counters; }

}  // namespace steward::net
