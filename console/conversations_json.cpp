// Conversations in which somebody asked for a person: who waits, what was said, and the desk's part in them.
#include "console/answers.hpp"
#include "console/events.hpp"
#include "console/finding.hpp"
#include "console/handlers.hpp"
#include "console/names.hpp"
#include "console/view.hpp"
#include "domain/projections.hpp"
#include "storage/load_readable.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace steward::console {
namespace {

using nlohmann::json;
using Verb = domain::ConversationAction::Verb;

constexpr std::size_t most_waiting = 200;
constexpr std::size_t most_lines = 200;
constexpr std::size_t longest_text = 4000;

constexpr std::array<std::pair<std::string_view, Verb>, 3> verbs{{
    {"take_over", Verb::take_over},
    {"reply", Verb::reply},
    {"hand_back", Verb::hand_back},
}};

std::optional<Verb> verb_named(const std::string& name) {
  for (const auto& [one, verb] : verbs)
    if (one == name) return verb;
  return std::nullopt;
}

// The last lines.
awaitable<net::Result<json>> lines_of(Desk& desk, const Asking& who,
                                      const domain::Conversation& conversation) {
  const domain::Zone& zone = who.rules->site(conversation.site).zone;
  auto thread = co_await thread_of(desk, conversation.account);
  if (!thread) co_return thread.error();
  const auto first = thread->size() > most_lines ? thread->end() - most_lines : thread->begin();
  json lines = json::array();
  for (auto line = first; line != thread->end(); ++line) lines.push_back(view::thread_line(who, *line, zone));
  co_return net::Result<json>(boost::system::in_place_value, std::move(lines));
}

}  // namespace

awaitable<Response> list_waiting(Desk& desk, const Asking& who, Request&) {
  const domain::IndexKey waiting = domain::waiting_conversations();
  auto accounts = co_await desk.world.store.members(waiting, most_waiting);
  if (!accounts) co_return failed(accounts.error());
  domain::Reads reads;
  for (const auto& account : *accounts) reads.documents.push_back(domain::key_of(domain::AccountId(account)));
  auto loaded = co_await storage::load_readable(desk.world.store, std::move(reads));
  if (!loaded) co_return failed(loaded.error());
  json conversations = json::array();
  for (const auto& account : *accounts) {
    const auto key = domain::key_of(domain::AccountId(account));
    const auto* seen = loaded->seen.find<domain::Conversation>(key);
    if (seen && seen->handover && who.may_see(seen->site))
      conversations.push_back(view::conversation(who, *seen, loaded->seen.now));
  }
  co_return net::json(200, view::dumped({{"conversations", std::move(conversations)}}));
}

awaitable<Response> read_conversation(Desk& desk, const Asking& who, Request& request) {
  std::string ref(request.parameter("id"));
  auto found = co_await find_conversation(desk, who, std::move(ref));
  if (!found) co_return failed(found.error());
  if (!found->conversation) co_return not_found();
  auto lines = co_await lines_of(desk, who, *found->conversation);
  if (!lines) co_return failed(lines.error());
  json all = view::conversation(who, *found->conversation, found->now);
  all["lines"] = std::move(*lines);
  co_return net::json(200, view::dumped(all));
}

awaitable<Response> act_in_conversation(Desk& desk, const Asking& who, Request& request) {
  const auto fields = Fields::of(request);
  const auto verb = fields ? verb_named(fields->text("verb")) : std::nullopt;
  if (!verb) co_return bad_input("There is no such action.");
  const std::string text = fields->text("text");
  if (*verb == Verb::reply && (text.empty() || text.size() > longest_text))
    co_return bad_input("The reply is empty, or too long.");
  std::string ref(request.parameter("id"));
  auto found = co_await find_conversation(desk, who, std::move(ref));
  if (!found) co_return failed(found.error());
  if (!found->conversation) co_return co_await not_found_now(desk, who, request);
  domain::ConversationAction action{
      .by = who.staff.id, .account = found->conversation->account, .verb = *verb, .text = text};
  co_return co_await happen(desk, who, request, std::move(action));
}

}  // namespace steward::console
