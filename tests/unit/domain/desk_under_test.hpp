#pragma once
// A desk in memory for tests of the rules: events go through decide(), commits are applied to plain maps, the
// clock is turned by hand and whatever becomes due on the way happens. Nothing but the domain is linked.

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/decide.hpp"

namespace steward::domain {

using namespace std::chrono_literals;

Instant at(std::string_view iso8601);

// What a resident says, as understanding would have read it.
Features says(Intent intent, std::string trade = {}, std::string text = {});
Features hazard(Hazard hazard, std::string trade, std::string text = {});
Features unit(std::string unit);
Features score(int score);

class DeskUnderTest {
 public:
  explicit DeskUnderTest(std::string_view now = "2026-03-03T10:00:00+08:00");

  // Events. Each returns what became of it.
  enum class Result { applied, repeated, refused };
  Result handle(Event event);
  Result hears(const std::string& who, Features features, std::string text = "厨房漏水");
  Result presses(const std::string& who, std::string data);
  Result acts(const std::string& staff, StaffVerb verb, const OrderId& order, std::string text = {},
              int length = 0);
  void wait(Duration time);
  bool fire_next(Instant until);

  void bind(const std::string& who, const std::string& unit);
  void seat(const std::string& staff);  // their chat account is known as theirs
  void set_plans();                     // those that every desk has
  WorkOrder& order(size_t number);      // by the sequence of opening, from 1
  size_t orders() const { return opened_.size(); }
  Conversation& talk(const std::string& who);
  std::vector<OutMessage> take_letters();  // since the last call
  std::vector<std::string> phrases_to(const std::string& who, const std::vector<OutMessage>& letters) const;

  std::string vouched_phone;  // of whoever is heard
  Rules rules;
  Reference reference;
  Instant now;
  std::optional<Refusal> refusal;
  std::map<DocumentKey, Seen> documents;
  std::map<std::string, std::map<std::string, double>> indexes;
  std::map<StaffId, Load> loads;
  std::map<std::string, int> counters;
  std::map<std::string, std::vector<Fact>> facts;  // by day
  std::map<std::string, Instant> timers;
  std::set<std::string> once;
  std::vector<OutMessage> letters;
  std::vector<std::pair<AccountId, std::string>> withdrawn;  // by recipient and slot

 private:
  void apply(const Commit& commit);
  void count(const CounterChange& change);
  Snapshot load(const Reads& reads, Snapshot seen) const;

  std::vector<OrderId> opened_;
  int count_ = 0;
};

}  // namespace steward::domain
