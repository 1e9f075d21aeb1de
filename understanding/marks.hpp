#pragma once
// Words that carry no intent or trade of their own but colour the message: urgency, negation, answers,
// places, what a technician says. Spelled in the lexicon under "mark".

#include <array>
#include <cstdint>

#include "domain/labels.hpp"

namespace steward::understanding {

enum class Mark : uint8_t {
  fault,
  asks_for_work,
  question,
  urgent,
  again,
  another,
  correction,
  major,
  who_we_are,
  bind,
  no_follow_up,
  at_home_now,
  not_at_home,
  negation,
  past,
  present,
  ongoing,
  supposed,
  in_general,
  jest,
  place,
  common_place,
  empty_talk,
  yes,
  no,
  fixed,
  not_fixed,
  any_time,
  score_1,
  score_2,
  score_3,
  score_4,
  score_5,
  title,
  accepts,
  declines,
  arrives,
  finishes,
  holds,
  resumes,
  not_ours,
  reports_for,
  calls_off,
  names_measure,
  on_the_way,
  may_come,
  speaks_of_order,
  estate,
  conjunction,
  asks_to_tell,
  complains
};

}  // namespace steward::understanding

namespace steward::domain {

template <>
struct Spellings<understanding::Mark> {
  using Mark = understanding::Mark;
  static constexpr std::array<Spelling<Mark>, 51> table{{{Mark::fault, "fault"},
                                                         {Mark::asks_for_work, "asks_for_work"},
                                                         {Mark::question, "question"},
                                                         {Mark::urgent, "urgent"},
                                                         {Mark::again, "again"},
                                                         {Mark::another, "another"},
                                                         {Mark::correction, "correction"},
                                                         {Mark::major, "major"},
                                                         {Mark::who_we_are, "who_we_are"},
                                                         {Mark::bind, "bind"},
                                                         {Mark::no_follow_up, "no_follow_up"},
                                                         {Mark::at_home_now, "at_home_now"},
                                                         {Mark::not_at_home, "not_at_home"},
                                                         {Mark::negation, "negation"},
                                                         {Mark::past, "past"},
                                                         {Mark::present, "present"},
                                                         {Mark::ongoing, "ongoing"},
                                                         {Mark::supposed, "supposed"},
                                                         {Mark::in_general, "in_general"},
                                                         {Mark::jest, "jest"},
                                                         {Mark::place, "place"},
                                                         {Mark::common_place, "common_place"},
                                                         {Mark::empty_talk, "empty_talk"},
                                                         {Mark::yes, "yes"},
                                                         {Mark::no, "no"},
                                                         {Mark::fixed, "fixed"},
                                                         {Mark::not_fixed, "not_fixed"},
                                                         {Mark::any_time, "any_time"},
                                                         {Mark::score_1, "score_1"},
                                                         {Mark::score_2, "score_2"},
                                                         {Mark::score_3, "score_3"},
                                                         {Mark::score_4, "score_4"},
                                                         {Mark::score_5, "score_5"},
                                                         {Mark::title, "title"},
                                                         {Mark::accepts, "accepts"},
                                                         {Mark::declines, "declines"},
                                                         {Mark::arrives, "arrives"},
                                                         {Mark::finishes, "finishes"},
                                                         {Mark::holds, "holds"},
                                                         {Mark::resumes, "resumes"},
                                                         {Mark::not_ours, "not_ours"},
                                                         {Mark::reports_for, "reports_for"},
                                                         {Mark::calls_off, "calls_off"},
                                                         {Mark::names_measure, "names_measure"},
                                                         {Mark::on_the_way, "on_the_way"},
                                                         {Mark::may_come, "may_come"},
                                                         {Mark::speaks_of_order, "speaks_of_order"},
                                                         {Mark::estate, "estate"},
                                                         {Mark::conjunction, "conjunction"},
                                                         {Mark::asks_to_tell, "asks_to_tell"},
                                                         {Mark::complains, "complains"}}};
};

}  // namespace steward::domain
