#include "channels/message_json.hpp"

#include "channels/json_reading.hpp"
#include "channels/text.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace steward::channels {
namespace json = boost::json;

namespace {

constexpr size_t most_media = 20;
constexpr size_t longest_media_id = 512;
constexpr size_t longest_name = 80;
constexpr size_t longest_data = 64;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '_' ? '-' : c;
  });
  return out;
}

bool is_e164(std::string_view phone) {
  if (phone.size() < 8 || phone.size() > 16 || phone[0] != '+' || phone[1] == '0') return false;
  return std::all_of(phone.begin() + 1, phone.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool read_media(const json::array& list, std::string_view channel, std::vector<domain::Media>& into) {
  if (list.size() > most_media) return false;
  for (const auto& item : list) {
    const json::object* one = item.if_object();
    if (!one) return false;
    const auto form = media_form_from(text_of(*one, "form"));
    const std::string_view id = text_of(*one, "id");
    if (!form || !is_plain_id(id, longest_media_id)) return false;
    into.push_back({*form, account_of(channel, id).str(), cleaned(text_of(*one, "transcript"))});
  }
  return true;
}

void read_sender(const json::object& sender, const MessageTrust& trust, domain::MessageReceived& message) {
  message.profile_name = cleaned(text_of(sender, "name"), longest_name);
  message.profile_language = language_from(text_of(sender, "language"));
  const std::string_view phone = text_of(sender, "phone");
  if (trust.has_phone && is_e164(phone)) message.profile_phone = phone;
}

}  // namespace

std::optional<ReadMessage> read_message(const json::object& from, const MessageTrust& trust,
                                        Instant received_at) {
  ReadMessage read;
  read.id = text_of(from, "id");
  if (read.id.empty() || read.id.size() > 128) return std::nullopt;
  domain::MessageReceived& message = read.message;
  message.text = cleaned(text_of(from, "text"));
  message.press = text_of(from, "press");
  if (message.press.size() > longest_data) return std::nullopt;
  if (const json::array* media = array_of(from, "media"))
    if (!read_media(*media, trust.channel, message.media)) return std::nullopt;
  if (message.text.empty() && message.press.empty() && message.media.empty()) return std::nullopt;

  message.quote = domain::OrderId(std::string(order_number_in(text_of(from, "reply_to"))));
  message.place = domain::SiteId(std::string(text_of(from, "place")));
  if (const json::object* sender = object_of(from, "from")) read_sender(*sender, trust, message);
  message.written_at = received_at;
  if (const auto written_at = domain::parse_iso8601(text_of(from, "written_at")))
    message.written_at = std::min(*written_at, received_at);  // nobody writes in the future
  return read;
}

std::string_view spelling_of(domain::Media::Form form) {
  switch (form) {
    case domain::Media::Form::photo: return "photo";
    case domain::Media::Form::voice: return "voice";
    case domain::Media::Form::video: return "video";
    case domain::Media::Form::file: return "file";
  }
  return "file";
}

std::optional<domain::Media::Form> media_form_from(std::string_view text) {
  using Form = domain::Media::Form;
  for (const Form form : {Form::photo, Form::voice, Form::video, Form::file})
    if (spelling_of(form) == text) return form;
  return std::nullopt;
}

std::optional<domain::Language> language_from(std::string_view tag) {
  const std::string plain = lower(tag.substr(0, 16));
  if (plain.starts_with("en")) return domain::Language::en;
  if (!plain.starts_with("zh")) return std::nullopt;
  for (const std::string_view traditional : {"hant", "tw", "hk", "mo"})
    if (plain.find(traditional) != std::string::npos) return domain::Language::zh_hant;
  return domain::Language::zh_hans;
}

}  // namespace steward::channels
