#pragma once
// What changes rarely and everybody needs: staff, roster, units and whether a storm is on, kept in storage,
// cached by every process.
// Its stamp is read with every event and checked by the commit.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"
#include "domain/labels.hpp"
#include "domain/time.hpp"

namespace steward::domain {

struct Staff {
  StaffId id;
  std::string name;
  std::string phone;  // E.164
  std::string department;
  Role role = Role::technician;
  std::vector<std::string> trades;
  int capacity = 0;                 // orders at a time; 0: no limit
  std::vector<SiteId> sites;        // empty: all of the desk
  std::vector<AccountId> accounts;  // bound chat accounts, the preferred first
  bool operator==(const Staff&) const = default;

  bool can(std::string_view trade) const;
  bool serves(const SiteId& site) const;
};

// A shift in local time, `to` at or before `from` ends on the next day: every week, in rotation, or on dates.
// What stands for a date takes the place of all that recurs on it, and a swap of whatever else stands there.
struct Shift {
  StaffId staff;
  std::vector<int> days;  // every week: 1 Monday … 7 Sunday
  std::chrono::minutes from{0}, to{0};
  std::optional<std::chrono::local_days> first{};  // on dates: from this day …
  std::optional<std::chrono::local_days> last{};   // … to this one; a rotation has no last
  int every = 0;                                   // a rotation: `first`, and again after each so many days
  bool is_off = false;                             // on these dates they have no shift
  StaffId with{};                                  // agreed in chat: the one they swapped with, or cover for
  bool is_cover = false;                           // of some minutes, beside all else; off: they are away
  bool operator==(const Shift&) const = default;

  bool is_dated() const { return first && every == 0; }
  // Such shifts are not of the file, and no import takes them away.
  bool is_agreed() const { return is_cover || !with.empty(); }
  // Of two that begin on a date the higher one counts: what recurs, what is for dates, what was swapped.
  int rank() const { return !is_dated() ? 0 : with.empty() ? 1 : 2; }
  bool begins_on(std::chrono::local_days date) const;
};

struct Unit {
  UnitId id;
  SiteId site;
  std::string building, entrance;
  int floor = 0;
  bool operator==(const Unit&) const = default;
};

// A typhoon or rainstorm day of a site, from when it is called until somebody calls it off.
struct Storm {
  SiteId site;
  StormReason reason = StormReason::typhoon;
  Instant since{};
  std::optional<Instant> expected_until;  // said to people; it ends nothing by itself
  bool operator==(const Storm&) const = default;
};

struct Reference {
  std::vector<Staff> staff;  // in the sequence of staff.csv
  std::vector<Shift> shifts;
  std::vector<Storm> storms;                    // that are on, one a site at most
  std::unordered_multimap<UnitId, Unit> units;  // a number stands once in a site: two sites may have the same
  std::string stamp;                            // of what is stored; empty: nothing was ever imported

  const Staff* find(const StaffId& id) const;
  const Staff* named(std::string_view name) const;  // "刘师傅", "li"
  const Staff* with_phone(std::string_view phone) const;
  const Staff* at(const AccountId& account) const;  // by one of their chats, or their phone by SMS
  const Unit* find(const UnitId& number, const SiteId& site) const;
  const Storm* storm_at(const SiteId& site) const;                // null: none is on
  std::vector<const Unit*> numbered(const UnitId& number) const;  // of every site that has it
  void put(const Unit& unit);                                     // new, or instead of the one it was
};

// Everybody who can do one of these, by their place in the register.
std::vector<size_t> with_trade(const Reference& reference, std::span<const std::string> trades);

}  // namespace steward::domain
