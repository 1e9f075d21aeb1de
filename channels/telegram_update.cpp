#include "channels/telegram_update.hpp"

#include "channels/json_reading.hpp"
#include "channels/json_writing.hpp"
#include "channels/message_json.hpp"
#include "channels/text.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>

namespace steward::channels::telegram {
namespace json = boost::json;

namespace {

using domain::Media;

constexpr size_t longest_data = 64;

bool is_private(const json::object& message) {
  const json::object* chat = object_of(message, "chat");
  return chat && text_of(*chat, "type") == "private" && whole_of(*chat, "id").has_value();
}

domain::AccountId chat_account(const json::object& message, const Source& source) {
  return account_of(source.channel, std::to_string(*whole_of(*object_of(message, "chat"), "id")));
}

Instant instant_of(const json::object& message, std::string_view key, Instant otherwise) {
  const auto seconds = whole_of(message, key);
  if (!seconds || *seconds <= 0 || *seconds > 100'000'000'000) return otherwise;
  return std::min(Instant(std::chrono::seconds(*seconds)), otherwise);
}

void read_profile(const json::object& from, domain::MessageReceived& message) {
  std::string name(text_of(from, "first_name"));
  if (const std::string_view last = text_of(from, "last_name"); !last.empty()) name.append(" ").append(last);
  message.profile_name = cleaned(name, 80);
  message.profile_language = language_from(text_of(from, "language_code"));
}

void add_medium(const json::object* file, Media::Form form, const Source& source, std::vector<Media>& into) {
  if (!file) return;
  const std::string_view id = text_of(*file, "file_id");
  if (!id.empty() && id.size() <= 512) into.push_back({form, account_of(source.channel, id).str(), {}});
}

// Telegram sends each photo in several sizes.
const json::object* largest(const json::array& sizes) {
  const json::object* best = nullptr;
  std::int64_t most = -1;
  for (const auto& size : sizes) {
    const json::object* one = size.if_object();
    if (!one) continue;
    const std::int64_t pixels = whole_of(*one, "width").value_or(0) * whole_of(*one, "height").value_or(0);
    if (pixels > most) {
      best = one;
      most = pixels;
    }
  }
  return best;
}

void read_media(const json::object& message, const Source& source, std::vector<Media>& into) {
  if (const json::array* photo = array_of(message, "photo"))
    add_medium(largest(*photo), Media::Form::photo, source, into);
  add_medium(object_of(message, "voice"), Media::Form::voice, source, into);
  add_medium(object_of(message, "audio"), Media::Form::voice, source, into);
  add_medium(object_of(message, "video"), Media::Form::video, source, into);
  add_medium(object_of(message, "video_note"), Media::Form::video, source, into);
  if (const json::object* document = object_of(message, "document")) {
    const bool is_picture = text_of(*document, "mime_type").starts_with("image/");
    add_medium(document, is_picture ? Media::Form::photo : Media::Form::file, source, into);
  }
}

// The button that opens a chat sends "/start" and what stood in the link.
void read_start(domain::MessageReceived& message) {
  constexpr std::string_view start = "/start";
  if (!message.text.starts_with(start)) return;
  const std::string_view rest = std::string_view(message.text).substr(start.size());
  if (!rest.empty() && rest[0] != ' ') return;
  if (rest.size() > 1 && is_plain_id(rest.substr(1), 64))
    message.place = domain::SiteId(std::string(rest.substr(1)));
  message.text = message.profile_language == domain::Language::en ? "Hello" : "您好";
}

// Their own card: Telegram vouches for the number.
void read_contact(const json::object& message, std::int64_t sender, domain::MessageReceived& into) {
  const json::object* contact = object_of(message, "contact");
  if (!contact || whole_of(*contact, "user_id") != sender) return;
  std::string digits;
  for (const char c : text_of(*contact, "phone_number"))
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() < 7 || digits.size() > 15) return;
  into.profile_phone = "+" + digits;
  if (into.text.empty()) into.text = into.profile_phone;
}

std::string text_in(const json::object& message) {
  for (const std::string_view key : {"text", "caption"})
    if (const std::string_view text = text_of(message, key); !text.empty()) return cleaned(text);
  if (const json::object* sticker = object_of(message, "sticker"))
    return cleaned(text_of(*sticker, "emoji"), 8);
  return {};
}

domain::OrderId quoted_order(const json::object& message) {
  for (const std::string_view key : {"text", "caption"})
    if (const auto number = order_number_in(text_of(message, key)); !number.empty())
      return domain::OrderId(std::string(number));
  return {};
}

void read_message(const json::object& json, bool is_edited, const Source& source, Inbound& into) {
  const json::object* from = object_of(json, "from");
  const auto id = whole_of(json, "message_id");
  const auto sender = from ? whole_of(*from, "id") : std::nullopt;
  if (!id || !sender || !is_private(json) || is_true(*from, "is_bot")) return;

  domain::MessageReceived message;
  message.from = chat_account(json, source);
  read_profile(*from, message);
  message.text = text_in(json);
  message.place = domain::SiteId(std::string(source.site));
  read_start(message);
  read_contact(json, *sender, message);
  read_media(json, source, message.media);
  if (message.text.empty() && message.media.empty()) return;
  if (const json::object* quoted = object_of(json, "reply_to_message")) message.quote = quoted_order(*quoted);
  message.written_at = instant_of(json, is_edited ? "edit_date" : "date", source.received_at);

  std::string event_id = std::to_string(*id);
  if (is_edited) event_id += "e" + std::to_string(whole_of(json, "edit_date").value_or(0));
  domain::Event event;
  event.once = once_of(message.from, event_id);
  event.body = std::move(message);
  into.events.push_back(std::move(event));
}

std::string label_of(const json::object& message, std::string_view data) {
  const json::object* markup = object_of(message, "reply_markup");
  const json::array* rows = markup ? array_of(*markup, "inline_keyboard") : nullptr;
  if (!rows) return {};
  for (const auto& row : *rows) {
    if (!row.is_array()) continue;
    for (const auto& button : row.get_array())
      if (const json::object* one = button.if_object(); one && text_of(*one, "callback_data") == data)
        return cleaned(text_of(*one, "text"), 64);
  }
  return {};
}

// Answered in the webhook's own body, so that the button stops turning at once.
std::string answer_to(std::string_view callback_id) {
  std::string body;
  JsonWriter(body)
      .begin()
      .field("method", "answerCallbackQuery")
      .field("callback_query_id", callback_id)
      .end();
  return body;
}

void read_press(const json::object& callback, const Source& source, Inbound& into) {
  const std::string_view id = text_of(callback, "id");
  if (id.empty() || id.size() > 128) return;
  into.answer = answer_to(id);
  const json::object* from = object_of(callback, "from");
  const json::object* shown = object_of(callback, "message");
  const std::string_view data = text_of(callback, "data");
  if (!from || !shown || data.empty() || data.size() > longest_data || !is_private(*shown)) return;

  domain::MessageReceived message;
  message.from = chat_account(*shown, source);
  read_profile(*from, message);
  message.place = domain::SiteId(std::string(source.site));
  message.press = data;
  message.text = label_of(*shown, data);
  message.quote = quoted_order(*shown);
  message.written_at = source.received_at;
  domain::Event event;
  event.once = once_of(message.from, "press" + std::string(id));
  event.body = std::move(message);
  into.events.push_back(std::move(event));
}

// Who blocked the bot cannot be told anything any more: somebody has to know.
void read_membership(const json::object& change, std::int64_t update, const Source& source, Inbound& into) {
  const json::object* member = object_of(change, "new_chat_member");
  if (!member || !is_private(change) || text_of(*member, "status") != "kicked") return;
  domain::MessageFailed blocked;
  blocked.to = chat_account(change, source);
  blocked.message_id = "update" + std::to_string(update);
  blocked.reason = "blocked";
  domain::Event event;
  event.once = once_of(blocked.to, blocked.message_id);
  event.body = std::move(blocked);
  into.events.push_back(std::move(event));
}

}  // namespace

Inbound read_update(const json::object& update, const Source& source) {
  Inbound inbound;
  if (const json::object* message = object_of(update, "message")) {
    read_message(*message, false, source, inbound);
  } else if (const json::object* edited = object_of(update, "edited_message")) {
    read_message(*edited, true, source, inbound);
  } else if (const json::object* callback = object_of(update, "callback_query")) {
    read_press(*callback, source, inbound);
  } else if (const json::object* change = object_of(update, "my_chat_member")) {
    read_membership(*change, whole_of(update, "update_id").value_or(0), source, inbound);
  }
  return inbound;
}

}  // namespace steward::channels::telegram
