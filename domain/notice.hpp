#pragma once
// A notice (通知): the same text for everybody of an audience that is frozen when it is composed. Whom it is
// for stands beside it, `chunk_of_audience` recipients at a time, as places on the desk's roll of residents;
// of each recipient one byte says how far it is. The document has what all of it has in common.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/clocks.hpp"
#include "domain/ids.hpp"
#include "domain/labels.hpp"

namespace steward::domain {

// By what it is filed (發文登記歸檔).
enum class NoticeClass : uint8_t { water, power, lift, fees, weather, events, epidemic, emergency, other };

enum class NoticeState : uint8_t {
  counting,    // its audience is being gathered
  draft,       // can be looked at and sent
  to_approve,  // waits for a second person
  scheduled,   // goes out at its time
  sending,
  paused,
  done,
  cancelled,
};

// How far a recipient's copy is; a byte each, and never lower than it was: what a provider took may still
// fail, what has arrived has arrived.
enum class CopyState : uint8_t { none, queued, skipped, sent, failed, delivered, read };
inline constexpr size_t copy_states = 7;

// In one language.
struct NoticeText {
  Language language = Language::zh_hans;
  std::string title, text;
  bool operator==(const NoticeText&) const = default;
};

// Everybody of the site to whom all that is given here applies. Units and residents are alternatives: a home
// in one of the units, or being one of the residents.
struct Audience {
  std::string building, entrance;
  int floor = 0;                      // 0: any
  std::vector<UnitId> units;          // sorted
  std::vector<ResidentId> residents;  // sorted; forgotten once they are counted
  bool operator==(const Audience&) const = default;
};

// Who can be reached how, and who not at all.
struct NoticeTally {
  int chat = 0, sms = 0, unreachable = 0;
  int sms_zh_hans = 0, sms_zh_hant = 0, sms_en = 0;  // by the language that they read
  bool operator==(const NoticeTally&) const = default;
  int all() const { return chat + sms + unreachable; }
};

enum class NoticeVerb : uint8_t {
  composed,
  counted,
  sent,
  approved,
  paused,
  resumed,
  cancelled,
  retried,
  done
};

struct NoticeEntry {
  NoticeVerb what = NoticeVerb::composed;
  Instant at{};
  StaffId by;  // empty: the program
  std::string unknown;
  bool operator==(const NoticeEntry&) const = default;
};

struct Notice {
  NoticeId id;  // also its number, as an order's
  SiteId site;
  NoticeClass sort = NoticeClass::other;
  std::vector<NoticeText> texts;  // one at least
  Audience audience;
  NoticeId corrects;  // an earlier one that this sets right or follows
  NoticeState state = NoticeState::counting;
  StaffId by, approved_by;
  Instant created_at{};
  std::optional<Instant> send_at;
  int per_minute = 0;     // 0: as fast as the providers take it
  int looked_at = 0;      // places of the roll
  int size = 0;           // recipients
  int next = 0;           // the first of them who has not been looked at in this run
  bool is_retry = false;  // this run is for those only whose copy has failed
  int run = 1;
  NoticeTally tally;
  std::vector<NoticeEntry> history;
  Clocks clocks;
  std::string unknown;
  bool operator==(const Notice&) const = default;
};

inline constexpr size_t chunk_of_audience = 500;

// "n:7K3M9Q:12:1": the copy of the twelfth recipient, counted from 0, of the first run.
std::string copy_id(const Notice& notice, int recipient);
struct CopyOf {
  NoticeId notice;
  int recipient = 0;
};
// Nothing where the message is no notice's.
std::optional<CopyOf> copy_of(std::string_view message_id);

template <>
struct Spellings<NoticeClass> {
  static constexpr std::array<Spelling<NoticeClass>, 9> table{{{NoticeClass::water, "water"},
                                                               {NoticeClass::power, "power"},
                                                               {NoticeClass::lift, "lift"},
                                                               {NoticeClass::fees, "fees"},
                                                               {NoticeClass::weather, "weather"},
                                                               {NoticeClass::events, "events"},
                                                               {NoticeClass::epidemic, "epidemic"},
                                                               {NoticeClass::emergency, "emergency"},
                                                               {NoticeClass::other, "other"}}};
};
template <>
struct Spellings<NoticeState> {
  static constexpr std::array<Spelling<NoticeState>, 8> table{{{NoticeState::counting, "counting"},
                                                               {NoticeState::draft, "draft"},
                                                               {NoticeState::to_approve, "to_approve"},
                                                               {NoticeState::scheduled, "scheduled"},
                                                               {NoticeState::sending, "sending"},
                                                               {NoticeState::paused, "paused"},
                                                               {NoticeState::done, "done"},
                                                               {NoticeState::cancelled, "cancelled"}}};
};
template <>
struct Spellings<CopyState> {
  static constexpr std::array<Spelling<CopyState>, copy_states> table{{{CopyState::none, "none"},
                                                                       {CopyState::queued, "queued"},
                                                                       {CopyState::skipped, "skipped"},
                                                                       {CopyState::sent, "sent"},
                                                                       {CopyState::failed, "failed"},
                                                                       {CopyState::delivered, "delivered"},
                                                                       {CopyState::read, "read"}}};
};
template <>
struct Spellings<NoticeVerb> {
  static constexpr std::array<Spelling<NoticeVerb>, 9> table{{{NoticeVerb::composed, "composed"},
                                                              {NoticeVerb::counted, "counted"},
                                                              {NoticeVerb::sent, "sent"},
                                                              {NoticeVerb::approved, "approved"},
                                                              {NoticeVerb::paused, "paused"},
                                                              {NoticeVerb::resumed, "resumed"},
                                                              {NoticeVerb::cancelled, "cancelled"},
                                                              {NoticeVerb::retried, "retried"},
                                                              {NoticeVerb::done, "done"}}};
};

}  // namespace steward::domain
