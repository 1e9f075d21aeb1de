#include "console/finding.hpp"

#include "console/names.hpp"
#include "domain/projections.hpp"
#include "notices/register.hpp"
#include "storage/load_readable.hpp"

#include <algorithm>

namespace steward::console {
namespace {

constexpr std::size_t most_waiting = 200;
constexpr std::size_t lines_at_once = 200;

}  // namespace

net::awaitable<net::Result<FoundOrder>> find_order(Desk& desk, const Asking& who, std::string number) {
  const domain::OrderId id(std::move(number));
  domain::Reads reads;
  reads.documents = {domain::key_of(id), domain::words_key_of(id)};
  auto loaded = co_await storage::load_readable(desk.world.store, std::move(reads));
  if (!loaded) co_return loaded.error();
  const auto* order = loaded->seen.find<domain::WorkOrder>(domain::key_of(id));
  if (!order || !who.may_see(order->site)) co_return FoundOrder{};
  FoundOrder found{*order, {}};
  if (const auto* words = loaded->seen.find<domain::Words>(domain::words_key_of(id))) found.words = *words;
  co_return found;
}

net::awaitable<net::Result<std::optional<domain::Notice>>> find_notice(Desk& desk, const Asking& who,
                                                                       std::string number) {
  auto notice = co_await notices::find(desk.world.store, domain::NoticeId(std::move(number)));
  if (notice && *notice && !who.may_see((*notice)->site)) co_return std::optional<domain::Notice>{};
  co_return notice;
}

net::awaitable<net::Result<FoundConversation>> find_conversation(Desk& desk, const Asking& who,
                                                                 std::string ref) {
  const domain::IndexKey waiting = domain::waiting_conversations();
  auto accounts = co_await desk.world.store.members(waiting, most_waiting);
  if (!accounts) co_return accounts.error();
  const auto is_meant = [&](const std::string& one) {
    return conversation_ref(domain::AccountId(one)) == ref;
  };
  const auto meant = std::ranges::find_if(*accounts, is_meant);
  if (meant == accounts->end()) co_return FoundConversation{};
  const auto key = domain::key_of(domain::AccountId(*meant));
  domain::Reads reads;
  reads.documents.push_back(key);
  auto seen = co_await desk.world.store.load(reads);
  if (!seen) co_return seen.error();
  FoundConversation found{{}, seen->now};
  const auto* conversation = seen->find<domain::Conversation>(key);
  if (conversation && who.may_see(conversation->site)) found.conversation = *conversation;
  co_return found;
}

net::awaitable<net::Result<std::vector<storage::ThreadLine>>> thread_of(Desk& desk,
                                                                        domain::AccountId account) {
  std::vector<storage::ThreadLine> lines;
  std::string after;
  for (;;) {
    auto page = co_await desk.world.store.thread(account, after, lines_at_once);
    if (!page) co_return page.error();
    const bool is_last = page->size() < lines_at_once;
    if (!is_last) after = page->back().cursor;
    for (auto& line : *page) lines.push_back(std::move(line));
    if (is_last) co_return lines;
  }
}

}  // namespace steward::console
