#include "app/outbox/listed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/text.hpp"
#include "net/secret.hpp"
#include "storage/limits.hpp"

namespace steward::app::outbox {
namespace {

constexpr size_t most_plain = 200;
constexpr size_t words_shown = 40;

std::string channel_of(const domain::AccountId& account) {
  return account.value.substr(0, account.value.find(':'));
}

// Enough to find the person by, not to call or write to them.
std::string recipient(const domain::OutMessage& message) {
  if (!message.staff.value.empty()) return message.staff.value;
  const std::string peer =
      message.to.value.substr(std::min(message.to.value.find(':'), message.to.value.size()));
  return plain(net::masked_phone(peer));
}

// Who was to be told what, and about which order; phrases by their key, since a code may stand in the words.
std::string described(const domain::OutMessage& message) {
  std::string orders;
  for (const domain::OrderId& order : message.orders)
    orders += (orders.empty() ? " about " : ", ") + order.value;
  const std::string words =
      message.says.empty() ? domain::shortened(message.text, words_shown) : message.says.front().phrase;
  return fmt::format("message to {} over {}{} ({})", recipient(message), channel_of(message.to), orders,
                     plain(words));
}

std::string state_of(const storage::WaitingMessage& waiting, const Listed& listed, const domain::Zone& zone) {
  if (waiting.wake <= listed.now) return waiting.attempts == 0 ? "due" : "due again";
  const std::string when = "waits until " + iso8601(waiting.wake, zone);
  return waiting.reason.empty() ? when : when + ": " + plain(waiting.reason);
}

}  // namespace

storage::awaitable<net::Result<Listed>> list(storage::Store& store, size_t limit) {
  Listed listed;
  auto now = co_await store.now();
  if (!now) co_return now.error();
  listed.now = *now;
  for (const auto& lane : domain::Spellings<domain::Lane>::table) {
    auto waiting = co_await store.waiting(lane.label, 0, limit);
    if (!waiting) co_return waiting.error();
    auto behind = co_await store.waiting(lane.label, limit, 1);
    if (!behind) co_return behind.error();
    listed.has_more = listed.has_more || !behind->empty();
    std::move(waiting->begin(), waiting->end(), std::back_inserter(listed.waiting));
  }
  auto dead = co_await store.dead_letters(storage::set_asides_kept);
  if (!dead) co_return dead.error();
  listed.dead = std::move(*dead);
  co_return listed;
}

std::string plain(std::string_view text) {
  std::string shown(text.substr(0, most_plain));
  for (char& sign : shown)
    if (static_cast<unsigned char>(sign) < 0x20 || sign == 0x7f) sign = ' ';
  return shown;
}

std::string as_text(const Listed& listed, const domain::Rules& rules) {
  std::string text;
  for (const auto& one : listed.waiting) {
    const domain::Zone& zone = rules.site(one.message.site).zone;
    text +=
        fmt::format("{}  {}  {}, {}: {}{}\n", one.message.id, iso8601(one.message.created_at, zone),
                    domain::to_string(one.message.lane), described(one.message), state_of(one, listed, zone),
                    one.attempts == 0 ? "" : fmt::format(" (tried {} times)", one.attempts));
  }
  for (const auto& letter : listed.dead)
    text += fmt::format("{}  {}  {} not received: {}\n", letter.message.id,
                        iso8601(letter.at, rules.site(letter.message.site).zone), described(letter.message),
                        plain(letter.reason));
  return text + fmt::format("{} waiting{}, {} not received\n", listed.waiting.size(),
                            listed.has_more ? " and more" : "", listed.dead.size());
}

}  // namespace steward::app::outbox
