#include "console/playground_binding.hpp"

#include "domain/household.hpp"
#include "net/random.hpp"

#include <algorithm>

namespace steward::console {
namespace {

constexpr int most_tries = 5;

// Another commit came between: it is looked at again. The once-key differs for each try, since a try that met
// a conflict wrote nothing.
std::string fresh_once(const domain::AccountId& account) {
  std::array<std::byte, 8> bytes{};
  net::fill_random(bytes);
  std::string once = "playground:" + account.str() + ":";
  for (std::byte byte : bytes) once += std::to_string(std::to_integer<int>(byte)) + ".";
  return once;
}

struct Read {
  domain::Snapshot seen;
  domain::Write conversation;  // as it is, or a new one
};

net::awaitable<net::Result<Read>> read(storage::Store& store, domain::AccountId account,
                                       domain::Reads reads) {
  const auto key = domain::key_of(account);
  reads.documents.push_back(key);
  auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  domain::Conversation conversation;
  conversation.account = account;
  if (const auto* known = seen->find<domain::Conversation>(key)) conversation = *known;
  std::string stamp = seen->documents[key].stamp;
  co_return Read{std::move(*seen), {std::move(conversation), std::move(stamp)}};
}

domain::Conversation& conversation_of(Read& read) {
  return std::get<domain::Conversation>(read.conversation.document);
}

void add_once(std::vector<domain::AccountId>& accounts, const domain::AccountId& account) {
  std::erase(accounts, account);
  accounts.insert(accounts.begin(), account);
}

using Change = domain::Commit;

Change bind_resident(Read& read, const domain::Resident& resident, const std::string& stamp) {
  domain::Conversation& conversation = conversation_of(read);
  domain::know_as(conversation, resident);
  conversation.language = conversation.language.value_or(resident.language);
  domain::Resident with_account = resident;
  add_once(with_account.accounts, conversation.account);
  Change commit;
  commit.once = fresh_once(conversation.account);
  commit.writes = {read.conversation, {std::move(with_account), stamp}};
  return commit;
}

Change bind_staff(Read& read, domain::Staff staff) {
  domain::Conversation& conversation = conversation_of(read);
  conversation.staff = staff.id;
  conversation.name = staff.name;
  conversation.phone = staff.phone;
  conversation.is_greeted = true;
  add_once(staff.accounts, conversation.account);
  Change commit;
  commit.once = fresh_once(conversation.account);
  commit.reference_stamp = read.seen.reference->stamp;
  commit.writes = {read.conversation};
  commit.bound_staff = std::move(staff);
  return commit;
}

}  // namespace

net::awaitable<net::Result<void>> play_resident(Desk& desk, domain::AccountId account,
                                                domain::ResidentId id) {
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    domain::Reads reads;
    reads.documents.push_back(domain::key_of(id));
    auto found = co_await read(desk.world.store, account, std::move(reads));
    if (!found) co_return found.error();
    const auto* resident = found->seen.find<domain::Resident>(domain::key_of(id));
    if (!resident) co_return net::Error{"not_found", "playground", "no such resident"};
    const bool is_bound = conversation_of(*found).resident == id &&
                          std::ranges::find(resident->accounts, account) != resident->accounts.end();
    if (is_bound) co_return net::Result<void>{};
    const domain::Commit commit =
        bind_resident(*found, *resident, found->seen.documents[domain::key_of(id)].stamp);
    auto applied = co_await desk.world.store.apply(commit);
    if (!applied) co_return applied.error();
    if (applied->how != storage::Applied::How::conflict) co_return net::Result<void>{};
  }
  co_return net::Error{"busy", "playground", "the resident changed meanwhile"};
}

net::awaitable<net::Result<void>> play_staff(Desk& desk, domain::AccountId account, domain::Staff staff) {
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    auto found = co_await read(desk.world.store, account, {});
    if (!found) co_return found.error();
    const domain::Staff* known = found->seen.reference->find(staff.id);
    if (!known) co_return net::Error{"not_found", "playground", "no such member of staff"};
    const bool is_first = !known->accounts.empty() && known->accounts.front() == account;
    if (is_first && conversation_of(*found).staff == staff.id) co_return net::Result<void>{};
    const domain::Commit commit = bind_staff(*found, *known);
    auto applied = co_await desk.world.store.apply(commit);
    if (!applied) co_return applied.error();
    if (applied->how != storage::Applied::How::conflict) co_return net::Result<void>{};
  }
  co_return net::Error{"busy", "playground", "the staff changed meanwhile"};
}

}  // namespace steward::console
