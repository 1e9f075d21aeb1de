#pragma once
// The documents, member by member: short keys, because each stands in memory a hundred thousand times. A key
// once used never changes its meaning. What tells which document it is (its id) stands in the key it is
// stored under.

#include "domain/documents.hpp"
#include "storage/archive.hpp"

#include <array>

namespace steward::storage {

template <class Label>
using LetterTable = domain::Spelling<Label>;

template <>
struct Letters<domain::Media::Form> {
  using Form = domain::Media::Form;
  static constexpr std::array<LetterTable<Form>, 4> table{
      {{Form::photo, "p"}, {Form::voice, "a"}, {Form::video, "v"}, {Form::file, "f"}}};
};

template <>
struct Letters<domain::Happened> {
  using H = domain::Happened;
  static constexpr std::array table{
      LetterTable<H>{H::opened, "op"},
      LetterTable<H>{H::unit_known, "un"},
      LetterTable<H>{H::visit_set, "vi"},
      LetterTable<H>{H::offered, "of"},
      LetterTable<H>{H::offer_lapsed, "ol"},
      LetterTable<H>{H::alerted, "al"},
      LetterTable<H>{H::held_by_desk, "hd"},
      LetterTable<H>{H::registered_for_morning, "rm"},
      LetterTable<H>{H::accepted, "ac"},
      LetterTable<H>{H::declined, "de"},
      LetterTable<H>{H::eta_given, "et"},
      LetterTable<H>{H::arrived, "ar"},
      LetterTable<H>{H::finished, "fi"},
      LetterTable<H>{H::put_on_hold, "ho"},
      LetterTable<H>{H::resumed, "re"},
      LetterTable<H>{H::cancelled, "ca"},
      LetterTable<H>{H::not_ours, "no"},
      LetterTable<H>{H::reopened, "ro"},
      LetterTable<H>{H::urged, "ur"},
      LetterTable<H>{H::asked_if_moving, "am"},
      LetterTable<H>{H::taken_back, "tb"},
      LetterTable<H>{H::handed_to_next_shift, "ns"},
      LetterTable<H>{H::asked_follow_up, "fu"},
      LetterTable<H>{H::follow_up_by_sms, "fs"},
      LetterTable<H>{H::follow_up_by_phone, "fp"},
      LetterTable<H>{H::confirmed_fixed, "cf"},
      LetterTable<H>{H::answered, "an"},
      LetterTable<H>{H::measure_named, "me"},
      LetterTable<H>{H::head_told, "ht"},
      LetterTable<H>{H::manager_told, "mt"},
      LetterTable<H>{H::closed, "cl"},
      LetterTable<H>{H::detail_added, "da"},
      LetterTable<H>{H::dispatched_by_desk, "dd"},
      LetterTable<H>{H::follow_up_declined, "fd"},
      LetterTable<H>{H::reason_given, "rg"},
      LetterTable<H>{H::message_failed, "mf"},
      LetterTable<H>{H::promise_missed, "pm"},
      LetterTable<H>{H::drawn, "dr"},
      LetterTable<H>{H::rated, "ra"},
      LetterTable<H>{H::unreached, "nr"},
      LetterTable<H>{H::storm_waited, "sw"},
      LetterTable<H>{H::storm_over, "so"},
      LetterTable<H>{H::not_picked_up, "np"},
      LetterTable<H>{H::message_delivered, "md"},
      LetterTable<H>{H::message_read, "mr"},
      LetterTable<H>{H::alerted_otherwise, "ao"},
      LetterTable<H>{H::staff_unreached, "su"},
  };
  // A new happening needs a code here, or an order that has it could not be written.
  static_assert(table.size() == static_cast<size_t>(H::staff_unreached) + 1);
};

template <>
struct Letters<domain::PlanPurpose> {
  using P = domain::PlanPurpose;
  static constexpr std::array<LetterTable<P>, 6> table{{{P::digest, "digest"},
                                                        {P::roster_check, "roster"},
                                                        {P::report, "report"},
                                                        {P::follow_up, "follow_up"},
                                                        {P::shift_change, "shifts"},
                                                        {P::storm_check, "storm"}}};
};

template <>
struct Letters<domain::Schedule::Every> {
  using E = domain::Schedule::Every;
  static constexpr std::array<LetterTable<E>, 4> table{
      {{E::day, "d"}, {E::week, "w"}, {E::month, "m"}, {E::quarter, "q"}}};
};

template <>
struct Letters<domain::AfterOutage> {
  using A = domain::AfterOutage;
  static constexpr std::array<LetterTable<A>, 3> table{{{A::each, "e"}, {A::once, "o"}, {A::skip, "s"}}};
};

// A line of a history is an array, [what, when, by, via, why]: a third of what an object would take.
void write_compact(FieldWriter& a, const domain::HistoryEntry& entry);
void read_compact(FieldReader& a, domain::HistoryEntry& entry);

void fields(auto& a, Is<domain::Media> auto& media) {
  a("f", media.form);
  a("r", media.ref);
  a("t", media.transcript);
}

// ---- the work order ---------------------------------------------------------------------------------------

// The follow-up has no object of its own, so that members it may get later are kept with the order's.
void follow_up_fields(auto& a, Is<domain::FollowUp> auto& follow_up) {
  a("fs", follow_up.state);
  a("fn", follow_up.score);
  a("f1", follow_up.speed);
  a("f2", follow_up.service);
  a("fx", follow_up.methods);
  a("fa", follow_up.asked_at);
  a("fm", follow_up.method);
  a("fb", follow_up.measure_by);
  a("fw", follow_up.is_after_measure);
  a("fr", follow_up.has_asked_reason);
}

void fields(auto& a, Is<domain::Lapse> auto& lapse) {
  a("p", lapse.promise);
  a("m", lapse.is_missed);
  a("l", lapse.late);
  a.unknown(lapse.unknown);
}

void fields(auto& a, Is<domain::Reaching> auto& reaching) {
  a("w", reaching.who);
  a("m", reaching.message);
  a("s", reaching.step);
  a("u", reaching.until);
  a.unknown(reaching.unknown);
}

void fields(auto& a, Is<domain::WorkOrder> auto& order) {
  a.base("t", order.opened_at);
  a("st", order.site);
  a("k", order.kind);
  a("tr", order.trade);
  a("hz", order.hazard);
  a("u", order.unit);
  a("cp", order.is_common_place);
  a("s", order.state);
  a("v", order.via);
  a("r", order.reporter);
  a("p", order.resident);
  a("eb", order.entered_by);
  a("nm", order.named);
  a("pl", order.plan);
  a("dp", order.department);
  a("h", order.holder);
  a("of", order.offered_to);
  a("tb", order.tried);
  a("al", order.is_alert);
  a("an", order.alerts);
  a("re", order.reaching);
  a("ab", order.accepted_by);
  a("db", order.done_by);
  a("ta", order.accepted_at);
  a("tv", order.arrived_at);
  a("td", order.done_at);
  a("vf", order.visit_from);
  a("vt", order.visit_to);
  a("va", order.is_visit_any_time);
  a("es", order.escalated);
  a("ug", order.is_urgent);
  a("rg", order.is_registered);
  a("sb", order.is_storm_bound);
  a("gs", order.goes_in_storm);
  a("mj", order.is_major);
  a("qs", order.asked);
  a("un", order.urged);
  a("ut", order.urge_told_at);
  a("rn", order.reopened);
  a("ph", order.photos);
  a("rw", order.rework_of);
  follow_up_fields(a, order.follow_up);
  a("lp", order.lapses);
  a.clocks(order.clocks);
  a("l", order.history);
  a.unknown(order.unknown);
}

void fields(auto& a, Is<domain::Words::Entry> auto& entry) {
  a("t", entry.at);
  a("b", entry.by);
  a("x", entry.text);
  a("m", entry.media);
  a.unknown(entry.unknown);
}

void fields(auto& a, Is<domain::Words> auto& words) {
  a("m", words.matter);
  a("p", words.place);
  a("n", words.contact_name);
  a("ph", words.contact_phone);
  a("me", words.measure);
  a("e", words.entries);
  a.unknown(words.unknown);
}

// ---- the conversation: its instants are absolute, since nothing in it stays as it is

void fields(auto& a, Is<domain::OrderLine> auto& line) {
  a("o", line.order);
  a("k", line.kind);
  a("tr", line.trade);
  a("m", line.matter);
  a("s", line.state);
  a("hz", line.hazard);
  a("t", line.opened_at);
  a("td", line.done_at);
  a("fs", line.follow_up);
  a.unknown(line.unknown);
}

void fields(auto& a, Is<domain::Question> auto& question) {
  a("a", question.ask);
  a("o", question.order);
  a("os", question.orders);
  a("p", question.purpose);
  a("t", question.asked_at);
  a("n", question.asked, 1);
  a.unknown(question.unknown);
}

void fields(auto& a, Is<domain::Gathering> auto& gathering) {
  a("f", gathering.first_at);
  a("l", gathering.last_at);
  a("x", gathering.texts);
  a("m", gathering.media);
}

void fields(auto& a, Is<domain::Handover> auto& handover) {
  a("t", handover.since);
  a("b", handover.by);
  a("w", handover.why);
  a("wd", handover.is_written_down);
}

void fields(auto& a, Is<domain::Binding> auto& binding) {
  a("p", binding.phone);
  a("h", binding.code_hash);
  a("t", binding.sent_at);
  a("n", binding.tries);
  a("c", binding.codes);
  a("w", binding.window_at);
}

void fields(auto& a, Is<domain::Newcomer> auto& newcomer) {
  a("p", newcomer.phone);
  a("u", newcomer.unit);
  a("c", newcomer.called);
}

void fields(auto& a, Is<domain::SwapAsked> auto& swap) {
  a("b", swap.by);
  a("d", swap.date);
  a("t", swap.asked_at);
}

void fields(auto& a, Is<domain::SteppingAway> auto& away) {
  a("t", away.since);
  a("l", away.length);
}

void fields(auto& a, Is<domain::Conversation> auto& talk) {
  a("t", talk.last_at);
  a("st", talk.site);
  a("p", talk.resident);
  a("sf", talk.staff);
  a("n", talk.name);
  a("ph", talk.phone);
  a("u", talk.units);
  a("lg", talk.language);
  a("li", talk.is_language_a_guess);
  a("lo", talk.other_language);
  a("g", talk.is_greeted);
  a("q", talk.question);
  a("o", talk.orders);
  a("ga", talk.gathering);
  a("ho", talk.handover);
  a("bi", talk.binding);
  a("nc", talk.newcomer);
  a("sw", talk.swaps);
  a("aw", talk.stepping_away);
  a("mi", talk.misses);
  a("ns", talk.wants_no_sms);
  a("ch", talk.choices);
  a("l", talk.last_order);
  a("se", talk.security_told_at);
  a("nf", talk.wants_no_follow_up);
  a("sv", talk.surveyed_at);
  a("sm", talk.storm_told_at);
  a("dr", talk.drawn_at);
  a.clocks(talk.clocks);
  a.unknown(talk.unknown);
}

// ---- the register -----------------------------------------------------------------------------------------

void fields(auto& a, Is<domain::LetIn> auto& let_in) {
  a("b", let_in.by);
  a("t", let_in.at);
  a("c", let_in.called);
}

void fields(auto& a, Is<domain::Resident::Home> auto& home) {
  a("u", home.unit);
  a("s", home.site);
  a("r", home.role);
  a("l", home.let_in);
}

void fields(auto& a, Is<domain::Resident> auto& resident) {
  a("ph", resident.phone);
  a("n", resident.name);
  a("lg", resident.language);
  a("h", resident.homes);
  a("a", resident.accounts);
  a.unknown(resident.unknown);
}

// ---- what recurs

void fields(auto& a, Is<domain::Schedule> auto& schedule) {
  a("e", schedule.every);
  a("o", schedule.on, 1);
  a("a", schedule.at);
}

void fields(auto& a, Is<domain::InLanguage> auto& text) {
  a("l", text.language);
  a("x", text.text);
}

void fields(auto& a, Is<domain::FollowUpPlan> auto& plan) {
  a("s", plan.sort);
  a("t", plan.title);
  a("f", plan.from);
  a("u", plan.until);
  a("k", plan.kinds);
  a("tr", plan.trades);
  a("b", plan.buildings);
  a("un", plan.units);
  a("df", plan.done_from);
  a("du", plan.done_until);
  a("p", plan.percent, 100);
  a("al", plan.at_least, 1);
  a("se", plan.seed);
  a("d", plan.departments);
  a("q", plan.question);
  a("m", plan.methods);
}

void fields(auto& a, Is<domain::Draw> auto& draw) {
  a("r", draw.round);
  a("b", draw.building);
  a("k", draw.rank);
  a("n", draw.drawn);
  a("d", draw.day);
  a("p", draw.place);
}

void fields(auto& a, Is<domain::Plan> auto& plan) {
  a("pu", plan.purpose);
  a("st", plan.site);
  a("s", plan.schedule);
  a("ao", plan.after_outage, domain::AfterOutage::once);
  a("ls", plan.last_slot);
  a("f", plan.follow_up);
  a("d", plan.draw);
  a.clocks(plan.clocks);
  a.unknown(plan.unknown);
}

// ---- the notice -------------------------------------------------------------------------------------------

void fields(auto& a, Is<domain::NoticeText> auto& text) {
  a("l", text.language);
  a("t", text.title);
  a("x", text.text);
}

void fields(auto& a, Is<domain::Audience> auto& audience) {
  a("b", audience.building);
  a("e", audience.entrance);
  a("f", audience.floor);
  a("u", audience.units);
  a("r", audience.residents);
}

void fields(auto& a, Is<domain::NoticeTally> auto& tally) {
  a("c", tally.chat);
  a("s", tally.sms);
  a("n", tally.unreachable);
  a("sh", tally.sms_zh_hans);
  a("st", tally.sms_zh_hant);
  a("se", tally.sms_en);
}

void fields(auto& a, Is<domain::NoticeEntry> auto& entry) {
  a("w", entry.what);
  a("t", entry.at);
  a("b", entry.by);
  a.unknown(entry.unknown);
}

void fields(auto& a, Is<domain::Notice> auto& notice) {
  a.base("t", notice.created_at);
  a("st", notice.site);
  a("c", notice.sort, domain::NoticeClass::other);
  a("x", notice.texts);
  a("a", notice.audience);
  a("co", notice.corrects);
  a("s", notice.state);
  a("b", notice.by);
  a("ap", notice.approved_by);
  a("at", notice.send_at);
  a("pm", notice.per_minute);
  a("la", notice.looked_at);
  a("sz", notice.size);
  a("nx", notice.next);
  a("rt", notice.is_retry);
  a("rn", notice.run, 1);
  a("ta", notice.tally);
  a("h", notice.history);
  a.clocks(notice.clocks);
  a.unknown(notice.unknown);
}

}  // namespace steward::storage
