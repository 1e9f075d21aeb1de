#include "domain/notices.hpp"

#include <algorithm>
#include <charconv>

#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/projections.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

using namespace std::chrono_literals;

constexpr int places_a_step = 500;
constexpr int most_ahead = 5000;
constexpr auto at_once = 1ms;       // a clock set to when it fires would not have changed
constexpr auto look_again = 200ms;  // while the outbox is full
constexpr auto is_it_done = 2s;     // while the last copies are on their way

struct Way {
  AccountId account;
  bool is_sms = false;
};

// Their chat, else SMS; no account where there is neither.
Way way_to(const Rules& rules, const Resident& resident) {
  if (!resident.accounts.empty()) return {resident.accounts.front(), is_sms(resident.accounts.front())};
  if (rules.sends_sms && !resident.phone.empty()) return {sms_account(resident.phone), true};
  return {};
}

void count(NoticeTally& tally, const Way& way, Language language) {
  if (way.account.empty()) {
    ++tally.unreachable;
    return;
  }
  if (!way.is_sms) {
    ++tally.chat;
    return;
  }
  ++tally.sms;
  if (language == Language::en) ++tally.sms_en;
  if (language == Language::zh_hans) ++tally.sms_zh_hans;
  if (language == Language::zh_hant) ++tally.sms_zh_hant;
}

// In their language, else in the other Chinese, else the first.
const NoticeText& text_for(const Notice& notice, Language language) {
  const auto in = [&notice](Language wanted) -> const NoticeText* {
    for (const NoticeText& one : notice.texts)
      if (one.language == wanted) return &one;
    return nullptr;
  };
  if (const NoticeText* same = in(language)) return *same;
  const Language other = language == Language::zh_hans ? Language::zh_hant : Language::zh_hans;
  const NoticeText* near = in(other);
  return near ? *near : notice.texts.front();
}

bool is_emergency(const Notice& notice) { return notice.sort == NoticeClass::emergency; }

// Nobody is woken by what is no emergency.
Instant when_to_begin(const Draft& draft, const Notice& notice) {
  const Instant wanted = std::max(draft.now, notice.send_at.value_or(draft.now));
  if (is_emergency(notice)) return wanted;
  return next_unquiet(draft.rules, draft.rules.site(notice.site), wanted);
}

void note(const Draft& draft, Notice& notice, NoticeVerb what, const StaffId& by = {}) {
  notice.history.push_back({what, draft.now, by, {}});
}

void start(Draft& draft, Notice& notice) {
  const Instant begin = when_to_begin(draft, notice);
  notice.state = begin > draft.now ? NoticeState::scheduled : NoticeState::sending;
  notice.clocks.set(ClockRule::notice, begin);
}

void ask_for_approval(Draft& draft, Notice& notice) {
  notice.state = NoticeState::to_approve;
  const Staff* boss = manager(draft.reference);
  if (!boss || boss->id == notice.by) return;
  OutMessage* letter = to_staff(draft, boss->id, nullptr);
  if (!letter) return;
  letter->says.push_back(say("notice_to_approve", {{"number", notice.id.value},
                                                   {"title", notice.texts.front().title},
                                                   {"count", std::to_string(notice.size)},
                                                   name_of(draft, notice.by)}));
}

// ---- the audience

void gather(Draft& draft, Notice& notice) {
  const std::vector<ResidentId>& roll = draft.roll({notice.looked_at, places_a_step});
  Reads people;
  for (const ResidentId& id : roll) people.documents.push_back(key_of(id));
  draft.need(people);
  AudienceAdded added{.notice = notice.id, .first = notice.size, .places = {}};
  int place = notice.looked_at;
  for (const ResidentId& id : roll) {
    const Resident* resident = draft.find_resident(id);
    if (resident && is_meant(notice.audience, notice.site, draft.reference, *resident)) {
      added.places.push_back(place);
      count(notice.tally, way_to(draft.rules, *resident), text_for(notice, resident->language).language);
    }
    ++place;
  }
  notice.looked_at = place;
  notice.size += static_cast<int>(added.places.size());
  if (!added.places.empty()) draft.commit().audience.push_back(std::move(added));
  if (roll.size() == places_a_step) {
    notice.clocks.set(ClockRule::notice, draft.now + at_once);
    return;
  }
  notice.state = NoticeState::draft;
  // They stand as places now, and the document is written often; one stays, to say that it is for those
  // listed.
  if (notice.audience.residents.size() > 1) notice.audience.residents.resize(1);
  note(draft, notice, NoticeVerb::counted);
  draft.commit().copies.push_back({notice.id, notice.size, {}});
}

// ---- the copies

OutMessage copy_for(const Draft& draft, const Notice& notice, int recipient, const Resident& resident,
                    const Way& way) {
  const NoticeText& text = text_for(notice, resident.language);
  OutMessage message;
  message.id = copy_id(notice, recipient);
  message.to = way.account;
  message.lane = is_emergency(notice) ? Lane::urgent : Lane::bulk;
  message.language = text.language;
  message.site = notice.site;
  message.text = text.title.empty() ? text.text : text.title + '\n' + text.text;
  message.created_at = draft.now;
  return message;
}

// How many may go with this step, and when the next one is.
struct Pace {
  int copies = 0;
  Duration pause{};
};
Pace pace_of(const Draft& draft, const Notice& notice) {
  const int room = most_ahead - draft.counted(copies_ahead(notice.id));
  if (room <= 0) return {0, look_again};
  const int most = std::min<int>(room, chunk_of_audience);
  if (notice.per_minute == 0) return {most, at_once};
  // A second's worth each second; where that is less than one, one in so many seconds.
  const int a_second = std::max(1, notice.per_minute / 60);
  const auto pause = Duration(60'000 * static_cast<int64_t>(a_second) / notice.per_minute);
  return {std::min(most, a_second), pause};
}

// All are handed over: done as soon as none of them is on its way.
void end_when_all_are_gone(Draft& draft, Notice& notice) {
  if (draft.counted(copies_ahead(notice.id)) > 0) {
    notice.clocks.set(ClockRule::notice, draft.now + is_it_done);
    return;
  }
  notice.state = NoticeState::done;
  note(draft, notice, NoticeVerb::done);
}

void hand_over(Draft& draft, Notice& notice) {
  Reads ahead;
  ahead.counters.push_back(copies_ahead(notice.id));
  const int chunk = notice.next / static_cast<int>(chunk_of_audience);
  const bool has_more = notice.next < notice.size;
  if (has_more) ahead.chunks.push_back({notice.id, chunk});
  draft.need(ahead);
  if (!has_more) return end_when_all_are_gone(draft, notice);
  const Pace pace = pace_of(draft, notice);
  if (pace.copies == 0) {
    notice.clocks.set(ClockRule::notice, draft.now + pace.pause);
    return;
  }

  const AudienceSeen& seen = draft.chunk({notice.id, chunk});
  const int first = notice.next - chunk * static_cast<int>(chunk_of_audience);
  const int last = std::min(static_cast<int>(seen.who.size()), first + pace.copies);
  Reads people;
  for (int i = first; i < last; ++i) people.documents.push_back(key_of(seen.who[static_cast<size_t>(i)]));
  draft.need(people);
  CopiesMarked marked{notice.id, notice.next, {}};
  int handed = 0;
  for (int i = first; i < last; ++i) {
    const auto at = static_cast<size_t>(i);
    const CopyState before = at < seen.states.size() ? seen.states[at] : CopyState::none;
    const Resident* resident = draft.find_resident(seen.who[at]);
    const bool is_wanted = !notice.is_retry || before == CopyState::failed;
    const Way way = resident && is_wanted ? way_to(draft.rules, *resident) : Way{};
    marked.states.push_back(!is_wanted            ? before
                            : way.account.empty() ? CopyState::skipped
                                                  : CopyState::queued);
    if (way.account.empty()) continue;
    draft.commit().messages.push_back(
        copy_for(draft, notice, chunk * static_cast<int>(chunk_of_audience) + i, *resident, way));
    ++handed;
  }
  notice.next += static_cast<int>(marked.states.size());
  draft.commit().copies.push_back(std::move(marked));
  if (handed > 0) draft.commit().counters.push_back({copies_ahead(notice.id), handed});
  notice.clocks.set(ClockRule::notice, draft.now + (notice.next < notice.size ? pace.pause : is_it_done));
}

bool may_approve(const Staff& by, const Notice& notice) {
  return by.role != Role::technician && by.role != Role::front_desk && by.id != notice.by;
}

// Whoever works at the desk of its site.
bool may_handle(const Rules& rules, const Staff& by, const SiteId& site) {
  return by.role != Role::technician && by.serves(rules.site(site).id);
}

bool is_time_for(NoticeVerb verb, NoticeState state) {
  using S = NoticeState;
  switch (verb) {
    case NoticeVerb::sent: return state == S::draft;
    case NoticeVerb::approved: return state == S::to_approve;
    case NoticeVerb::paused: return state == S::scheduled || state == S::sending;
    case NoticeVerb::resumed: return state == S::paused;
    case NoticeVerb::cancelled: return state != S::done && state != S::cancelled;
    case NoticeVerb::retried: return state == S::done;
    default: return false;
  }
}

}  // namespace

std::optional<Refusal> refusal_of(const Rules& rules, const Staff& by, const Notice& notice,
                                  NoticeVerb verb) {
  if (!may_handle(rules, by, notice.site)) return Refusal::not_allowed;
  if (!is_time_for(verb, notice.state)) return Refusal::not_now;
  if (verb == NoticeVerb::approved && !may_approve(by, notice)) return Refusal::not_allowed;
  return std::nullopt;
}

std::string copy_id(const Notice& notice, int recipient) {
  return "n:" + notice.id.value + ':' + std::to_string(recipient) + ':' + std::to_string(notice.run);
}

std::optional<CopyOf> copy_of(std::string_view message_id) {
  if (!message_id.starts_with("n:")) return std::nullopt;
  message_id.remove_prefix(2);
  const size_t colon = message_id.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  CopyOf copy{.notice = NoticeId(std::string(message_id.substr(0, colon)))};
  const auto [end, error] =
      std::from_chars(message_id.data() + colon + 1, message_id.data() + message_id.size(), copy.recipient);
  if (error != std::errc{} || copy.recipient < 0) return std::nullopt;
  return copy;
}

IndexKey all_notices() { return {"notices"}; }
bool needs_approval(const Rules& rules, const Notice& notice) {
  return notice.size > rules.notice_approval_above;
}

std::string copies_ahead(const NoticeId& notice) { return "ahead:" + notice.value; }

bool is_meant(const Audience& audience, const SiteId& site, const Reference& reference,
              const Resident& resident) {
  const bool is_listed = !audience.units.empty() || !audience.residents.empty();
  const bool is_named = std::binary_search(audience.residents.begin(), audience.residents.end(), resident.id);
  return std::any_of(resident.homes.begin(), resident.homes.end(), [&](const Resident::Home& home) {
    if (home.site != site) return false;
    const bool is_unit_listed = std::binary_search(audience.units.begin(), audience.units.end(), home.unit);
    if (is_listed && !is_named && !is_unit_listed) return false;
    if (audience.building.empty() && audience.entrance.empty() && audience.floor == 0) return true;
    const Unit* unit = reference.find(home.unit, home.site);
    return unit && (audience.building.empty() || unit->building == audience.building) &&
           (audience.entrance.empty() || unit->entrance == audience.entrance) &&
           (audience.floor == 0 || unit->floor == audience.floor);
  });
}

std::optional<Refusal> compose(Draft& draft, const NoticeComposed& wanted) {
  const Staff* by = draft.reference.find(wanted.notice.by);
  if (!by || !may_handle(draft.rules, *by, wanted.notice.site)) return Refusal::not_allowed;
  if (wanted.notice.texts.empty() || wanted.notice.texts.front().text.empty()) return Refusal::bad_input;
  if (!wanted.notice.corrects.empty() && !draft.find_notice(wanted.notice.corrects))
    return Refusal::not_found;
  Notice fresh = wanted.notice;
  fresh.id = NoticeId(draft.new_number().value);
  fresh.state = NoticeState::counting;
  fresh.created_at = draft.now;
  std::sort(fresh.audience.units.begin(), fresh.audience.units.end());
  std::sort(fresh.audience.residents.begin(), fresh.audience.residents.end());
  fresh.clocks.set(ClockRule::notice, draft.now);
  note(draft, fresh, NoticeVerb::composed, by->id);
  draft.commit().answer = fresh.id.value;
  draft.add(std::move(fresh));
  return std::nullopt;
}

std::optional<Refusal> act_on_notice(Draft& draft, const NoticeAction& action) {
  const Staff* by = draft.reference.find(action.by);
  if (!by || by->role == Role::technician) return Refusal::not_allowed;
  Notice* notice = draft.find_notice(action.notice);
  if (!notice) return Refusal::not_found;
  if (const auto refused = refusal_of(draft.rules, *by, *notice, action.verb)) return refused;
  switch (action.verb) {
    case NoticeVerb::sent:
      notice->send_at = action.at;
      notice->per_minute = action.per_minute;
      if (needs_approval(draft.rules, *notice))
        ask_for_approval(draft, *notice);
      else
        start(draft, *notice);
      break;
    case NoticeVerb::approved:
      notice->approved_by = by->id;
      start(draft, *notice);
      break;
    case NoticeVerb::paused:
      notice->state = NoticeState::paused;
      notice->clocks.stop_all();
      break;
    case NoticeVerb::resumed: start(draft, *notice); break;
    case NoticeVerb::cancelled:
      notice->state = NoticeState::cancelled;
      notice->clocks.stop_all();
      break;
    case NoticeVerb::retried:
      notice->is_retry = true;
      notice->next = 0;
      ++notice->run;
      start(draft, *notice);
      break;
    default: return Refusal::bad_input;
  }
  note(draft, *notice, action.verb, by->id);
  return std::nullopt;
}

void go_on(Draft& draft, Notice& notice) {
  notice.clocks.stop(ClockRule::notice);
  if (notice.state == NoticeState::counting) return gather(draft, notice);
  if (notice.state == NoticeState::scheduled) notice.state = NoticeState::sending;
  if (notice.state == NoticeState::sending) hand_over(draft, notice);
}

}  // namespace steward::domain
