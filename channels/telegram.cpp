#include "channels/telegram.hpp"

#include "channels/crypto.hpp"
#include "channels/json_reading.hpp"
#include "channels/json_writing.hpp"
#include "channels/multipart.hpp"
#include "channels/retry_after.hpp"
#include "channels/telegram_update.hpp"
#include "channels/text.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <stdexcept>

namespace steward::channels {
namespace json = boost::json;

namespace {

// core.telegram.org/bots/api#sendmessage and bots/faq: 30 messages a second over all, one a second to one
// chat.
constexpr Limits telegram_limits{.text_code_points = 4096,
                                 .label_code_points = 64,
                                 .data_bytes = 64,
                                 .buttons = 50,
                                 .per_second = 30,
                                 .per_second_per_peer = 1};
constexpr size_t row_width = 20;  // code points of labels side by side that a phone still shows whole
constexpr size_t row_buttons = 5;

bool is_secret_token(std::string_view text) {
  if (text.empty() || text.size() > 256) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

// "photos/file_12.jpg": nothing that would lead elsewhere.
bool is_file_path(std::string_view path) {
  if (path.empty() || path.size() > 256 || path.find("..") != std::string_view::npos) return false;
  return std::all_of(path.begin(), path.end(), [](char c) { return c == '/' || is_plain_id({&c, 1}); });
}

bool is_fit(const domain::ThreadButton& button) {
  return !button.label.empty() && !button.data.empty() && button.data.size() <= telegram_limits.data_bytes;
}

// Short labels share a row.
void write_keyboard(JsonWriter& json, const std::vector<domain::ThreadButton>& buttons) {
  json.key("reply_markup").begin().key("inline_keyboard").begin_list();
  size_t width = 0, in_row = 0, written = 0;
  for (const auto& button : buttons) {
    if (!is_fit(button) || written == telegram_limits.buttons) continue;
    const std::string_view label = first_code_points(button.label, telegram_limits.label_code_points);
    const size_t label_width = count_code_points(label);
    if (in_row > 0 && (in_row == row_buttons || width + label_width > row_width)) {
      json.end_list();
      in_row = 0;
    }
    if (in_row == 0) json.begin_list(), width = 0;
    json.begin().field("text", label).field("callback_data", button.data).end();
    width += label_width;
    ++in_row;
    ++written;
  }
  if (in_row > 0) json.end_list();
  json.end_list().end();
}

std::string message_body(std::string_view chat, std::string_view text,
                         const std::vector<domain::ThreadButton>* buttons) {
  std::string body;
  body.reserve(text.size() + 256);
  JsonWriter json(body);
  json.begin().field("chat_id", chat).field("text", text);
  json.key("link_preview_options").begin().field("is_disabled", true).end();
  if (buttons && std::any_of(buttons->begin(), buttons->end(), is_fit)) write_keyboard(json, *buttons);
  json.end();
  return body;
}

struct SendMethod {
  domain::Media::Form form;
  std::string_view method, field;
};
constexpr SendMethod send_methods[] = {
    {domain::Media::Form::photo, "sendPhoto", "photo"},
    {domain::Media::Form::voice, "sendVoice", "voice"},
    {domain::Media::Form::video, "sendVideo", "video"},
    {domain::Media::Form::file, "sendDocument", "document"},
};
const SendMethod& method_for(domain::Media::Form form) {
  for (const SendMethod& row : send_methods)
    if (row.form == form) return row;
  return send_methods[3];
}

// What a refusal's description says; Telegram has no finer code.
struct Refusal {
  std::string_view words;
  Verdict::What what;
  std::string_view reason;
};
constexpr Refusal refusals[] = {
    {"message is not modified", Verdict::What::sent, ""},
    {"chat not found", Verdict::What::permanent, "unknown_peer"},
    {"user not found", Verdict::What::permanent, "unknown_peer"},
    {"PEER_ID_INVALID", Verdict::What::permanent, "unknown_peer"},
};

Verdict judge_bad_request(const json::object& answer) {
  const std::string_view description = text_of(answer, "description");
  for (const Refusal& row : refusals)
    if (description.find(row.words) != std::string_view::npos) return {row.what, std::string(row.reason)};
  return {Verdict::What::permanent, "refused"};
}

Verdict judge_success(const json::object& answer) {
  Verdict sent{Verdict::What::sent};
  if (const json::object* result = object_of(answer, "result"))
    if (const auto id = whole_of(*result, "message_id")) sent.provider_id = std::to_string(*id);
  return sent;
}

}  // namespace

Telegram::Telegram(TelegramOptions options) : options_(std::move(options)) {
  if (!is_secret_token(options_.secret_token))
    throw std::invalid_argument("a Telegram secret token is 1 to 256 of A-Z a-z 0-9 _ -");
}

const Limits& Telegram::limits() const { return telegram_limits; }

Decoded Telegram::decode(const HookRequest& request) const {
  const std::string_view given = request.header("X-Telegram-Bot-Api-Secret-Token");
  if (given.empty()) return Refused{401, "missing"};
  // As hashes, so that not even the length shows.
  if (!is_same(as_text(sha256(given)), as_text(sha256(options_.secret_token)))) return Refused{401, "wrong"};

  JsonArena arena;
  const json::object* update = arena.read_object(request.body);
  if (!update || !whole_of(*update, "update_id")) return Refused{400, "json"};
  return telegram::read_update(*update, {options_.name, options_.site, request.received_at});
}

Encoded Telegram::encode(const Outgoing& outgoing) const {
  Requests requests;
  const auto parts = pieces(outgoing.rendered.text, telegram_limits.text_code_points);
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool is_last = i + 1 == parts.size();
    auto body = message_body(outgoing.peer, parts[i], is_last ? &outgoing.rendered.buttons : nullptr);
    requests.push_back(request("sendMessage", std::move(body)));
  }
  add_known_media(outgoing, requests);
  add_attachments(outgoing, requests);
  if (requests.empty()) return NoWay{"empty"};
  requests.front().is_extra = false;
  return requests;
}

// What came in over this very bot is passed on by its id.
void Telegram::add_known_media(const Outgoing& outgoing, Requests& requests) const {
  for (const auto& medium : outgoing.message.media) {
    const domain::AccountId ref(medium.ref);
    const auto [channel, file_id] = split(ref);
    if (channel != options_.name) continue;
    const SendMethod& by = method_for(medium.form);
    std::string body;
    JsonWriter(body).begin().field("chat_id", outgoing.peer).field(by.field, file_id).end();
    requests.push_back(request(by.method, std::move(body)));
    requests.back().is_extra = true;
  }
}

void Telegram::add_attachments(const Outgoing& outgoing, Requests& requests) const {
  for (const auto& attachment : outgoing.attachments) {
    const SendMethod& by = method_for(attachment.form);
    Multipart form(outgoing.message.id);
    form.add("chat_id", outgoing.peer);
    form.add_file(by.field, attachment.mime, attachment.bytes);
    requests.push_back(request(by.method, form.body()));
    requests.back().headers = {{"Content-Type", form.content_type()}};
    requests.back().is_extra = true;
  }
}

Verdict Telegram::judge(const Answer& answer) const {
  if (answer.status >= 500) return {Verdict::What::later, "server", retry_after(answer.retry_after)};
  JsonArena arena;
  const json::object* body = arena.read_object(answer.body);
  if (!body) return {Verdict::What::later, "garbage", retry_after(answer.retry_after)};
  if (is_true(*body, "ok")) return judge_success(*body);

  const json::object* parameters = object_of(*body, "parameters");
  const auto moved_to = parameters ? whole_of(*parameters, "migrate_to_chat_id") : std::nullopt;
  if (moved_to) return {Verdict::What::moved, "moved", {}, {}, std::to_string(*moved_to)};
  switch (whole_of(*body, "error_code").value_or(answer.status)) {
    case 400: return judge_bad_request(*body);
    case 401:
    case 404: return {Verdict::What::later, "unauthorised"};  // the bot's token, not this chat
    case 403: return {Verdict::What::permanent, "blocked"};
    case 429: {
      const auto asked = parameters ? whole_of(*parameters, "retry_after") : std::nullopt;
      if (asked && *asked >= 0 && *asked < 1'000'000)
        return {Verdict::What::later, "rate", std::chrono::seconds(*asked)};
      return {Verdict::What::later, "rate", retry_after(answer.retry_after)};
    }
    default: return {Verdict::What::later, "server", retry_after(answer.retry_after)};
  }
}

std::string Telegram::method_url(std::string_view method) const {
  return options_.api_url + "/bot" + options_.token + "/" + std::string(method);
}

OutRequest Telegram::request(std::string_view method, std::string body) const {
  return {method_url(method), {{"Content-Type", "application/json"}}, std::move(body), false, options_.proxy};
}

std::optional<OutRequest> Telegram::media_request(std::string_view file_id) const {
  if (!is_plain_id(file_id, 512)) return std::nullopt;
  return OutRequest{method_url("getFile") + "?file_id=" + std::string(file_id), {}, {}, true, options_.proxy};
}

std::optional<OutRequest> Telegram::media_behind(const Answer& answer) const {
  JsonArena arena;
  const json::object* body = arena.read_object(answer.body);
  const json::object* file = body ? object_of(*body, "result") : nullptr;
  const std::string_view path = file ? text_of(*file, "file_path") : std::string_view{};
  if (!is_file_path(path)) return std::nullopt;
  return OutRequest{options_.api_url + "/file/bot" + options_.token + "/" + std::string(path),
                    {},
                    {},
                    true,
                    options_.proxy};
}

}  // namespace steward::channels
