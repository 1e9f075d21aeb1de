#pragma once
// The gateway and the web chat on a real server of one thread, over the in-memory store, with a client on the
// same thread.

#include "bot/gateway.hpp"
#include "bot/web_chat.hpp"
#include "channels/bridge.hpp"
#include "channels/standard_webhooks.hpp"
#include "channels/telegram.hpp"
#include "channels/web_chat.hpp"
#include "net/http_client.hpp"
#include "net/http_server.hpp"
#include "net/router.hpp"
#include "net/threads.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/small_desk.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::bot {

inline const std::string bridge_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

// Answers errors while it is told to, as Redis does when it is away.
class BreakableStore : public storage::MemoryStore {
 public:
  using MemoryStore::MemoryStore;
  storage::awaitable<storage::Result<domain::Snapshot>> load(const domain::Reads& reads) override {
    if (is_away) co_return net::Error{"unreachable", "redis", ""};
    co_return co_await MemoryStore::load(reads);
  }
  bool is_away = false;
};

// Understanding throws for what holds this word.
inline constexpr std::string_view stumbles_over = "绊";

class ChatServer {
 public:
  explicit ChatServer(IntakeLimits limits = {}) : intake_(store, rules_now(), metrics_, limits) {
    channels_.add(std::make_unique<channels::Telegram>(channels::TelegramOptions{
        .name = "tg", .token = "1:abc", .secret_token = "s3cret", .site = "donghu"}));
    channels_.add(std::make_unique<channels::Bridge>(channels::BridgeOptions{
        .name = "bridge", .secrets = {bridge_secret}, .url = "http://127.0.0.1:1/", .site = "donghu"}));
    channels_.add(std::make_unique<channels::WebChat>("web", "donghu"));
    auto routes = routes_of(gateway_);
    for (auto& route : routes_of(chats_)) routes.push_back(std::move(route));
    router_ = std::make_unique<net::Router>(std::move(routes));
    net::ServerOptions options;
    options.limits.body.bytes = 8 << 20;
    options.trusted_proxies.ranges = {net::range_from("127.0.0.1").value()};
    server_ = std::make_unique<net::HttpServer>(
        threads_, options, [this](net::Request& request) { return (*router_)(request); });
    threads_.run();
    server_->listen().value();
  }
  ~ChatServer() {
    on_thread(server_->drain(std::chrono::milliseconds(500)));
    on_thread(close_client());
    threads_.join();
  }

  // Everything happens on the server's thread, so the store is looked at there too.
  template <class T>
  T on_thread(net::awaitable<T> work) {
    return boost::asio::co_spawn(threads_.context(0), std::move(work), boost::asio::use_future).get();
  }

  net::ClientResponse ask(net::Method method, std::string path, std::string body = {},
                          net::Headers headers = {}) {
    net::ClientRequest request;
    request.method = method;
    request.url = url() + path;
    request.body = std::move(body);
    request.headers = std::move(headers);
    request.guard = net::Guard::trusted;
    return on_thread(send(std::move(request))).value();
  }
  net::ClientResponse post(std::string path, std::string body, net::Headers headers = {}) {
    return ask(net::Method::post, std::move(path), std::move(body), std::move(headers));
  }

  net::ClientResponse post_signed(const std::string& id, const std::string& body) {
    const auto now = std::chrono::floor<std::chrono::seconds>(net::now().time_since_epoch()).count();
    const std::string timestamp = std::to_string(now);
    const std::string signature = channels::WebhookKeys({bridge_secret}).sign(id, timestamp, body);
    return post("/hooks/bridge", body,
                {{"webhook-id", id}, {"webhook-timestamp", timestamp}, {"webhook-signature", signature}});
  }
  net::ClientResponse post_update(const nlohmann::json& update) {
    return post("/hooks/tg", update.dump(), {{"X-Telegram-Bot-Api-Secret-Token", "s3cret"}});
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }
  std::uint16_t port() const { return server_->port(); }
  size_t orders() { return store.documents(domain::DocumentType::order).size(); }

  BreakableStore store;

 private:
  static RulesNow rules_now() {
    auto rules = std::make_shared<domain::Rules>(*test::small_rules());
    rules->understand = [](std::string_view text, domain::LocalTime at) {
      if (text.find(stumbles_over) != std::string_view::npos) throw std::out_of_range("a bad table");
      return test::small_understanding(text, at);
    };
    return [rules = std::shared_ptr<const domain::Rules>(std::move(rules))] { return rules; };
  }
  net::awaitable<net::Result<net::ClientResponse>> send(net::ClientRequest request) {
    if (!client_) client_ = std::make_unique<net::HttpClient>();
    co_return co_await client_->send(std::move(request));
  }
  net::awaitable<bool> close_client() {
    client_.reset();
    co_return true;
  }

  net::Threads threads_{1};
  net::Metrics metrics_;
  channels::Channels channels_;
  Intake intake_;
  Gateway gateway_{channels_, intake_, metrics_};
  WebChats chats_{
      {{.channel = "web", .site = "donghu", .origins = {"https://www.example.com"}}}, intake_, nullptr};
  std::unique_ptr<net::Router> router_;
  std::unique_ptr<net::HttpServer> server_;
  std::unique_ptr<net::HttpClient> client_;
};

}  // namespace steward::bot
