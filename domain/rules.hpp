#pragma once
// The configuration as decide() sees it: one immutable value an event.

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/features.hpp"
#include "domain/ids.hpp"
#include "domain/labels.hpp"
#include "domain/time.hpp"

namespace steward::domain {

using std::chrono::minutes;
using std::chrono::seconds;

struct Emergency {
  std::string fire, ambulance, police;
};

struct Site {
  SiteId id;
  std::string name;   // "东湖新城", as the desk calls itself there
  std::string phone;  // of the desk
  Region region = Region::cn;
  Zone zone;
  WorkingCalendar working;  // by which what can wait is counted
  Language language = Language::zh_hans;
  std::string keeper;         // who keeps personal data, for the first contact: "东湖新城物业"
  std::string defibrillator;  // where the nearest is; empty: not said
};

// Who handles a kind once it is known.
enum class Handler : uint8_t {
  technician,   // offered to the trade, one after the other
  front_desk,   // held by the front desk, offered to nobody
  department,   // held by the front desk, the department's head hears of the major ones
  named_staff,  // told to the member of staff it names
};

// How soon something is promised; by the wall clock, or counted in the site's working time.
struct Promised {
  minutes within{0};
  bool is_working_time = false;
};
struct PromisesOfKind {
  std::optional<Promised> accept, arrive, finish;
};

// Who is told that nobody takes an order, one step after the other.
struct EscalationStep {
  minutes after{0};  // the step before, or the first
  std::vector<Told> tell;
  int times = 1;                           // each time `after` the last; 0: for as long as nobody takes it
  TellingHours hours = TellingHours::any;  // told in these only
  bool operator==(const EscalationStep&) const = default;
};
struct Escalation {
  std::optional<minutes> offer_waits;  // for each who is offered it, one after the other
  std::vector<EscalationStep> steps;   // of what nobody took; of a hazard from its opening on
  // After the last step offered again from the top, to whoever is on duty by then.
  std::optional<minutes> again_after;
};

// How somebody of the staff is alerted: step after step, until one of them has its success.
struct ReachingStep {
  Way through = Way::chat;
  Success until = Success::sent;
  seconds within{0};  // zero: for as long as it has not failed
  bool operator==(const ReachingStep&) const = default;
};

struct Kind {
  std::string id;
  std::vector<Intent> intents;  // what opens it
  Handler handler = Handler::technician;
  std::vector<Ask> required;  // before it is dispatched: unit, matter
  std::vector<Ask> wanted;    // asked once, dispatch does not wait: contact, time
  bool is_followed_up = true;
  bool is_for_record = false;  // written down and passed on; nobody has to move at once
  bool waits_at_night = true;
  // By urgency: "normal", "urgent" or a hazard.
  std::map<std::string, PromisesOfKind, std::less<>> promises;
  // By urgency likewise, "hazard" for every one of them; what is not there goes by the desk's manners.
  std::map<std::string, Escalation, std::less<>> escalation;
  // By urgency likewise; after the last step the next person is asked.
  std::map<std::string, std::vector<ReachingStep>, std::less<>> reaching;
  FollowUpSort follow_up = FollowUpSort::daily;
  // Phrase keys that differ from the general ones: "opened" -> "complaint_opened".
  std::map<std::string, std::string> words;

  const std::string& phrase(const std::string& general) const;
};

// The manners and clocks of the desk; shipped values here, all of them configuration.
struct Manners {
  seconds late_after{10};  // an answer later than this opens with an apology
  seconds gather_quiet{8}, gather_longest{40};
  minutes offer_waits{10};
  minutes alert_again{2}, alert_then{5};
  seconds alert_unread{60};     // a hazard's alert that nobody read goes by SMS too
  seconds alerts_together{60};  // so long after an offer, those that follow become one list
  minutes ask_again{10}, desk_task{20};
  minutes idle_after{60}, idle_answer{30};
  minutes idle_after_hazard{10}, idle_answer_hazard{5};
  seconds person_place{90};
  minutes person_head{5}, person_offer{15}, person_given_up{24 * 60};
  minutes urge_again{10};
  int urges_to_head = 3;
  int misses_to_person = 2;
  minutes desk_check{120};  // an order the front desk holds is looked at again
  minutes hold_check{24 * 60}, on_site_check{4 * 60};
  minutes talk_quiet{10};  // nobody is asked for a score while they are talking
  minutes handover_silent{60};
  minutes cover_named{5};  // who leaves the front desk names somebody, or its head hears of it
  minutes follow_up_after{120};
  minutes follow_up_sms{24 * 60}, follow_up_phone{24 * 60};
  minutes follow_up_given_up{14 * 24 * 60};          // nobody was reached: closed, and shown apart
  minutes drawn_again{30 * 24 * 60};                 // nobody is drawn by a plan who was asked since then
  minutes measure_remind{120}, measure_missed{240};  // working minutes
  minutes grace{7 * 24 * 60};                        // reopened within
  minutes rework{30 * 24 * 60};
  int code_tries = 5;     // wrong codes before it dies
  int codes_an_hour = 3;  // codes an account may ask for, and a phone is sent
  int codes_an_hour_of_site = 100, codes_a_day_of_site = 500;
  minutes code_lives{10};
  int let_in_a_unit = 5;                                     // people whom residents may let into a unit
  TimeOfDayWindow night{minutes{22 * 60}, minutes{7 * 60}};  // what can wait is registered
  minutes morning{8 * 60};                                   // … and dispatched
  TimeOfDayWindow quiet{minutes{21 * 60}, minutes{8 * 60}};  // the desk starts nothing towards residents
  TimeOfDayWindow staff_hours{minutes{8 * 60}, minutes{20 * 60}};  // heads are told, on any day
  std::vector<TimeOfDayWindow> decent{{minutes{9 * 60}, minutes{12 * 60}},
                                      {minutes{14 * 60}, minutes{20 * 60 + 30}}};
};

// A trade, by label: whose department it is and what it needs.
struct Trade {
  std::string id;
  std::string department;    // engineering, cleaning, security, service
  bool is_in_home = false;   // the technician has to be let in: a time is asked for
  bool is_licensed = false;  // only who has the trade may do it: hours without anybody are an alarm
};

struct Rules {
  DeskId desk;
  std::vector<Site> sites;  // at least one; the first serves whoever has no other
  std::vector<Kind> kinds;
  std::vector<Trade> trades;
  Manners manners;
  std::map<Region, Emergency> emergency;
  bool sends_sms = true;            // a sender of SMS is configured
  bool hears_sms = true;            // … and what people answer comes back: else nobody is asked by SMS
  int notice_approval_above = 500;  // recipients: of more a second person decides
  std::string public_url;           // for links; empty: none are sent
  // Reads a text again when its pieces are complete; the same pure function that filled the event's features.
  std::function<Features(std::string_view text, LocalTime written_at)> understand;

  const Site& site(const SiteId& id) const;  // the first, where it is not known
  const Kind* kind(std::string_view id) const;
  const Kind* kind_for(Intent intent) const;
  const Trade* trade(std::string_view id) const;
};

}  // namespace steward::domain
