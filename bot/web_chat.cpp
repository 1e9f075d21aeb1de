#include "bot/web_chat.hpp"

#include "bot/cross_origin.hpp"
#include "bot/thread_stream.hpp"
#include "channels/crypto.hpp"
#include "channels/json_writing.hpp"
#include "channels/media_type.hpp"
#include "channels/message_json.hpp"
#include "channels/text.hpp"
#include "net/address_range.hpp"
#include "net/log.hpp"
#include "net/random.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace steward::bot {

using channels::JsonWriter;

namespace {

constexpr size_t longest_thread = 1000;

std::string new_token() {
  std::array<std::byte, 16> bytes{};
  net::fill_random(bytes);
  return channels::hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string_view bearer_of(const net::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view header = request.headers.get("Authorization");
  return header.starts_with(scheme) ? header.substr(scheme.size()) : std::string_view{};
}

std::string media_url_of(const channels::WebChat& codec) {
  return "/chat/" + std::string(codec.name()) + "/media/";
}

net::Response not_found() { return net::problem(404, "not-found", "Not found"); }

net::Response store_away(const net::Error& error) {
  net::log::warn("chat_not_served", {{"error", net::to_string(error)}});
  return later(503, "store-away", std::chrono::seconds(2));
}

std::vector<std::string> plain_origins(std::vector<std::string> origins) {
  for (auto& origin : origins)
    while (origin.ends_with('/')) origin.pop_back();
  return origins;
}

net::Response shown(storage::Store::MediaBytes media) {
  const auto type = channels::media_type_of(media.bytes);
  const bool may_be_shown = type && type->may_be_shown;
  net::Response response;
  response.headers.add("Content-Type", type ? type->mime : "application/octet-stream");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Content-Disposition", may_be_shown ? "inline" : "attachment");
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.add("Cache-Control", "private, max-age=3600");
  response.body = std::move(media.bytes);
  return response;
}

}  // namespace

WebChats::WebChats(std::vector<WebChatOptions> chats, Intake& intake, MediaSource* media,
                   WebChatLimits limits)
    : intake_(intake),
      media_(media),
      limits_(limits),
      sessions_(limits.sessions),
      uploads_(limits.uploads),
      messages_of_address_(limits.messages_of_address),
      uploads_of_address_(limits.uploads_of_address) {
  for (auto& chat : chats) {
    auto codec = std::make_unique<const channels::WebChat>(chat.channel, std::move(chat.site));
    chats_.try_emplace(chat.channel, Chat{std::move(codec), plain_origins(std::move(chat.origins))});
  }
}

const WebChats::Chat* WebChats::chat_of(const net::Request& request) const {
  const auto found = chats_.find(request.parameter("channel"));
  return found == chats_.end() ? nullptr : &found->second;
}

std::variant<net::Response, WebChats::Caller> WebChats::caller_of(const net::Request& request) const {
  const Chat* chat = chat_of(request);
  if (!chat) return not_found();
  if (!is_origin_allowed(request, chat->origins)) return net::problem(403, "origin", "Not from this page");
  const std::string_view token = bearer_of(request);
  if (!channels::is_chat_token(token)) return net::problem(401, "not-authorised", "Not authorised");
  return Caller{*chat, channels::account_of(chat->codec->name(), channels::account_peer_of(token))};
}

// POST /chat/{channel}/sessions
awaitable<net::Response> WebChats::open_session(net::Request& request) {
  const Chat* chat = chat_of(request);
  if (!chat) co_return not_found();
  if (!is_origin_allowed(request, chat->origins)) co_return net::problem(403, "origin", "Not from this page");
  if (const auto wait = sessions_.take(net::counted_as(request.peer), request.received_at))
    co_return later(429, "too-many", *wait);
  const std::string token = new_token();
  const auto account = channels::account_of(chat->codec->name(), channels::account_peer_of(token));
  std::string body;
  JsonWriter(body).begin().field("token", token).field("account", account.str()).end();
  auto response = net::json(201, std::move(body));
  response.headers.add("Cache-Control", "no-store");
  allow_origin(request, response);
  co_return response;
}

// GET /chat/{channel}/events
awaitable<net::Response> WebChats::follow(net::Request& request) {
  auto known = caller_of(request);
  if (auto* refusal = std::get_if<net::Response>(&known)) co_return std::move(*refusal);
  auto& [chat, account] = std::get<Caller>(known);
  std::string after(request.headers.get("Last-Event-ID"));
  if (after.empty()) after = request.query.get("after");
  if (!after.empty() && !channels::is_plain_id(after, 64))
    co_return net::problem(400, "cursor", "Not a cursor of ours");
  Following following{intake_.store(), *chat.codec, account, media_url_of(*chat.codec), std::move(after)};
  auto response = net::events(
      [following = std::move(following)](net::EventSink& sink) { return stream_thread(following, sink); });
  allow_origin(request, response);
  co_return response;
}

// POST /chat/{channel}/messages
awaitable<net::Response> WebChats::post_message(net::Request& request) {
  auto known = caller_of(request);
  if (auto* refusal = std::get_if<net::Response>(&known)) co_return std::move(*refusal);
  const auto& [chat, account] = std::get<Caller>(known);
  if (const auto wait = messages_of_address_.take(net::counted_as(request.peer), request.received_at))
    co_return later(429, "too-many", *wait);
  auto decoded = chat.codec->decode_message(request.body, account, request.received_at);
  if (const auto* refused = std::get_if<channels::Refused>(&decoded)) {
    auto response = net::problem(refused->status, "not-understood", "Not understood", refused->why);
    allow_origin(request, response);
    co_return response;
  }
  auto& inbound = std::get<channels::Inbound>(decoded);
  auto response =
      co_await intake_.take(std::move(inbound), chat.codec->name(), request.body, request.received_at);
  allow_origin(request, response);
  co_return response;
}

// POST /chat/{channel}/media
awaitable<net::Response> WebChats::put_media(net::Request& request) {
  auto known = caller_of(request);
  if (auto* refusal = std::get_if<net::Response>(&known)) co_return std::move(*refusal);
  const auto& [chat, account] = std::get<Caller>(known);
  if (request.body.size() > limits_.media_bytes) co_return net::problem(413, "too-large", "Too large");
  const auto type = channels::media_type_of(request.body);
  if (!type) co_return net::problem(415, "media-type", "Not a kind of file that is taken here");
  if (const auto wait = uploads_of_address_.take(net::counted_as(request.peer), request.received_at))
    co_return later(429, "too-many", *wait);
  if (const auto wait = uploads_.take(account.str(), request.received_at))
    co_return later(429, "too-many", *wait);
  auto id = co_await intake_.store().put_media(std::string(type->mime), std::move(request.body),
                                               limits_.media_kept);
  if (!id) co_return store_away(id.error());
  std::string body;
  JsonWriter(body).begin().field("id", *id).field("form", channels::spelling_of(type->form)).end();
  auto response = net::json(201, std::move(body));
  allow_origin(request, response);
  co_return response;
}

awaitable<net::Result<std::optional<storage::Store::MediaBytes>>> WebChats::bytes_of(std::string ref) {
  if (media_) co_return co_await media_->fetch(std::move(ref));
  const domain::AccountId place(std::move(ref));
  co_return co_await intake_.store().media(std::string(channels::split(place).peer));
}

// GET /chat/{channel}/media/{ref}: of what stands in one's own thread, and nothing else.
awaitable<net::Response> WebChats::get_media(net::Request& request) {
  auto known = caller_of(request);
  if (auto* refusal = std::get_if<net::Response>(&known)) co_return std::move(*refusal);
  const auto& account = std::get<Caller>(known).account;
  const std::string ref(request.parameter("ref"));
  auto lines = co_await intake_.store().thread(account, "", longest_thread);
  if (!lines) co_return store_away(lines.error());
  const auto holds_it = [&ref](const storage::ThreadLine& line) {
    const auto& media = line.entry.media;
    return std::any_of(media.begin(), media.end(),
                       [&ref](const domain::Media& one) { return one.ref == ref; });
  };
  if (std::none_of(lines->begin(), lines->end(), holds_it)) co_return not_found();
  auto bytes = co_await bytes_of(ref);
  if (!bytes) co_return store_away(bytes.error());
  if (!*bytes) co_return not_found();
  auto response = shown(std::move(**bytes));
  allow_origin(request, response);
  co_return response;
}

// OPTIONS: a page elsewhere asks whether it may.
awaitable<net::Response> WebChats::preflight(net::Request& request) {
  const Chat* chat = chat_of(request);
  if (!chat || !is_origin_allowed(request, chat->origins)) co_return net::empty(403);
  auto response = net::empty(204);
  allow_origin(request, response);
  response.headers.add("Access-Control-Allow-Methods", "GET, POST");
  response.headers.add("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
  response.headers.add("Access-Control-Max-Age", "600");
  co_return response;
}

namespace {

using Answer = awaitable<net::Response>;
Answer open_session(WebChats& chats, net::Request& request) { return chats.open_session(request); }
Answer follow(WebChats& chats, net::Request& request) { return chats.follow(request); }
Answer post_message(WebChats& chats, net::Request& request) { return chats.post_message(request); }
Answer put_media(WebChats& chats, net::Request& request) { return chats.put_media(request); }
Answer get_media(WebChats& chats, net::Request& request) { return chats.get_media(request); }
Answer preflight(WebChats& chats, net::Request& request) { return chats.preflight(request); }

constexpr net::RouteOf<WebChats> table[] = {
    {net::Method::post, "/chat/{channel}/sessions", open_session},
    {net::Method::get, "/chat/{channel}/events", follow},
    {net::Method::post, "/chat/{channel}/messages", post_message},
    {net::Method::post, "/chat/{channel}/media", put_media},
    {net::Method::get, "/chat/{channel}/media/{ref}", get_media},
    {net::Method::options, "/chat/{channel}/sessions", preflight},
    {net::Method::options, "/chat/{channel}/events", preflight},
    {net::Method::options, "/chat/{channel}/messages", preflight},
    {net::Method::options, "/chat/{channel}/media", preflight},
    {net::Method::options, "/chat/{channel}/media/{ref}", preflight},
};

}  // namespace

std::vector<net::Route> routes_of(WebChats& chats) { return net::bind(table, chats); }

bool is_upload(std::string_view path) { return path.starts_with("/chat/") && path.ends_with("/media"); }

}  // namespace steward::bot
