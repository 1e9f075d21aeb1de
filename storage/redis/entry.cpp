#include "storage/redis/entry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "net/random.hpp"
#include "storage/codec.hpp"

namespace steward::storage::redis {

namespace {

// The first N words of a line; the last of them ends at the next space too.
template <size_t N>
std::array<std::string_view, N> words_of(std::string_view line) {
  std::array<std::string_view, N> words;
  for (std::string_view& word : words) {
    const size_t space = std::min(line.find(' '), line.size());
    word = line.substr(0, space);
    line.remove_prefix(std::min(space + 1, line.size()));
  }
  return words;
}

// What stands before the first line break, and behind it.
std::pair<std::string_view, std::string_view> at_line_break(std::string_view text) {
  const size_t line = std::min(text.find('\n'), text.size());
  return {text.substr(0, line), text.substr(std::min(line + 1, text.size()))};
}

MessageEnd::What end_of(std::string_view letter) {
  if (letter == "f") return MessageEnd::What::failed;
  return letter == "w" ? MessageEnd::What::withdrawn : MessageEnd::What::sent;
}

}  // namespace

int64_t token_seed() {
  std::array<std::byte, 4> bytes;
  net::fill_random(bytes);
  uint32_t seed = 0;
  for (const std::byte byte : bytes) seed = seed << 8 | std::to_integer<uint32_t>(byte);
  return seed % 4'095'000;
}

std::optional<Instant> instant_of(std::string_view score) {
  double value = 0;
  const auto [end, error] = std::from_chars(score.data(), score.data() + score.size(), value);
  if (error != std::errc{}) return std::nullopt;
  return Instant(std::chrono::milliseconds(static_cast<int64_t>(std::ceil(value))));
}

Entry entry_from(std::string_view text) {
  const auto [line, json] = at_line_break(text);
  const auto [attempts, wake, state, id] = words_of<4>(line);
  Entry entry;
  entry.json = json;
  std::from_chars(attempts.data(), attempts.data() + attempts.size(), entry.attempts);
  entry.wake = instant_of(wake).value_or(Instant{});
  entry.is_retried = state.starts_with('r');
  entry.reason = state.substr(std::min<size_t>(2, state.size()));
  entry.id = id;
  return entry;
}

WaitingMessage waiting_from(const domain::AccountId& to, domain::Lane lane, std::string_view text) {
  Entry entry = entry_from(text);
  auto message = decode_message(entry.id, to, entry.json);
  WaitingMessage waiting{message ? std::move(*message) : domain::OutMessage{.id = entry.id, .to = to},
                         entry.wake, entry.attempts, std::move(entry.reason)};
  waiting.message.lane = lane;
  return waiting;
}

Dead dead_from(std::string_view text) {
  const auto [reason, rest] = at_line_break(text);
  const auto [to, json] = at_line_break(rest);
  return {std::string(reason), domain::AccountId(std::string(to)), json};
}

MessageEnd end_from(std::string_view text) {
  const auto [line, why] = at_line_break(text);
  const auto [id, state, wanted, at, through, to] = words_of<6>(line);
  return {.what = end_of(state),
          .id = std::string(id),
          .to = domain::AccountId(std::string(to)),
          .wanted_at = instant_of(wanted).value_or(Instant{}),
          .at = instant_of(at).value_or(Instant{}),
          .through = std::string(through == "-" ? "" : through),
          .why = std::string(why)};
}

}  // namespace steward::storage::redis
