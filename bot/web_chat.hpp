#pragma once
// The built-in chat over HTTP: docs/web-chat.md. Who writes is proved by a random token that only the page
// and we know; it is kept nowhere here, since its hash is the account.

#include "bot/intake.hpp"
#include "bot/media_source.hpp"
#include "channels/web_chat.hpp"
#include "net/http.hpp"
#include "net/router.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace steward::bot {

struct WebChatOptions {
  std::string channel;               // the web chat's name in the configuration
  std::string site{};                // where its people live, as long as nothing else is known
  std::vector<std::string> origins;  // pages elsewhere that may embed it: "https://www.example.com"
};

struct WebChatLimits {
  size_t media_bytes = 5 << 20;
  std::chrono::seconds media_kept{180 * 24 * 3600};
  Rate sessions{60, 0.5};  // of one address
  Rate uploads{20, 0.2};   // of one account
  // Whoever asks gets an account, so these alone hold somebody back; roomy, because a company's staff and a
  // whole estate's mobile network may come from one address.
  Rate messages_of_address{300, 5};
  Rate uploads_of_address{60, 0.2};
};

class WebChats {
 public:
  // `media` may be null: then only what was sent to us directly can be looked at.
  WebChats(std::vector<WebChatOptions> chats, Intake& intake, MediaSource* media, WebChatLimits limits = {});

  awaitable<net::Response> open_session(net::Request& request);
  awaitable<net::Response> follow(net::Request& request);
  awaitable<net::Response> post_message(net::Request& request);
  awaitable<net::Response> put_media(net::Request& request);
  awaitable<net::Response> get_media(net::Request& request);
  awaitable<net::Response> preflight(net::Request& request);

 private:
  struct Chat {
    std::unique_ptr<const channels::WebChat> codec;
    std::vector<std::string> origins;
  };
  // Who asks, and through which chat; or the refusal.
  struct Caller {
    const Chat& chat;
    domain::AccountId account;
  };
  const Chat* chat_of(const net::Request& request) const;
  std::variant<net::Response, Caller> caller_of(const net::Request& request) const;
  awaitable<net::Result<std::optional<storage::Store::MediaBytes>>> bytes_of(std::string ref);

  std::map<std::string, Chat, std::less<>> chats_;
  Intake& intake_;
  MediaSource* media_;
  WebChatLimits limits_;
  RateLimit sessions_, uploads_, messages_of_address_, uploads_of_address_;
};

std::vector<net::Route> routes_of(WebChats& chats);

// Larger for uploads than for anything else: ServerLimits::body_of of the chat's paths.
bool is_upload(std::string_view path);

}  // namespace steward::bot
