// steward outbox: what is still to be sent and what nobody received, which is sent again or given up.

#include <fmt/format.h>

#include <charconv>
#include <iostream>

#include "app/choices.hpp"
#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/desk_data.hpp"
#include "app/outbox/listed.hpp"
#include "net/log.hpp"
#include "storage/limits.hpp"

namespace steward::app {
namespace {

constexpr std::string_view usage =
    "usage: steward outbox [list [--limit N] [--format text|json] | requeue|drop ID… | "
    "requeue|drop --reason REASON] --config FILE";
constexpr size_t listed_usually = 50;

using Show = std::string (*)(const outbox::Listed&, const domain::Rules&);
const Choices<Show> formats{{"text", outbox::as_text}, {"json", outbox::as_json}};

using Act = storage::awaitable<net::Result<bool>> (storage::Store::*)(const std::string& id);
struct Verb {
  Act act;
  std::string_view done;
};

struct Task {
  Show show = nullptr;
  size_t limit = listed_usually;
  std::optional<Verb> verb;  // nothing: it is listed
  std::vector<std::string> ids;
  std::optional<std::string> reason;  // instead of ids
  bool is_well = true;                // what was asked for came about
};

storage::awaitable<net::Result<>> print(storage::Store& store, const domain::Rules& rules, const Task& task) {
  const auto listed = co_await outbox::list(store, task.limit);
  if (!listed) co_return listed.error();
  std::cout << task.show(*listed, rules);
  co_return net::Result<>{};
}

storage::awaitable<net::Result<>> find_by_reason(storage::Store& store, Task& task) {
  const auto dead = co_await store.dead_letters(storage::set_asides_kept);
  if (!dead) co_return dead.error();
  for (const auto& letter : *dead)
    if (letter.reason == *task.reason) task.ids.push_back(letter.message.id);
  co_return net::Result<>{};
}

storage::awaitable<net::Result<>> act(storage::Store& store, Task& task) {
  if (task.reason) {
    auto found = co_await find_by_reason(store, task);
    if (!found) co_return found.error();
  }
  size_t done = 0;
  for (const std::string& id : task.ids) {
    const auto result = co_await (store.*task.verb->act)(id);
    if (!result) co_return result.error();
    if (*result) ++done;
    if (*result) continue;
    task.is_well = false;
    std::cerr << "no message that nobody received has the id " << outbox::plain(id) << "\n";
  }
  if (task.is_well && done == 0) task.is_well = false;
  std::cout << fmt::format("{} {}\n", done, task.verb->done);
  co_return net::Result<>{};
}

// Nothing, and `wrong` says why, where the line is not understood.
std::optional<Task> task_of(const Arguments& arguments, std::string& wrong) {
  Task task;
  const auto show = chosen(formats, arguments.value("--format").value_or("text"), wrong);
  if (!show) return std::nullopt;
  task.show = *show;
  if (const auto word = arguments.value("--limit")) {
    const auto [end, error] = std::from_chars(word->data(), word->data() + word->size(), task.limit);
    if (error != std::errc{} || end != word->data() + word->size() || task.limit == 0) {
      wrong = "--limit is a number from 1 on";
      return std::nullopt;
    }
  }
  auto words = arguments.plain();
  const std::string verb = words.empty() ? "list" : words.front();
  if (!words.empty()) words.erase(words.begin());
  const Choices<std::optional<Verb>> verbs{{"list", std::nullopt},
                                           {"requeue", Verb{&storage::Store::requeue, "put back to be sent"}},
                                           {"drop", Verb{&storage::Store::drop, "given up"}}};
  const auto chosen_verb = chosen(verbs, verb, wrong);
  if (!chosen_verb) return std::nullopt;
  task.verb = *chosen_verb;
  task.ids = words;
  task.reason = arguments.value("--reason");
  const bool names_some = !task.ids.empty() || task.reason;
  const bool names_twice = !task.ids.empty() && task.reason;
  if (task.verb.has_value() == names_some && !names_twice) return task;
  wrong = usage;
  return std::nullopt;
}

}  // namespace

int outbox_of(const Arguments& arguments) {
  if (!arguments.has("--config")) return misuse(usage);
  std::string wrong;
  auto task = task_of(arguments, wrong);
  if (!task) return misuse(wrong);
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return failed;
  }
  net::log::set_level("warn");
  const auto done = with_store(configuration->settings, [&](storage::Store& store) {
    return task->verb ? act(store, *task) : print(store, configuration->rules, *task);
  });
  if (done) return task->is_well ? all_well : failed;
  std::cerr << "steward: " << net::to_string(done.error()) << "\n";
  return failed;
}

}  // namespace steward::app
