#include "domain/hearing.hpp"

#include <algorithm>
#include <array>

#include "domain/follow_up.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/roster.hpp"
#include "domain/sites.hpp"
#include "domain/sms_talk.hpp"
#include "domain/text.hpp"

namespace steward::domain {
namespace {

std::string channel_of(const AccountId& account) { return account.value.substr(0, account.value.find(':')); }

// Calling off is not calling; "2 of 5, water everywhere" answers what was asked.
bool is_hazard_meant(const Conversation& talk, const Features& features) {
  if (features.matters.empty() || features.main().intent == Intent::cancel) return false;
  const bool is_scoring = talk.question && talk.question->ask == Ask::score && features.score;
  return !is_scoring || features.main().hazard != Hazard::flood;
}

bool is_hazardous(const Features& features) {
  return std::any_of(features.matters.begin(), features.matters.end(),
                     [](const Matter& matter) { return matter.hazard != Hazard::none; });
}

// The first whole sentence sets it, two whole sentences in another change it.
void learn_language(Conversation& talk, const Features& features) {
  if (!features.is_whole_sentence) return;
  const bool is_settled = talk.language && !talk.is_language_a_guess;
  if (is_settled && *talk.language != features.language && talk.other_language != features.language) {
    talk.other_language = features.language;
    return;
  }
  talk.language = features.language;
  talk.is_language_a_guess = false;
  talk.other_language.reset();
}

void learn_who(const Rules& rules, Conversation& talk, const MessageReceived& message) {
  const bool is_ours = rules.site(message.place).id == message.place;
  if (is_ours && talk.units.empty()) talk.site = message.place;
  if (talk.site.empty()) talk.site = site_named(rules, message.text);
  if (talk.phone.empty() && !message.profile_phone.empty()) talk.phone = message.profile_phone;
  if (talk.name.empty() && !message.profile_name.empty()) talk.name = message.profile_name;
  if (!talk.language && message.profile_language) {
    talk.language = message.profile_language;
    talk.is_language_a_guess = true;
  }
}

void keep_in_thread(Draft& draft, const Conversation& talk, const MessageReceived& message) {
  draft.commit().thread.push_back({talk.account, draft.event.once,
                                   talk.staff.empty() ? "resident" : talk.staff.value, message.written_at,
                                   message.text, message.media});
}

// Opens what goes to them with a greeting the first time, with an apology when it comes late.
void open_letter(Draft& draft, Conversation& talk, const MessageReceived& message) {
  OutMessage& letter = reply(draft, talk);
  if (letter.says.empty()) return;
  std::vector<Say> opening;
  const Site& site = draft.site_of(talk);
  if (!talk.is_greeted) {
    talk.is_greeted = true;
    const bool greets_already = letter.says.front().phrase == "greeting";
    if (!is_hazardous(message.features)) {
      if (!greets_already) opening.push_back(say("greeting_short", {{"site", site.name}}));
      letter.says.push_back(say("privacy", {{"keeper", site.keeper.empty() ? site.name : site.keeper}}));
    }
  }
  if (draft.now > message.written_at + draft.rules.manners.late_after) opening.push_back(say("sorry_late"));
  letter.says.insert(letter.says.begin(), opening.begin(), opening.end());
}

void miss(Draft& draft, Conversation& talk) {
  if (++talk.misses >= draft.rules.manners.misses_to_person) return hand_over(draft, talk, "misses");
  OutMessage& letter = reply(draft, talk);
  if (!say_state_of_danger(draft, talk)) letter.says.push_back(say("not_understood"));
  letter.buttons.push_back({"btn.person", {}, "person"});
  if (!talk.question) letter.asks = Ask::matter;
}

void hear_talk(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  OutMessage& letter = reply(draft, talk);
  const Site& site = draft.site_of(talk);
  switch (said.main().intent) {
    case Intent::greeting:
      if (!say_state_of_danger(draft, talk)) letter.says.push_back(say("greeting", {{"site", site.name}}));
      break;
    case Intent::thanks:
      if (!talk.question) letter.says.push_back(say("welcome"));
      break;
    case Intent::advert: letter.says.push_back(say("no_adverts")); break;
    case Intent::abuse:
      letter.says.push_back(say("stay_calm"));
      letter.buttons.push_back({"btn.person", {}, "person"});
      if (!talk.security_told_at || *talk.security_told_at + std::chrono::hours{24} < draft.now) {
        talk.security_told_at = draft.now;
        for (const Staff* guard : fit_on_duty(draft.reference, site, "security", draft.now))
          if (OutMessage* alert = to_staff(draft, guard->id, nullptr))
            alert->says.push_back(
                say("abuse_to_security", {{"who", talk.name.empty() ? talk.account.value : talk.name},
                                          {"said", shortened(heard.text, 60)}}));
      }
      break;
    default: break;
  }
}

// To see, export, correct or erase what is kept of them: as the privacy notice promises, a person sees to it.
bool is_about_own_data(const Heard& heard) {
  constexpr std::array names{
      "个人信息",       "個人信息", "个人资料",    "個人資料", "个人数据",      "個人數據",
      "個人資訊",       "我的信息", "我的資訊",    "我的资料", "我的資料",      "我的数据",
      "我的數據",       "个资",     "個資",        "隐私",     "隱私",          "聊天记录",
      "聊天記錄",       "my data",  "my own data", "about me", "personal data", "personal information",
      "my information", "privacy",  "GDPR",        "forgotten"};
  return heard.features.main().intent == Intent::handoff &&
         std::any_of(names.begin(), names.end(), [&](const char* one) { return contains(heard.text, one); });
}

bool is_request(const Draft& draft, const Features& said) {
  return draft.rules.kind_for(said.main().intent) != nullptr;
}

bool answers_question(Draft& draft, Conversation& talk, const Heard& heard) {
  return hear_binding_answer(draft, talk, heard) || hear_household_answer(draft, talk, heard) ||
         hear_answer(draft, talk, heard);
}

// In the sequence of how sure we may be: an answer to what we asked, then what speaks of orders, then new
// matters.
void interpret(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const Intent intent = said.main().intent;
  const auto understood = [&talk] { talk.misses = 0; };

  if (said.asks_who_we_are) {
    const Site& site = draft.site_of(talk);
    reply(draft, talk).says.push_back(say("who_we_are", {{"site", site.name}, {"phone", site.phone}}));
    return understood();
  }
  if (is_about_own_data(heard)) return understood(), hand_over(draft, talk, "own_data");
  const bool is_for_work = !said.main().trade.empty();  // "把我女儿的门禁卡绑定"
  if (said.asks_to_put_out && !is_for_work) return understood(), begin_putting_out(draft, talk, heard);
  if (said.asks_to_let_in && !is_for_work) return understood(), begin_letting_in(draft, talk, heard);
  const bool shows_who_it_is = !talk.is_bound() && !talk.question && is_own_card(draft, heard);
  if ((said.asks_to_bind && !is_for_work) || shows_who_it_is)
    return understood(), begin_binding(draft, talk, heard);
  if (said.declines_follow_up && is_request(draft, said) && !said.main().trade.empty())
    talk.wants_no_follow_up = true;
  else if (said.declines_follow_up)
    return understood(), decline_follow_up(draft, talk);
  const bool unit_is_asked =
      talk.question && (talk.question->ask == Ask::unit || doubts_unit(*talk.question));
  if (!unit_is_asked && hear_correction(draft, talk, heard)) return understood();
  if (said.is_urgent && intent != Intent::cancel && hear_it_cannot_wait(draft, talk, heard))
    return understood();
  if (answers_question(draft, talk, heard)) return understood();
  if (hear_correction(draft, talk, heard) || hear_it_is_back(draft, talk, heard) ||
      hear_verdict(draft, talk, heard))
    return understood();

  const bool only_thanks = intent == Intent::praise && contains(heard.text, "谢") &&
                           said.main().trade.empty() && said.person_named.empty() &&
                           length_of(heard.text) <= 12;
  if (only_thanks) {
    if (!talk.question) reply(draft, talk).says.push_back(say("welcome"));
    return understood();
  }
  switch (intent) {
    case Intent::status: return understood(), hear_status(draft, talk, heard);
    case Intent::urge: return understood(), hear_urge(draft, talk, heard);
    case Intent::cancel: return understood(), hear_cancel(draft, talk, heard);
    case Intent::reschedule: return understood(), hear_reschedule(draft, talk, heard);
    case Intent::handoff: return understood(), hand_over(draft, talk, "asked");
    case Intent::greeting:
    case Intent::thanks:
    case Intent::advert:
    case Intent::abuse: return understood(), hear_talk(draft, talk, heard);
    default: break;
  }
  if (is_request(draft, said)) return understood(), hear_request(draft, talk, heard);
  if (said.is_empty_talk) return;
  // Words that say little by themselves are about the order that they reply to.
  if (const OrderLine* line = line_of(talk, heard.quote); line && is_open(*line))
    return understood(), add_detail(draft, talk, line->order, heard);
  // A number to call, after a danger was reported in a hurry.
  const OrderLine* last = line_of(talk, talk.last_order);
  if (last && is_open(*last) && !said.phone.empty())
    return understood(), add_detail(draft, talk, last->order, heard);
  miss(draft, talk);
}

bool speaks_of_binding(const Features& said) {
  return said.asks_to_bind || said.asks_to_let_in || said.asks_to_put_out;
}

// A piece of something, or a photo alone: waits for the rest.
bool gather(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const bool is_photo_alone = heard.text.empty() && !heard.media.empty();
  // A unit without a matter, as people begin: "A座1302".
  const bool is_unit_alone = !talk.question && talk.last_order.empty() && !said.matters.empty() &&
                             said.main().intent == Intent::other && !said.main().unit.empty() &&
                             !said.is_correction && !said.asks_who_we_are && !speaks_of_binding(said) &&
                             said.phone.empty();
  if (!is_photo_alone && !said.is_fragment && !is_unit_alone) return false;
  const Manners& manners = draft.rules.manners;
  if (!talk.gathering) talk.gathering = Gathering{draft.now, draft.now, {}, {}};
  Gathering& pieces = *talk.gathering;
  pieces.last_at = draft.now;
  if (!heard.text.empty()) pieces.texts.push_back(heard.text);
  pieces.media.insert(pieces.media.end(), heard.media.begin(), heard.media.end());
  const Instant quiet = draft.now + manners.gather_quiet;
  talk.clocks.set(ClockRule::gather, std::min(quiet, pieces.first_at + manners.gather_longest));
  return true;
}

Gathering gathered(Instant at, Heard heard) {
  Gathering pieces{at, at, {}, std::move(heard.media)};
  if (!heard.text.empty()) pieces.texts.push_back(std::move(heard.text));
  return pieces;
}

// The pieces so far and this message, read as one text; the message alone where that says more.
Heard with_the_pieces(Draft& draft, Conversation& talk, Heard heard) {
  if (!talk.gathering) return heard;
  const Gathering pieces = std::move(*talk.gathering);
  talk.gathering.reset();
  talk.clocks.stop(ClockRule::gather);
  heard.media.insert(heard.media.begin(), pieces.media.begin(), pieces.media.end());
  if (pieces.texts.empty()) return heard;
  std::string joined = heard.text;
  for (auto piece = pieces.texts.rbegin(); piece != pieces.texts.rend(); ++piece)
    joined = joined.empty() ? *piece : *piece + " " + joined;
  Features together = draft.rules.understand(joined, draft.site_of(talk).zone.to_local(heard.at));
  const bool says_more = heard.features.matters.empty() || heard.features.is_fragment || heard.text.empty() ||
                         together.main().intent == heard.features.main().intent;
  if (says_more) heard.features = std::move(together);
  heard.text = std::move(joined);
  return heard;
}

void hear_words(Draft& draft, Conversation& talk, Heard heard) {
  learn_language(talk, heard.features);
  if (is_hazardous(heard.features) && is_hazard_meant(talk, heard.features)) {
    const Heard whole = with_the_pieces(draft, talk, std::move(heard));
    talk.misses = 0;
    return hear_hazard(draft, talk, whole);
  }
  if (talk.handover && !talk.handover->is_written_down) return pass_to_person(draft, talk, heard);
  const bool may_answer = talk.question && !heard.text.empty();
  if (may_answer && heard.features.is_fragment && !talk.gathering)
    if (answers_question(draft, talk, heard)) {
      talk.misses = 0;
      return;
    }
  if (heard.features.is_empty_talk && heard.media.empty()) {
    const bool calls = heard.features.main().intent == Intent::greeting || contains(heard.text, "?") ||
                       contains(heard.text, "？");
    if (calls && say_state_of_danger(draft, talk)) return;
    if (!talk.question) return;
  }
  if (gather(draft, talk, heard)) return;
  const Heard whole = with_the_pieces(draft, talk, std::move(heard));
  const std::optional<Question> asked = talk.question;
  interpret(draft, talk, whole);
  // A detour was answered: the open question again, unless it is a survey, or nothing was said.
  const bool still_open = asked && talk.question && *talk.question == *asked;
  const OutMessage& letter = reply(draft, talk);
  if (still_open && !letter.says.empty() && letter.asks == Ask::none) ask_again(draft, talk);
}

Heard heard_from(const MessageReceived& message) {
  std::string text = message.text;
  for (const Media& one : message.media)
    if (text.empty() && one.form == Media::Form::voice) text = one.transcript;
  return {std::move(text), message.media, message.quote, message.written_at, message.features};
}

}  // namespace

void hear_the_pieces(Draft& draft, Conversation& talk) {
  if (!talk.gathering) return;
  Heard heard = with_the_pieces(draft, talk, Heard{{}, {}, {}, talk.gathering->last_at, {}});
  const OrderLine* last = line_of(talk, talk.last_order);
  const bool adds_to_last =
      last && is_open(*last) &&
      (heard.text.empty() || draft.now < last->opened_at + draft.rules.manners.talk_quiet);
  if (!heard.text.empty()) {
    if (hear_answer(draft, talk, heard)) return;
    const bool says_something = heard.features.main().intent != Intent::other && !heard.features.is_fragment;
    if (says_something) return interpret(draft, talk, heard);
  }
  if (adds_to_last) return add_detail(draft, talk, talk.last_order, heard);
  if (heard.features.is_empty_talk) return;
  // Photos of something nobody has named yet: kept, with what was said beside them, and asked about.
  const bool is_told_nothing = heard.text.empty();
  if (!heard.media.empty()) talk.gathering = gathered(draft.now, std::move(heard));
  if (is_told_nothing) return ask(draft, talk, Ask::matter, {}, "photos");
  miss(draft, talk);
  if (talk.question && reply(draft, talk).asks == Ask::none && !talk.handover) ask_again(draft, talk);
}

MayRefuse hear(Draft& draft, const MessageReceived& received) {
  Conversation& talk = draft.conversation(received.from);
  draft.via = channel_of(received.from);
  if (is_sms(received.from) && hear_opt_out(draft, talk, received)) return std::nullopt;
  const MessageReceived message = is_sms(received.from) ? as_pressed(talk, received) : received;
  if (is_sms(received.from)) know_by_phone(draft, talk, received.profile_phone);
  if (const Staff* staff = talk.staff.empty() ? nullptr : draft.reference.find(talk.staff)) {
    draft.by = staff->id.value;
    keep_in_thread(draft, talk, message);
    talk.last_at = draft.now;
    hear_staff(draft, talk, *staff, message);
    return std::nullopt;
  }
  talk.staff = {};  // who has left the staff writes as a resident, and may bind as one
  draft.by = "resident";
  talk.last_at = draft.now;
  prune_lines(talk, draft.rules, draft.now);
  learn_who(draft.rules, talk, message);
  const size_t orders_before = talk.orders.size();
  const Heard heard = heard_from(message);
  if (!message.press.empty())
    hear_press(draft, talk, message.press, heard);
  else if (message.is_voice_without_words())
    talk.handover ? pass_to_person(draft, talk, heard) : hand_over(draft, talk, "voice");
  else
    hear_words(draft, talk, heard);

  // What went into an order stands there; the thread keeps the rest, and all of it on the web chat, which
  // shows it.
  const bool went_into_an_order = talk.orders.size() != orders_before || draft.has_new_orders();
  if (draft.via == "web" || talk.handover || !went_into_an_order) keep_in_thread(draft, talk, message);
  open_letter(draft, talk, message);
  return std::nullopt;
}

}  // namespace steward::domain
