#pragma once
// What is being decided: working copies of the documents that the event touches, and the letters it causes.
// The rules read and change the copies; at the end everything that differs becomes one commit.

#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/commit.hpp"
#include "domain/event.hpp"
#include "domain/life.hpp"
#include "domain/rules.hpp"

namespace steward::domain {

// A rule looked at a document that was not loaded. decide() turns it into NeedsMore.
struct Lacking {
  Reads reads;
};

class Draft {
 public:
  Draft(const Rules& rules, const Snapshot& seen, const Event& event);

  const Rules& rules;
  const Reference& reference;
  const Instant now;
  const Event& event;
  // Who acts and through what, as the history says it.
  std::string by = "desk";
  std::string via = "timer";

  // All at once, so that they are loaded in one round trip.
  void need(const Reads& reads) const;

  WorkOrder* find_order(const OrderId& id);         // null: no such order
  WorkOrder& order(const OrderId& id);              // … is a fault of the program here
  Words& words(const OrderId& id);                  // made when it does not exist
  Conversation& conversation(const AccountId& id);  // made when it does not exist
  Conversation* find_conversation(const AccountId& id);
  Resident* find_resident(const ResidentId& id);
  Resident& resident(const ResidentId& id);  // made when it does not exist
  Notice* find_notice(const NoticeId& id);
  Notice& add(Notice notice);  // of a new number
  const std::vector<ResidentId>& roll(const RollSlice& slice) const;
  const AudienceSeen& chunk(const AudienceChunk& chunk) const;
  Plan* find_plan(const PlanId& id);
  Plan& plan(const PlanId& id);  // made when it does not exist
  // The order, its words and its reporter's conversation.
  WorkOrder* find_with_reporter(const OrderId& id);
  const std::vector<std::string>& index(const IndexKey& key) const;
  Load load_of(const Staff& staff) const;  // after need() of one of their trades
  int counted(const std::string& counter) const;
  const std::vector<Fact>& facts(const FactDay& day) const;
  void add_load(const StaffId& staff);  // offered in this very decision

  WorkOrder& open(WorkOrder order);  // number given by the caller, see new_number
  OrderId new_number();
  bool has_new_orders() const { return !opened_.empty(); }

  const Site& site_of(const Conversation& conversation) const { return rules.site(conversation.site); }
  const Site& site_of(const WorkOrder& order) const { return rules.site(order.site); }

  void record(WorkOrder& order, Happened what, std::string why = {}) const;
  // Changes the state by the table of life.hpp; nothing where it went through.
  std::optional<Refusal> move(WorkOrder& order, Act act, Actor who) const;

  // The letter to somebody about something: one a recipient and topic in a commit, however many rules add to
  // it.
  OutMessage& letter(const AccountId& to, const std::string& topic = {});

  Commit finish();
  Commit& commit() { return commit_; }
  // Random, fresh for each attempt: `count` bytes, another piece each time.
  std::span<const std::byte> entropy(size_t count);

 private:
  struct Copy {
    const Document* before = nullptr;
    std::string stamp;
    Document now;
  };
  template <class T>
  T* find(const DocumentKey& key);
  template <class T>
  T& make(const DocumentKey& key, T fresh);
  void lack(Reads& lacking, const DocumentKey& key) const;
  void heed_weather();
  void settle_sms();
  void sync_lines();
  void write(Copy& copy);

  const Snapshot& seen_;
  std::map<DocumentKey, Copy> copies_;
  struct Letter {
    std::string topic;
    OutMessage message;
  };
  std::deque<Letter> letters_;
  Commit commit_;
  std::map<StaffId, int> added_loads_;
  size_t entropy_used_ = 0;
  std::string number_seed_;
  std::vector<DocumentKey> opened_;
};

}  // namespace steward::domain
