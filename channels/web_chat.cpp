#include "channels/web_chat.hpp"

#include "channels/crypto.hpp"
#include "channels/json_reading.hpp"
#include "channels/json_writing.hpp"
#include "channels/message_json.hpp"
#include "channels/text.hpp"

#include <algorithm>
#include <boost/json/object.hpp>

namespace steward::channels {
namespace json = boost::json;

namespace {

constexpr Limits thread_limits{.text_code_points = 20'000,
                               .label_code_points = 200,
                               .data_bytes = 64,
                               .buttons = 50,
                               .per_second = 1e6,
                               .per_second_per_peer = 1e6};

}  // namespace

const Limits& WebChat::limits() const { return thread_limits; }
Decoded WebChat::decode(const HookRequest&) const { return Refused{401, "no_webhook"}; }
Encoded WebChat::encode(const Outgoing&) const { return InThread{}; }
Verdict WebChat::judge(const Answer&) const { return {Verdict::What::sent}; }

Decoded WebChat::decode_message(std::string_view body, const domain::AccountId& from,
                                Instant received_at) const {
  JsonArena arena;
  const json::object* object = arena.read_object(body);
  if (!object) return Refused{400, "json"};
  auto read = read_message(*object, {name_, false}, received_at);
  if (!read || !is_plain_id(read->id)) return Refused{400, "message"};
  read->message.from = from;
  Inbound inbound{.named_site = read->message.place};
  if (read->message.place.empty()) read->message.place = domain::SiteId(site_);
  read->message.written_at = received_at;  // a page's clock proves nothing
  domain::Event event;
  event.once = once_of(from, read->id);
  event.body = std::move(read->message);
  inbound.events.push_back(std::move(event));
  return inbound;
}

std::string WebChat::encode_line(const domain::ThreadEntry& line, std::string_view media_url) const {
  std::string out;
  out.reserve(160 + line.text.size());
  JsonWriter json(out);
  json.begin().field("id", line.id).field("by", line.by).field("text", line.text);
  json.key("at").number(std::to_string(line.at.time_since_epoch().count()));
  json.key("buttons").begin_list();
  for (const auto& button : line.buttons)
    json.begin().field("label", button.label).field("data", button.data).end();
  json.end_list().key("media").begin_list();
  for (const auto& medium : line.media) {
    json.begin().field("form", spelling_of(medium.form)).field("url", std::string(media_url) + medium.ref);
    if (!medium.transcript.empty()) json.field("transcript", medium.transcript);
    json.end();
  }
  json.end_list().end();
  return out;
}

const Limits& SmsBoard::limits() const { return thread_limits; }
Decoded SmsBoard::decode(const HookRequest&) const { return Refused{401, "no_webhook"}; }
Encoded SmsBoard::encode(const Outgoing&) const { return InThread{.feed = "sms"}; }
Verdict SmsBoard::judge(const Answer&) const { return {Verdict::What::sent}; }

std::string account_peer_of(std::string_view token) { return hex(as_text(sha256(token)).substr(0, 8)); }

bool is_chat_token(std::string_view text) {
  return text.size() == 32 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace steward::channels
