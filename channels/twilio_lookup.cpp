// A send whose answer was lost, looked up among the newest messages to that number: Twilio has no key by
// which it would know a repeat.

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <optional>

#include "channels/json_reading.hpp"
#include "channels/twilio.hpp"

namespace steward::channels {

namespace {

constexpr std::string_view newest = "20";
constexpr std::chrono::minutes clocks_differ{2};  // theirs and ours, at most

int number(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

unsigned month_number(std::string_view name) {
  constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  unsigned month = 1;
  for (const std::string_view one : names) {
    if (one == name) return month;
    ++month;
  }
  return 0;
}

// RFC 2822 as Twilio writes it: "Thu, 24 Aug 2023 05:01:45 +0000".
std::optional<Instant> instant_from(std::string_view text) {
  constexpr std::string_view form = "Thu, 24 Aug 2023 05:01:45 +0000";
  if (text.size() != form.size() || !text.ends_with(" +0000")) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{number(text.substr(12, 4))},
                                        std::chrono::month{month_number(text.substr(8, 3))},
                                        std::chrono::day{static_cast<unsigned>(number(text.substr(5, 2)))}};
  const int hour = number(text.substr(17, 2)), minute = number(text.substr(20, 2)),
            second = number(text.substr(23, 2));
  if (!day.ok() || hour < 0 || minute < 0 || second < 0) return std::nullopt;
  return Instant{std::chrono::sys_days{day}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second};
}

// A trial account's texts have a sentence before ours.
bool is_ours(const boost::json::object& listed, std::string_view words, Instant sent_at) {
  const auto created_at = instant_from(text_of(listed, "date_created"));
  return created_at && *created_at >= sent_at - clocks_differ && text_of(listed, "body").ends_with(words) &&
         text_of(listed, "direction") != "inbound";
}

}  // namespace

std::optional<OutRequest> Twilio::lookup(const Outgoing& outgoing) const {
  OutRequest request{
      messages_url() + "?" + encoded({{"To", std::string(outgoing.peer)}, {"PageSize", std::string(newest)}}),
      {authorization()},
      {},
      true,
      options_.proxy};
  return request;
}

Verdict Twilio::judge_lookup(const Outgoing& outgoing, const Answer& answer) const {
  JsonArena arena;
  const boost::json::object* body = arena.read_object(answer.body);
  const boost::json::array* listed = body ? array_of(*body, "messages") : nullptr;
  if (answer.status != 200 || !listed) return lost_answer();
  const std::string words = words_of(outgoing);
  for (const boost::json::value& one : *listed)
    if (one.is_object() && is_ours(one.get_object(), words, outgoing.now))
      return {Verdict::What::sent, {}, {}, std::string(text_of(one.get_object(), "sid"))};
  return {Verdict::What::later, "unreachable"};
}

}  // namespace steward::channels
