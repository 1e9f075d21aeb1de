#pragma once
// One request of the client from its URL to its answer: which connection, what was sent, what an error means.

#include "net/alarm.hpp"
#include "net/client_wire.hpp"
#include "net/http_client.hpp"
#include "net/url.hpp"

#include <boost/asio/ssl/context.hpp>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace steward::net {

// Idle connections by where they lead. A guarded request never gets a connection that was not checked, since
// that is part of the key.
class ClientPool {
 public:
  using Wire = std::unique_ptr<ClientWire>;

  ClientPool(std::size_t per_origin, Milliseconds idle_for) : per_origin_(per_origin), idle_for_(idle_for) {}

  Wire take(const std::string& key);  // the one used last that still lives, or none
  void give_back(const std::string& key, Wire wire);
  std::size_t size() const;
  void clear() { idle_.clear(); }

 private:
  struct Idle {
    Wire wire;
    Ticks since;
  };
  void drop_old();

  const std::size_t per_origin_;
  const Milliseconds idle_for_;
  std::map<std::string, std::deque<Idle>> idle_;
};

struct ClientCore {
  explicit ClientCore(ClientOptions its_options);

  ClientOptions options;
  std::optional<Url> proxy;
  boost::asio::ssl::context tls;
  ClientPool pool;
};

class ClientExchange {
 public:
  ClientExchange(std::shared_ptr<ClientCore> core, ClientRequest request,
                 boost::asio::any_io_executor executor);

  awaitable<Result<ClientResponse>> run();

 private:
  using Endpoints = std::vector<ClientWire::Tcp::endpoint>;

  Result<> prepare();  // URL, proxy, the bytes to send
  void write_head();
  bool is_tunnelled() const;
  std::string pool_key() const;

  awaitable<Result<>> open();
  awaitable<Result<Endpoints>> resolve(std::string host, std::uint16_t port);
  awaitable<Result<>> connect(Endpoints endpoints);
  awaitable<Result<>> tunnel(std::string authority);
  awaitable<Result<>> secure();

  awaitable<Result<ClientResponse>> exchange();
  awaitable<Result<ClientResponse>> receive(bool is_head, std::size_t most_bytes);
  awaitable<ClientWire::Failure> send_all();

  Error error(std::string_view code, std::string detail) const;
  Error broken(const ClientWire::Failure& failed) const;  // the connection, by how far the request had come
  bool is_worth_repeating(const Error& failure) const;

  const std::shared_ptr<ClientCore> core_;
  ClientRequest request_;
  const boost::asio::any_io_executor executor_;
  const Ticks until_;
  Url url_;
  std::optional<Url> proxy_;
  std::string head_;
  ClientPool::Wire wire_;
  bool is_sent_ = false;
  bool has_answer_begun_ = false;
  bool keeps_alive_ = false;
  Alarm deadline_;
};

}  // namespace steward::net
