#pragma once
// The documents of a desk: what is loaded for an event and written by its commit. Plain values; how they are
// encoded is storage's business. `unknown` carries the members that this version of the program does not
// know, as storage found them, so that they are written back untouched.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/clocks.hpp"
#include "domain/features.hpp"
#include "domain/follow_up_plan.hpp"
#include "domain/ids.hpp"
#include "domain/labels.hpp"
#include "domain/notice.hpp"
#include "domain/schedule.hpp"
#include "domain/time.hpp"

namespace steward::domain {

// A photo, voice message or file: kept where it was received, fetched when somebody looks at it.
struct Media {
  enum class Form : uint8_t { photo, voice, video, file };
  Form form = Form::photo;
  std::string ref;         // "<channel>:<platform's id>"
  std::string transcript;  // of a voice message, where one came with it
  bool operator==(const Media&) const = default;
};

// ---- the work order ---------------------------------------------------------------------------------------

// What happened to an order: past tense, with who, when, through what and why. Never rewritten.
enum class Happened : uint8_t {
  opened,
  unit_known,
  visit_set,
  offered,
  offer_lapsed,
  alerted,
  held_by_desk,
  registered_for_morning,
  accepted,
  declined,
  eta_given,
  arrived,
  finished,
  put_on_hold,
  resumed,
  cancelled,
  not_ours,
  reopened,
  urged,
  asked_if_moving,
  taken_back,
  handed_to_next_shift,
  asked_follow_up,
  follow_up_by_sms,
  follow_up_by_phone,
  confirmed_fixed,
  answered,
  measure_named,
  head_told,
  manager_told,
  closed,
  detail_added,
  dispatched_by_desk,
  follow_up_declined,
  reason_given,
  message_failed,
  promise_missed,
  drawn,
  rated,
  unreached,
  storm_waited,  // what can wait stands still from here on
  storm_over,    // … and goes on
  not_picked_up,
  message_delivered,  // why: the message's id
  message_read,
  alerted_otherwise,  // by the next step; why: whom
  staff_unreached,    // by any step; why: whom
};

struct HistoryEntry {
  Happened what = Happened::opened;
  Instant at{};
  std::string by;   // staff id, "resident", "desk" (the program) …
  std::string via;  // channel, "console", "timer"
  std::string why;  // a reason's key or figure; words of people stand in Words
  std::string unknown;
  bool operator==(const HistoryEntry&) const = default;
};

struct FollowUp {
  FollowUpState state = FollowUpState::none;
  std::optional<int> score;
  std::optional<int> speed, service;    // where they were willing to say
  std::vector<FollowUpMethod> methods;  // those of its plan; empty: the usual ones
  std::optional<Instant> asked_at;
  std::string method;                 // by what the answer came: chat, sms, phone
  std::optional<Instant> measure_by;  // of the improvement
  bool is_after_measure = false;      // asked again after the measure
  bool has_asked_reason = false;
  bool operator==(const FollowUp&) const = default;
};

// A promise that was in danger, or was missed.
struct Lapse {
  Promise promise = Promise::accept;
  bool is_missed = false;        // else only warned of
  std::chrono::minutes late{0};  // once it is kept after all, in the time that it is counted in
  std::string unknown;
  bool operator==(const Lapse&) const = default;
};

// An alert whose success is waited for: see reaching.hpp.
struct Reaching {
  StaffId who;
  std::string message;
  int step = 0;
  Instant until{};
  std::string unknown;
  bool operator==(const Reaching&) const = default;
};

// Somebody still has to do something.
constexpr bool is_open(OrderState state) { return state <= OrderState::on_hold; }

inline constexpr std::string_view survey_kind = "survey";

struct WorkOrder {
  OrderId id;
  SiteId site;
  std::string kind;
  std::string trade;
  Hazard hazard = Hazard::none;
  UnitId unit;
  bool is_common_place = false;  // in the common parts: needs no unit
  OrderState state = OrderState::received;
  Via via = Via::chat;
  AccountId reporter;      // empty for what was said on the phone by somebody without an account
  ResidentId resident;     // empty while nobody is bound
  StaffId entered_by;      // for what staff entered
  StaffId named;           // whom a message is for
  PlanId plan;             // by which follow-up plan it is asked about
  std::string department;  // of a survey: which it asks about
  Instant opened_at{};

  StaffId holder;                   // who must act next
  std::vector<StaffId> offered_to;  // everybody it was offered to since it was dispatched, in sequence
  std::vector<StaffId> tried;       // whom it was offered to in the present round
  bool is_alert = false;            // alerted to everybody fit (hazard), not offered one by one
  int alerts = 0;
  std::vector<Reaching> reaching;  // while the clock `reach` runs
  StaffId accepted_by;
  StaffId done_by;  // fixed when it is done: whom the score is for
  std::optional<Instant> accepted_at, arrived_at, done_at;
  std::optional<Instant> visit_from, visit_to;
  bool is_visit_any_time = false;
  int escalated = 0;            // steps of its chain that were told since it was last offered from the top
  bool is_urgent = false;       // the resident said so: dispatched at night too
  bool is_registered = false;   // dispatched in the morning, or after the storm
  bool is_storm_bound = false;  // its clocks stand still until a storm is over
  bool goes_in_storm = false;   // the front desk sent somebody all the same
  bool is_major = false;
  std::vector<Ask> asked;  // the questions put about it so far, each once
  int urged = 0;
  std::optional<Instant> urge_told_at;
  int reopened = 0;
  int photos = 0;
  OrderId rework_of;  // the same defect within 30 days
  FollowUp follow_up;
  std::vector<Lapse> lapses;
  Clocks clocks;
  std::vector<HistoryEntry> history;
  std::string unknown;
  bool operator==(const WorkOrder&) const = default;

  bool is_open() const { return domain::is_open(state); }
  // Nothing was done: a resident was drawn, to be asked how the service is.
  bool is_survey() const { return kind == survey_kind; }
  bool is_taken() const {
    return state == OrderState::accepted || state == OrderState::on_site || state == OrderState::on_hold;
  }
  bool was_offered_to(const StaffId& staff) const {
    for (const auto& one : offered_to)
      if (one == staff) return true;
    return false;
  }
};

// What was said and shown about an order, and how to reach who said it. Erasable without touching the
// history.
struct Words {
  struct Entry {
    Instant at{};
    std::string by;  // "resident" or a staff id
    std::string text;
    std::vector<Media> media;
    std::string unknown;
    bool operator==(const Entry&) const = default;
  };
  OrderId order;
  std::string matter;  // in a line, for alerts and lists
  std::string place;   // in words: "厨房", "3号楼左边那部"
  std::string contact_name;
  std::string contact_phone;  // E.164 where it could be told
  std::string measure;        // the improvement's words
  std::vector<Entry> entries;
  std::string unknown;
  bool operator==(const Words&) const = default;
};

// ---- the conversation -------------------------------------------------------------------------------------

// An order as its reporter's conversation knows it, so that a message can be weighed without loading orders.
struct OrderLine {
  OrderId order;
  std::string kind;
  std::string trade;
  std::string matter;
  OrderState state = OrderState::received;
  Hazard hazard = Hazard::none;
  Instant opened_at{};
  std::optional<Instant> done_at;
  FollowUpState follow_up = FollowUpState::none;
  std::string unknown;
  bool operator==(const OrderLine&) const = default;
};

// The one open question of a conversation.
struct Question {
  Ask ask = Ask::none;
  OrderId order;                // which it is about; empty for none
  std::vector<OrderId> orders;  // the choice of which_order, or those a score counts for
  std::string purpose;          // what follows the answer: "cancel", "status", "bind_phone", "score:1" …
  Instant asked_at{};
  int asked = 1;  // how many times
  std::string unknown;
  bool operator==(const Question&) const = default;
};

// Pieces of a message still being written.
struct Gathering {
  Instant first_at{}, last_at{};
  std::vector<std::string> texts;
  std::vector<Media> media;
  bool operator==(const Gathering&) const = default;
};

// A person talks instead of the program.
struct Handover {
  Instant since{};
  StaffId by;                    // who took it over; empty while nobody did
  std::string why;               // "asked", "misses", "voice"
  bool is_written_down = false;  // nobody came: what is written next, the program takes down
  bool operator==(const Handover&) const = default;
};

// A one-time code that proves a phone. Only its hash is kept.
struct Binding {
  std::string phone;  // E.164 as the person gave it
  std::string code_hash;
  Instant sent_at{};
  int tries = 0;  // wrong codes so far
  int codes = 0;  // codes asked for since `window_at`
  Instant window_at{};
  bool operator==(const Binding&) const = default;
};

// Somebody who is to be let into a unit, or put out of it again, while it is talked about.
struct Newcomer {
  std::string phone;   // E.164
  UnitId unit;         // as far as it was given
  std::string called;  // as in LetIn
  bool operator==(const Newcomer&) const = default;
};

// Somebody of the staff asked them to swap the shifts of a day; open until they say yes or no.
struct SwapAsked {
  StaffId by;
  std::chrono::local_days date{};
  Instant asked_at{};
  bool operator==(const SwapAsked&) const = default;

  bool is_about(const SwapAsked& other) const { return by == other.by && date == other.date; }
};

// They are leaving the front desk for a while, and have yet to name who covers it.
struct SteppingAway {
  Instant since{};
  std::chrono::minutes length{0};  // as far as they said
  bool operator==(const SteppingAway&) const = default;
};

struct Conversation {
  AccountId account;
  SiteId site;
  // Who it is. Copied from the register when the account is bound, so that one read decides most events.
  ResidentId resident;
  StaffId staff;
  std::string name;
  std::string phone;  // E.164; registered, or given by the platform or the person
  std::vector<UnitId> units;

  std::optional<Language> language;
  bool is_language_a_guess = false;        // that of their app, until a whole sentence tells
  std::optional<Language> other_language;  // of the last whole sentence, where it differed
  bool is_greeted = false;
  std::optional<Question> question;
  std::vector<OrderLine> orders;  // open ones, and those done within the grace
  std::optional<Gathering> gathering;
  std::optional<Handover> handover;
  std::optional<Binding> binding;
  std::optional<Newcomer> newcomer;
  std::vector<SwapAsked> swaps;               // of staff
  std::optional<SteppingAway> stepping_away;  // of staff
  int misses = 0;                             // "not understood" running
  OrderId last_order;                         // what was last spoken of
  Instant last_at{};                          // when the person last wrote
  std::optional<Instant> security_told_at;
  bool wants_no_follow_up = false;
  bool wants_no_sms = false;             // by SMS: STOP
  std::vector<std::string> choices;      // by SMS: what the numbers 1, 2 … of the last message press
  std::optional<Instant> surveyed_at;    // one ask a day
  std::optional<Instant> drawn_at;       // by a follow-up plan
  std::optional<Instant> storm_told_at;  // that what they reported waits for the end of a storm
  Clocks clocks;
  std::string unknown;
  bool operator==(const Conversation&) const = default;

  bool is_bound() const { return !resident.empty() || !staff.empty(); }
};

// Somebody is of a household because one whom the register has there let them in.
struct LetIn {
  ResidentId by;
  Instant at{};
  std::string called;  // by whoever let them in: "女儿", "daughter"; may be empty
  bool operator==(const LetIn&) const = default;
};

// Somebody with a home here, keyed by the phone. Who has none left is kept as an empty document.
struct Resident {
  ResidentId id;
  std::string phone;  // E.164
  std::string name;
  Language language = Language::zh_hans;
  struct Home {
    UnitId unit;
    SiteId site;
    std::string role;               // owner, tenant, family
    std::optional<LetIn> let_in{};  // nothing: the register says so
    bool operator==(const Home&) const = default;
  };
  std::vector<Home> homes;
  std::vector<AccountId> accounts;  // bound chat accounts
  std::string unknown;
  bool operator==(const Resident&) const = default;
};

// The id follows from the registered phone (E.164), so a phone finds its resident in one read.
ResidentId resident_id_of(std::string_view phone);

// ---- what recurs ------------------------------------------------------------------------------------------

enum class PlanPurpose : uint8_t { digest, roster_check, report, follow_up, shift_change, storm_check };

struct Plan {
  PlanId id;
  PlanPurpose purpose = PlanPurpose::digest;
  SiteId site;  // whose local time it runs by
  Schedule schedule;
  AfterOutage after_outage = AfterOutage::once;
  std::string last_slot;   // by its name, see slot_name; empty: none has come yet
  FollowUpPlan follow_up;  // of such a plan
  Draw draw;
  Clocks clocks;  // `slot`: the next one
  std::string unknown;
  bool operator==(const Plan&) const = default;
};

// ---- any of them ------------------------------------------------------------------------------------------

enum class DocumentType : uint8_t { order, words, conversation, resident, plan, notice };

struct DocumentKey {
  DocumentType type;
  std::string id;
  auto operator<=>(const DocumentKey&) const = default;
};

using Document = std::variant<WorkOrder, Words, Conversation, Resident, Plan, Notice>;

DocumentKey key_of(const OrderId& id);
DocumentKey words_key_of(const OrderId& id);
DocumentKey key_of(const AccountId& id);
DocumentKey key_of(const ResidentId& id);
DocumentKey key_of(const PlanId& id);
DocumentKey key_of(const NoticeId& id);
DocumentKey key_of(const Document& document);

}  // namespace steward::domain
