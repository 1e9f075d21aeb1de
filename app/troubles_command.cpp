// steward troubles: what is left to a person, as on the board: messages nobody received and events that could
// not be decided; tried again or given up.

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/desk_data.hpp"
#include "app/did_you_mean.hpp"
#include "domain/text.hpp"
#include "net/log.hpp"
#include "net/secret.hpp"
#include "storage/limits.hpp"
#include "storage/retry_set_aside.hpp"

namespace steward::app {
namespace {

constexpr size_t raw_shown = 200;
constexpr size_t words_shown = 40;
constexpr std::string_view usage = "usage: steward troubles [retry ID | drop ID] --config FILE";

struct Task {
  const domain::Rules& rules;
  std::string verb, id;
  bool is_well = true;  // what was asked for came about
};

// The text of others goes to a terminal: on one line, without its control signs.
std::string plain(std::string_view text) {
  std::string shown(text.substr(0, raw_shown));
  for (char& sign : shown)
    if (static_cast<unsigned char>(sign) < 0x20 || sign == 0x7f) sign = ' ';
  return shown;
}

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

net::awaitable<net::Result<>> list(storage::Store& store, const domain::Zone& zone) {
  const auto letters = co_await store.dead_letters(storage::set_asides_kept);
  if (!letters) co_return letters.error();
  const auto asides = co_await store.set_asides(storage::set_asides_kept);
  if (!asides) co_return asides.error();
  for (const auto& letter : *letters)
    std::cout << fmt::format("{}  {}  {} not received: {}\n", letter.message.id, iso8601(letter.at, zone),
                             described(letter.message), plain(letter.reason));
  for (const auto& event : *asides)
    std::cout << fmt::format("{}  {}  event not decided: {}{}\n    {}\n", event.id, iso8601(event.at, zone),
                             plain(event.reason), event.event.empty() ? " (cannot be tried again)" : "",
                             plain(event.raw));
  std::cout << fmt::format("{} messages, {} events\n", letters->size(), asides->size());
  co_return net::Result<>{};
}

bool say(bool is_well, std::string_view words) {
  (is_well ? std::cout : std::cerr) << words << "\n";
  return is_well;
}

bool told(const storage::Retried& retried) {
  using What = storage::Retried::What;
  switch (retried.what) {
    case What::done: return say(true, "decided and written");
    case What::refused:
      return say(false, fmt::format("decided: {}; still set aside", domain::to_string(retried.refusal)));
    case What::again: return say(false, "could not be decided; set aside anew");
    case What::not_kept: return say(false, "it was kept as text only and can be dropped, not tried again");
    case What::not_found: break;
  }
  return say(false, "there is nothing of this id");
}

net::awaitable<net::Result<>> retry(storage::Store& store, Task& task) {
  const auto requeued = co_await store.requeue(task.id);
  if (!requeued) co_return requeued.error();
  if (*requeued) co_return say(true, "is sent again"), net::Result<>{};
  const auto retried = co_await storage::retry_set_aside(store, task.rules, task.id);
  if (!retried) co_return retried.error();
  task.is_well = told(*retried);
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> drop(storage::Store& store, Task& task) {
  const auto letter = co_await store.drop(task.id);
  if (!letter) co_return letter.error();
  const auto event = co_await store.drop_set_aside(task.id);
  if (!event) co_return event.error();
  task.is_well = *letter || *event;
  say(task.is_well, task.is_well ? "given up" : "there is nothing of this id");
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> work(storage::Store& store, Task& task) {
  if (task.verb == "retry") return retry(store, task);
  if (task.verb == "drop") return drop(store, task);
  return list(store, task.rules.site({}).zone);
}

}  // namespace

int troubles(const Arguments& arguments) {
  const auto& plain_words = arguments.plain();
  const std::string verb = plain_words.empty() ? "" : plain_words[0];
  if (!verb.empty() && verb != "retry" && verb != "drop")
    return misuse("\"" + verb + "\" is not known" + did_you_mean(verb, {"retry", "drop"}) + "\n" +
                  std::string(usage));
  if (plain_words.size() != (verb.empty() ? 0 : 2) || !arguments.has("--config")) return misuse(usage);
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return failed;
  }
  net::log::set_level("warn");
  Task task{configuration->rules, verb, verb.empty() ? "" : plain_words[1]};
  const auto done =
      with_store(configuration->settings, [&task](storage::Store& store) { return work(store, task); });
  if (!done) {
    std::cerr << "steward: " << net::to_string(done.error()) << "\n";
    return failed;
  }
  return task.is_well ? all_well : failed;
}

}  // namespace steward::app
