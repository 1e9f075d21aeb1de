#include "domain/draft.hpp"

#include <algorithm>
#include <stdexcept>

#include "domain/facts.hpp"
#include "domain/fingerprint.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/projections.hpp"
#include "domain/promises.hpp"
#include "domain/reaching.hpp"
#include "domain/sms_talk.hpp"
#include "domain/storms.hpp"

namespace steward::domain {

Draft::Draft(const Rules& rules_of_desk, const Snapshot& seen, const Event& cause)
    : rules(rules_of_desk), reference(*seen.reference), now(seen.now), event(cause), seen_(seen) {
  commit_.once = cause.once;
  commit_.reference_stamp = seen.reference->stamp;
}

// An order that is looked at may be dispatched next: how busy its trade is comes along.
void Draft::lack(Reads& lacking, const DocumentKey& key) const {
  lacking.documents.push_back(key);
  for (const auto& [loaded, seen] : seen_.documents)
    if (const auto* talk = seen.document ? std::get_if<Conversation>(&*seen.document) : nullptr)
      for (const OrderLine& line : talk->orders)
        if (key_of(line.order) == key && !seen_.trades.contains(line.trade))
          lacking.trades.push_back(line.trade);
}

void Draft::need(const Reads& reads) const {
  Lacking lacking;
  for (const DocumentKey& key : reads.documents)
    if (!seen_.has(key)) lack(lacking.reads, key);
  for (const IndexKey& key : reads.indexes)
    if (!seen_.indexes.contains(key)) lacking.reads.indexes.push_back(key);
  for (const std::string& counter : reads.counters)
    if (!seen_.counters.contains(counter)) lacking.reads.counters.push_back(counter);
  for (const std::string& trade : reads.trades)
    if (!seen_.trades.contains(trade)) lacking.reads.trades.push_back(trade);
  for (const FactDay& day : reads.facts)
    if (!seen_.facts.contains(day)) lacking.reads.facts.push_back(day);
  for (const RollSlice& slice : reads.roll)
    if (!seen_.roll.contains(slice)) lacking.reads.roll.push_back(slice);
  for (const AudienceChunk& chunk : reads.chunks)
    if (!seen_.chunks.contains(chunk)) lacking.reads.chunks.push_back(chunk);
  if (!lacking.reads.empty()) throw lacking;
}

template <class T>
T* Draft::find(const DocumentKey& key) {
  if (auto copy = copies_.find(key); copy != copies_.end()) return &std::get<T>(copy->second.now);
  auto found = seen_.documents.find(key);
  if (found == seen_.documents.end()) {
    Lacking lacking;
    lack(lacking.reads, key);
    throw lacking;
  }
  if (!found->second.document) return nullptr;
  const Document& before = *found->second.document;
  Copy& copy = copies_.emplace(key, Copy{&before, found->second.stamp, before}).first->second;
  return &std::get<T>(copy.now);
}

template <class T>
T& Draft::make(const DocumentKey& key, T fresh) {
  Copy& copy = copies_.emplace(key, Copy{nullptr, {}, std::move(fresh)}).first->second;
  return std::get<T>(copy.now);
}

WorkOrder* Draft::find_order(const OrderId& id) { return find<WorkOrder>(key_of(id)); }

WorkOrder& Draft::order(const OrderId& id) {
  if (WorkOrder* found = find_order(id)) return *found;
  throw std::logic_error("no order " + id.value);
}

Words& Draft::words(const OrderId& id) {
  if (Words* found = find<Words>(words_key_of(id))) return *found;
  Words fresh;
  fresh.order = id;
  return make(words_key_of(id), std::move(fresh));
}

Conversation* Draft::find_conversation(const AccountId& id) { return find<Conversation>(key_of(id)); }

Conversation& Draft::conversation(const AccountId& id) {
  if (Conversation* found = find_conversation(id)) return *found;
  Conversation fresh;
  fresh.account = id;
  if (rules.sites.size() == 1) fresh.site = rules.sites.front().id;
  return make(key_of(id), std::move(fresh));
}

Resident* Draft::find_resident(const ResidentId& id) { return find<Resident>(key_of(id)); }

Resident& Draft::resident(const ResidentId& id) {
  if (Resident* found = find_resident(id)) return *found;
  return make(key_of(id), Resident{.id = id});
}

Notice* Draft::find_notice(const NoticeId& id) { return find<Notice>(key_of(id)); }

Notice& Draft::add(Notice notice) {
  const auto key = key_of(notice.id);
  need({.documents = {key}});
  return make(key, std::move(notice));
}

const std::vector<ResidentId>& Draft::roll(const RollSlice& slice) const {
  need({.roll = {slice}});
  return seen_.roll.at(slice);
}

const AudienceSeen& Draft::chunk(const AudienceChunk& chunk) const {
  need({.chunks = {chunk}});
  return seen_.chunks.at(chunk);
}

Plan* Draft::find_plan(const PlanId& id) { return find<Plan>(key_of(id)); }

Plan& Draft::plan(const PlanId& id) {
  if (Plan* found = find_plan(id)) return *found;
  Plan fresh;
  fresh.id = id;
  return make(key_of(id), std::move(fresh));
}

WorkOrder* Draft::find_with_reporter(const OrderId& id) {
  need({{key_of(id), words_key_of(id)}, {}});
  WorkOrder* order = find_order(id);
  // Whatever happens to it may bring it to the next of its trade: how busy they are comes along.
  if (order && !order->reporter.empty() && !seen_.has(key_of(order->reporter)))
    need({.documents = {key_of(order->reporter)}, .trades = {order->trade}});
  return order;
}

const std::vector<std::string>& Draft::index(const IndexKey& key) const {
  need({{}, {key}});
  return seen_.indexes.at(key);
}

Load Draft::load_of(const Staff& staff) const {
  Load load = seen_.load_of(staff);
  if (auto added = added_loads_.find(staff.id); added != added_loads_.end()) {
    load.orders += added->second;
    load.last_offered_at = now;
  }
  return load;
}

int Draft::counted(const std::string& counter) const {
  need({{}, {}, {counter}});
  return seen_.counters.at(counter);
}

const std::vector<Fact>& Draft::facts(const FactDay& day) const {
  need({.facts = {day}});
  return seen_.facts.at(day);
}

void Draft::add_load(const StaffId& staff) { ++added_loads_[staff]; }

// However many are opened at once: each mixes its place into what is random.
OrderId Draft::new_number() {
  if (number_seed_.empty())
    for (std::byte byte : entropy(4)) number_seed_ += static_cast<char>(byte);
  return OrderId{fingerprint(number_seed_ + std::to_string(opened_.size()), 6)};
}

WorkOrder& Draft::open(WorkOrder order) {
  const DocumentKey key = key_of(order.id);
  opened_.push_back(key);
  // An order and its words that are opened here do not exist yet; should the number be taken, the commit
  // conflicts.
  Words fresh;
  fresh.order = order.id;
  make(words_key_of(order.id), std::move(fresh));
  return make(key, std::move(order));
}

void Draft::record(WorkOrder& order, Happened what, std::string why) const {
  order.history.push_back({what, now, by, via, std::move(why), {}});
}

std::optional<Refusal> Draft::move(WorkOrder& order, Act act, Actor who) const {
  const auto next = next_state(order.state, act, who);
  if (const auto* refusal = std::get_if<Refusal>(&next)) return *refusal;
  order.state = std::get<OrderState>(next);
  return std::nullopt;
}

OutMessage& Draft::letter(const AccountId& to, const std::string& topic) {
  for (Letter& letter : letters_)
    if (letter.message.to == to && letter.topic == topic) return letter.message;
  letters_.push_back({topic, {}});
  OutMessage& message = letters_.back().message;
  message.to = to;
  message.created_at = now;
  message.site = rules.sites.front().id;
  message.id = fingerprint(event.once, 10) + "-" + std::to_string(letters_.size());
  return message;
}

std::span<const std::byte> Draft::entropy(size_t count) {
  if (entropy_used_ + count > event.entropy.size()) entropy_used_ = 0;
  const auto piece = std::span{event.entropy}.subspan(entropy_used_, count);
  entropy_used_ += count;
  return piece;
}

// The reporter's conversation knows its orders by a line each; it changes with the order. Those opened just
// now stand there in the sequence in which they were said.
void Draft::sync_lines() {
  const auto sync = [this](const Copy& copy) {
    const auto* order = std::get_if<WorkOrder>(&copy.now);
    if (!order || order->reporter.empty() || (copy.before && *copy.before == copy.now)) return;
    sync_line(conversation(order->reporter), *order, words(order->id));
  };
  for (const DocumentKey& key : opened_) sync(copies_.at(key));
  for (const auto& [key, copy] : copies_) sync(copy);
}

void Draft::write(Copy& copy) {
  if (auto* order = std::get_if<WorkOrder>(&copy.now); order && !order->clocks.has(ClockRule::reach))
    order->reaching.clear();  // whatever stopped its clocks has an end to it
  if (copy.before && *copy.before == copy.now) return;
  if (auto* order = std::get_if<WorkOrder>(&copy.now)) {
    watch_promises(rules, *order, now);
    const auto* before = copy.before ? std::get_if<WorkOrder>(copy.before) : nullptr;
    if (before) withdraw_from_list(*this, *before, *order);
    project(commit_, before, *order, now);
    note_facts(*this, before, *order);
    commit_.feed.push_back({"order", order->id.value, site_of(*order).id});
  } else if (const auto* talk = std::get_if<Conversation>(&copy.now)) {
    const auto* before = copy.before ? std::get_if<Conversation>(copy.before) : nullptr;
    project(commit_, before, *talk);
    if (talk->handover || (before && before->handover))
      commit_.feed.push_back({"conversation", talk->account.value, site_of(*talk).id});
  } else if (const auto* resident = std::get_if<Resident>(&copy.now)) {
    project(commit_, copy.before ? std::get_if<Resident>(copy.before) : nullptr, *resident);
  } else if (const auto* plan = std::get_if<Plan>(&copy.now)) {
    project(commit_, copy.before ? std::get_if<Plan>(copy.before) : nullptr, *plan);
  } else if (const auto* notice = std::get_if<Notice>(&copy.now)) {
    project(commit_, copy.before ? std::get_if<Notice>(copy.before) : nullptr, *notice);
    const auto* before = copy.before ? std::get_if<Notice>(copy.before) : nullptr;
    if (!before || before->state != notice->state)
      commit_.feed.push_back({"notice", notice->id.value, notice->site});
  }
  commit_.writes.push_back({std::move(copy.now), copy.stamp});
}

// Whatever was changed, by whatever rule: an order leaves here in line with the weather.
void Draft::heed_weather() {
  for (auto& [key, copy] : copies_) {
    auto* order = std::get_if<WorkOrder>(&copy.now);
    if (order && (!copy.before || *copy.before != copy.now)) domain::heed_weather(*this, *order);
  }
}

// Residents who want no SMS get none, but for a code that they ask for; the others press by its number what
// this one offers.
void Draft::settle_sms() {
  for (Letter& letter : letters_) {
    OutMessage& message = letter.message;
    const auto copy = copies_.find(key_of(message.to));
    if (!is_sms(message.to) || !message.staff.empty() || copy == copies_.end()) continue;
    auto& talk = std::get<Conversation>(copy->second.now);
    if (talk.wants_no_sms && !goes_after_stop(message)) message.says.clear(), message.text.clear();
    const bool says_something = !message.says.empty() || !message.text.empty();
    const bool asks_anew = message.asks != Ask::none || !message.text.empty();
    if (says_something && (asks_anew || !message.buttons.empty())) talk.choices = choices_of(message);
  }
}

Commit Draft::finish() {
  heed_weather();
  settle_sms();
  sync_lines();
  commit_.writes.reserve(copies_.size());
  // What was opened comes first, in the sequence in which it was said.
  for (const DocumentKey& key : opened_) {
    write(copies_.at(key));
    copies_.erase(key);
  }
  for (auto& [key, copy] : copies_) write(copy);
  for (Letter& letter : letters_)
    if (!letter.message.says.empty() || !letter.message.text.empty())
      commit_.messages.push_back(std::move(letter.message));
  return std::move(commit_);
}

}  // namespace steward::domain
