#include "channels/sms.hpp"

#include <algorithm>
#include <array>

#include "channels/text.hpp"
#include "domain/phones.hpp"

namespace steward::channels {

namespace {

// A survey or an alert that is longer than this says too much; the rest stands on the web page and the board.
constexpr size_t longest_sms = 670;  // ten parts

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char sign : text) {
    const auto byte = static_cast<unsigned char>(sign);
    const bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= 'a' && byte <= 'z') ||
                          std::string_view("-._~").find(sign) != std::string_view::npos;
    if (is_plain) {
      out += sign;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::string orders_of(const domain::OutMessage& message) {
  std::string orders;
  for (const domain::OrderId& order : message.orders) orders += (orders.empty() ? "" : ",") + order.value;
  return orders;
}

// What stands before the sign, which goes as well.
std::string_view cut_at(std::string_view& text, char sign) {
  const size_t end = std::min(text.find(sign), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

std::string mark_of(const domain::OutMessage& message) {
  return message.id + '/' + std::string(split(message.to).peer) + '/' + orders_of(message);
}

std::string sent_as(std::string_view channel, std::string_view provider_id) {
  return "sent_as:" + account_of(channel, provider_id).value;
}

bool read_mark(std::string_view mark, domain::MessageReported& into) {
  const std::string_view id = cut_at(mark, '/');
  if (!is_plain_id(id)) return false;
  into.message_id = id;
  into.to = account_of(domain::sms_channel, cut_at(mark, '/'));
  while (!mark.empty()) into.orders.emplace_back(std::string(cut_at(mark, ',')));
  return true;
}

std::string_view value_of(const HookRequest::Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return {};
}

std::string encoded(const HookRequest::Pairs& pairs) {
  std::string out;
  for (const auto& [key, value] : pairs)
    out += (out.empty() ? "" : "&") + percent_encoded(key) + "=" + percent_encoded(value);
  return out;
}

SmsChannel::SmsChannel(SmsOptions options) : options_(std::move(options)) {
  limits_ = {.text_code_points = longest_sms,
             .label_code_points = 40,
             .data_bytes = 64,
             .buttons = 9,
             .per_second = options_.per_second,
             .per_second_per_peer = 1};
}

std::string SmsChannel::words_of(const Outgoing& outgoing) {
  const std::string& text = outgoing.rendered.text;
  if (count_code_points(text) <= longest_sms) return text;
  return std::string(first_code_points(text, longest_sms - 1)) + "…";
}

bool SmsChannel::carries(std::string_view phone) const {
  const auto begins = [phone](const std::string& prefix) { return phone.starts_with(prefix); };
  return options_.prefixes.empty() || std::any_of(options_.prefixes.begin(), options_.prefixes.end(), begins);
}

std::string SmsChannel::report_url(const domain::OutMessage& message, const HookRequest::Pairs& more) const {
  if (options_.hook_url.empty()) return {};
  HookRequest::Pairs pairs{{"message", message.id}, {"to", std::string(split(message.to).peer)}};
  std::string orders = orders_of(message);
  if (!orders.empty()) pairs.emplace_back("orders", orders);
  pairs.insert(pairs.end(), more.begin(), more.end());
  return options_.hook_url + "?" + encoded(pairs);
}

std::optional<domain::Event> SmsChannel::received(std::string_view from, std::string_view id,
                                                  std::string text, Instant at) const {
  const std::string phone = domain::e164(from, options_.region);
  if (phone.empty()) return std::nullopt;
  domain::MessageReceived message;
  message.from = account_of(domain::sms_channel, phone);
  message.text = cleaned(text);
  message.written_at = at;
  message.profile_phone = phone;
  message.place = domain::SiteId(options_.site);
  domain::Event event;
  event.once = account_of(options_.name, id).value;
  event.body = std::move(message);
  return event;
}

std::optional<domain::Event> SmsChannel::reported(const HookRequest::Pairs& pairs,
                                                  domain::MessageReported::What what, std::string why) const {
  const auto named = [&pairs](std::string_view name) { return std::string(value_of(pairs, name)); };
  return reported(named("message") + '/' + named("to") + '/' + named("orders"), what, std::move(why));
}

std::optional<domain::Event> SmsChannel::reported(std::string_view mark, domain::MessageReported::What what,
                                                  std::string why) const {
  domain::MessageReported report{.to = {},
                                 .orders = {},
                                 .message_id = {},
                                 .through = options_.name,
                                 .what = what,
                                 .why = std::move(why)};
  if (!read_mark(mark, report)) return std::nullopt;
  domain::Event event;
  event.once = domain::once_of(report);
  event.body = std::move(report);
  return event;
}

}  // namespace steward::channels
