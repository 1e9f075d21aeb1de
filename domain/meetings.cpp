#include "domain/meetings.hpp"

#include <algorithm>
#include <charconv>

#include "domain/fingerprint.hpp"
#include "domain/letters.hpp"

namespace steward::domain {
namespace {

constexpr std::string_view slot_begins = "meeting:";

std::string slot_of(const Meeting& meeting) { return std::string{slot_begins} + meeting.id; }

Say said_of(std::string phrase, const Meeting& meeting) {
  return say(std::move(phrase),
             {{"sort", meeting.is_training ? "meeting.training" : "meeting.meeting", Arg::Form::phrase},
              {"about", meeting.about},
              {"place", meeting.place},
              time_arg("at", meeting.at)});
}

// Null where there is no such person, or no way to reach them.
const Staff* reachable(const Reference& reference, const StaffId& who) {
  const Staff* one = reference.find(who);
  return one && (!one->accounts.empty() || !one->phone.empty()) ? one : nullptr;
}

AccountId account_of(const Staff& who) {
  return who.accounts.empty() ? sms_account(who.phone) : who.accounts.front();
}

OutMessage letter(const Rules& rules, const Staff& who, const Meeting& meeting, std::string phrase,
                  Instant now) {
  OutMessage letter;
  letter.id = fingerprint(slot_of(meeting) + who.id.value + phrase, 12);
  letter.to = account_of(who);
  letter.staff = who.id;
  letter.site = meeting.site;
  letter.language = rules.site(meeting.site).language;
  letter.says = {said_of(std::move(phrase), meeting)};
  letter.created_at = now;
  letter.expires_at = meeting.at;
  return letter;
}

const Arg* arg_of(const Say& say, std::string_view name) {
  const auto found =
      std::find_if(say.args.begin(), say.args.end(), [name](const Arg& arg) { return arg.name == name; });
  return found == say.args.end() ? nullptr : &*found;
}

}  // namespace

std::vector<StaffId> invited(const Reference& reference, const SiteId& site, const std::string& department) {
  std::vector<StaffId> who;
  for (const Staff& one : reference.staff)
    if (one.serves(site) && (department.empty() || one.department == department)) who.push_back(one.id);
  return who;
}

Commit call_meeting(const Rules& rules, const Reference& reference, const Meeting& meeting, Instant now) {
  Commit commit;
  commit.once = slot_of(meeting);
  const Instant remind_at = meeting.at - meeting_reminded_ahead;
  for (const StaffId& id : meeting.who) {
    const Staff* who = reachable(reference, id);
    if (!who) continue;
    commit.messages.push_back(letter(rules, *who, meeting, "meeting_called", now));
    if (remind_at <= now) continue;
    OutMessage reminder = letter(rules, *who, meeting, "meeting_soon", now);
    reminder.slot = slot_of(meeting);
    reminder.not_before = remind_at;
    commit.messages.push_back(std::move(reminder));
  }
  return commit;
}

std::optional<Meeting> meeting_of(const OutMessage& waiting) {
  if (!waiting.slot.starts_with(slot_begins) || waiting.says.empty()) return std::nullopt;
  const Say& said = waiting.says.front();
  const Arg *sort = arg_of(said, "sort"), *about = arg_of(said, "about"), *place = arg_of(said, "place"),
            *at = arg_of(said, "at");
  if (!sort || !about || !place || !at) return std::nullopt;
  Instant::rep milliseconds = 0;
  std::from_chars(at->value.data(), at->value.data() + at->value.size(), milliseconds);
  return Meeting{.id = waiting.slot.substr(slot_begins.size()),
                 .is_training = sort->value == "meeting.training",
                 .site = waiting.site,
                 .about = about->value,
                 .place = place->value,
                 .at = Instant{Duration{milliseconds}},
                 .who = {waiting.staff}};
}

Commit call_off_meeting(const Rules& rules, const Reference& reference, const Meeting& meeting, Instant now) {
  Commit commit;
  commit.once = "off:" + slot_of(meeting);
  for (const StaffId& id : meeting.who) {
    const Staff* who = reachable(reference, id);
    if (!who) continue;
    commit.withdrawn.emplace_back(account_of(*who), slot_of(meeting));
    commit.messages.push_back(letter(rules, *who, meeting, "meeting_off", now));
  }
  return commit;
}

}  // namespace steward::domain
