#include "app/timers/coming.hpp"

#include <algorithm>
#include <set>

#include "app/register_files.hpp"
#include "app/timers/words.hpp"
#include "net/secret.hpp"
#include "scheduler/fire.hpp"
#include "storage/limits.hpp"
#include "storage/load_readable.hpp"

namespace steward::app::timers {
namespace {

using domain::DocumentType;

constexpr size_t page_size = 200;
constexpr std::string_view timer_once = "timer:";

// A phone or an account: what belongs to whom they are.
struct Person {
  domain::ResidentId resident;
  std::set<domain::AccountId> accounts;
};

struct Timer {
  storage::ComingTimer set;
  domain::TimerDue names;
};

// Enough to recognise an account by, not to write to or call it.
std::string account_words(const domain::AccountId& account) {
  const size_t colon = std::min(account.value.find(':'), account.value.size());
  const std::string peer = account.value.substr(std::min(colon + 1, account.value.size()));
  return account.value.substr(0, colon) + " " + net::masked_phone(peer);
}

std::string document_words(const domain::DocumentKey& key) {
  switch (key.type) {
    case DocumentType::order: return "order " + key.id;
    case DocumentType::plan: return "plan " + key.id;
    case DocumentType::notice: return "notice " + key.id;
    default: return "conversation over " + account_words(domain::AccountId(key.id));
  }
}

std::string name_of(const domain::Reference& people, const domain::StaffId& who) {
  const domain::Staff* staff = people.find(who);
  return staff ? staff->name : who.value;
}

// What is to happen to the document that the timer names, as it stands now.
class Described {
 public:
  Described(const domain::Rules& rules, const storage::Readable& read) : rules_(rules), read_(read) {}

  Coming operator()(const Timer& timer) const {
    const domain::DocumentKey& key = timer.names.document;
    Coming one{.due = timer.set.due,
               .is_overdue = timer.set.due <= read_.seen.now,
               .rule = std::string(domain::to_string(timer.names.rule)),
               .of = document_words(key)};
    one.site = rules_.site({}).id;
    std::string who;
    if (const auto* order = read_.seen.find<domain::WorkOrder>(key)) {
      one.site = rules_.site(order->site).id;
      one.where = order->unit.value;
      who = name_of(*read_.seen.reference, order->is_taken() ? order->accepted_by : order->holder);
    } else if (const auto* talk = read_.seen.find<domain::Conversation>(key)) {
      one.site = rules_.site(talk->site).id;
      if (!talk->units.empty()) one.where = talk->units.front().value;
    }
    const auto* plan = read_.seen.find<domain::Plan>(key);
    if (plan) one.site = rules_.site(plan->site).id;
    one.will = plan ? sentence_of(plan->purpose) : sentence_of(timer.names.rule, who);
    return one;
  }

  bool is_of(const Timer& timer, const Person& person) const {
    const domain::DocumentKey& key = timer.names.document;
    if (key.type == DocumentType::conversation) return person.accounts.contains(domain::AccountId(key.id));
    const auto* order = read_.seen.find<domain::WorkOrder>(key);
    if (!order) return false;
    const bool is_theirs = !order->resident.empty() && order->resident == person.resident;
    return is_theirs || person.accounts.contains(order->reporter);
  }

 private:
  const domain::Rules& rules_;
  const storage::Readable& read_;
};

storage::awaitable<net::Result<Person>> person_meant(storage::Store& store, const domain::Rules& rules,
                                                     const std::string& written) {
  Person person;
  std::string phone = written;
  if (const size_t colon = written.find(':'); colon != std::string::npos) {
    person.accounts.insert(domain::AccountId(written));
    phone = written.starts_with("sms:") ? written.substr(colon + 1) : std::string();
  }
  phone = e164(phone, rules.site({}).region);
  if (phone.empty()) co_return person;
  person.accounts.insert(domain::AccountId("sms:" + phone));
  person.resident = domain::resident_id_of(phone);
  domain::Reads reads;
  reads.documents.push_back(domain::key_of(person.resident));
  auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  if (const auto* resident = seen->find<domain::Resident>(reads.documents.front()))
    person.accounts.insert(resident->accounts.begin(), resident->accounts.end());
  co_return person;
}

std::vector<Timer> readable(const std::vector<storage::ComingTimer>& page, const domain::OrderId& order) {
  std::vector<Timer> timers;
  for (const storage::ComingTimer& one : page) {
    auto names = scheduler::parse_timer(one.timer);
    if (!names) continue;  // of another version: shown once it is due and set aside
    const bool is_of_order = names->document.type == DocumentType::order && names->document.id == order.value;
    if (order.empty() || is_of_order) timers.push_back({one, std::move(*names)});
  }
  return timers;
}

domain::Reads reads_of(const std::vector<Timer>& timers) {
  domain::Reads reads;
  for (const Timer& timer : timers) reads.documents.push_back(timer.names.document);
  return reads;
}

void add_aside(std::vector<Aside>& asides, const storage::Store::SetAside& event, const Wanted& wanted) {
  if (!event.once.starts_with(timer_once)) return;
  const auto names = scheduler::parse_timer(event.raw);
  if (!wanted.order.empty() && (!names || names->document.id != wanted.order.value)) return;
  const auto named = scheduler::name_for_log(event.raw);
  asides.push_back(
      {event.id, event.at, names ? document_words(names->document) : "a timer", named.rule, event.reason});
}

}  // namespace

storage::awaitable<net::Result<Listed>> list(storage::Store& store, const domain::Rules& rules,
                                             Wanted wanted) {
  Listed listed;
  Person person;
  if (!wanted.resident.empty()) {
    auto meant = co_await person_meant(store, rules, wanted.resident);
    if (!meant) co_return meant.error();
    person = std::move(*meant);
  }
  for (size_t first = 0; !listed.has_more; first += page_size) {
    auto page = co_await store.coming_timers(first, page_size);
    if (!page) co_return page.error();
    const std::vector<Timer> timers = readable(*page, wanted.order);
    domain::Reads reads = reads_of(timers);
    auto read = co_await storage::load_readable(store, std::move(reads));
    if (!read) co_return read.error();
    listed.now = read->seen.now;
    const Described described(rules, *read);
    for (const Timer& timer : timers) {
      if (!wanted.resident.empty() && !described.is_of(timer, person)) continue;
      Coming one = described(timer);
      if (!wanted.site.empty() && one.site != wanted.site) continue;
      listed.has_more = listed.coming.size() == wanted.limit;
      if (listed.has_more) break;
      listed.coming.push_back(std::move(one));
    }
    if (page->size() < page_size) break;
  }
  // Claimed ones stand where they are looked at again; people read them by when they were due.
  std::stable_sort(listed.coming.begin(), listed.coming.end(),
                   [](const Coming& one, const Coming& other) { return one.due < other.due; });
  auto asides = co_await store.set_asides(storage::set_asides_kept);
  if (!asides) co_return asides.error();
  for (const auto& event : *asides) add_aside(listed.asides, event, wanted);
  co_return listed;
}

}  // namespace steward::app::timers
