#include "domain/attendance.hpp"

#include <algorithm>

#include "domain/counters.hpp"
#include "domain/period.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr const char* outside = "out";

// "480" for a shift from eight on.
std::string name_of_shift(minutes from) { return std::to_string(from.count()); }

std::string counter(std::string_view what, const std::string& shift, const StaffId& who, const Site& site,
                    local_days day) {
  return counter_of(std::string{what} + "/" + shift + "/" + who.value, site, date_text(day));
}

minutes since_midnight(const Zone& zone, local_days day, Instant at) {
  return std::chrono::floor<minutes>(zone.to_local(at) - day);
}

// The shift somebody is in, as it is counted: its day and name.
struct Counted {
  local_days day;
  std::string shift;
};
Counted counted_now(const Draft& draft, const Staff& staff) {
  const Zone& zone = home_site(draft.rules, staff).zone;
  for (const RosteredShift& one : shifts_of(draft.reference, zone, staff.id, {draft.now, draft.now}))
    if (one.time.from <= draft.now && draft.now < one.time.to)
      return {one.day, name_of_shift(one.shift->from)};
  return {day_of(zone.to_local(draft.now)), outside};
}

// Minutes since 1970, so that no time of day looks like none at all.
int minute_of(Instant at) {
  return static_cast<int>(std::chrono::floor<minutes>(at.time_since_epoch()).count());
}
std::optional<Instant> instant_of(int minute) {
  return minute == 0 ? std::nullopt : std::optional{Instant{minutes{minute}}};
}

std::string name_of_shift(const Attendance& row) { return row.from ? name_of_shift(*row.from) : outside; }

}  // namespace

void note_act(Draft& draft, const StaffId& who) {
  const Staff* staff = draft.reference.find(who);
  if (!staff) return;
  using How = CounterChange::How;
  const Site& site = home_site(draft.rules, *staff);
  const Counted in = counted_now(draft, *staff);
  const int minute = minute_of(draft.now);
  draft.commit().counters.push_back({counter("first", in.shift, who, site, in.day), minute, How::set_once});
  draft.commit().counters.push_back({counter("last", in.shift, who, site, in.day), minute, How::set});
}

void note_finished_order(Draft& draft, const StaffId& who) {
  const Staff* staff = draft.reference.find(who);
  if (!staff) return;
  const Counted in = counted_now(draft, *staff);
  draft.commit().counters.push_back(
      {counter("finished", in.shift, who, home_site(draft.rules, *staff), in.day)});
}

void note_ended_shifts(Draft& draft, Instant since) {
  for (const Staff& staff : draft.reference.staff) {
    const Site& site = home_site(draft.rules, staff);
    for (const RosteredShift& one : shifts_of(draft.reference, site.zone, staff.id, {since, draft.now})) {
      if (one.time.to < since || one.time.to > draft.now) continue;
      Fact fact{.what = Fact::What::shift, .staff = staff.id, .swapped_with = one.shift->with};
      fact.from = since_midnight(site.zone, one.day, one.time.from);
      fact.to = since_midnight(site.zone, one.day, one.time.to);
      draft.commit().facts.push_back({site.id, date_text(one.day), std::move(fact)});
    }
  }
}

std::vector<Attendance> rows_of_day(const Rules& rules, const Reference& reference, const Site& site,
                                    local_days day, const std::vector<Fact>& facts) {
  std::vector<Attendance> rows;
  for (const Fact& fact : facts)
    if (fact.what == Fact::What::shift)
      rows.push_back({fact.staff, day, fact.from, fact.to, fact.swapped_with});
  std::vector<StaffId> people;
  for (const Staff& one : reference.staff)
    if (home_site(rules, one).id == site.id) people.push_back(one.id);
  for (const Attendance& row : rows)
    if (std::find(people.begin(), people.end(), row.staff) == people.end()) people.push_back(row.staff);
  for (const StaffId& who : people) rows.push_back({.staff = who, .day = day});
  return rows;
}

std::vector<std::string> counters_of(const Site& site, const Attendance& row) {
  std::vector<std::string> names;
  for (const char* what : {"first", "last", "finished"})
    names.push_back(counter(what, name_of_shift(row), row.staff, site, row.day));
  return names;
}

void fill_in(const Site& site, Attendance& row, const std::map<std::string, int>& counters) {
  const auto names = counters_of(site, row);
  row.first_act = instant_of(counters.at(names[0]));
  row.last_act = instant_of(counters.at(names[1]));
  row.finished = counters.at(names[2]);
}

}  // namespace steward::domain
