#include "domain/roster.hpp"

#include <algorithm>

namespace steward::domain {
namespace {

using namespace std::chrono;

bool holds(const Duty& span, Instant at) { return span.from <= at && at < span.to; }

Duty span_on(const Shift& shift, const Zone& zone, local_days date) {
  const auto end = shift.to <= shift.from ? shift.to + hours{24} : shift.to;
  return {zone.to_instant(LocalTime{date} + shift.from), zone.to_instant(LocalTime{date} + end)};
}

// Whether something stands for that date that takes the place of the shift, be it a day off.
bool gives_way(const Reference& reference, const Shift& shift, local_days date) {
  return !shift.is_cover &&
         std::any_of(reference.shifts.begin(), reference.shifts.end(), [&](const Shift& other) {
           return other.staff == shift.staff && !other.is_cover && other.rank() > shift.rank() &&
                  other.begins_on(date);
         });
}

// The spans of a shift that begin between the day before `at` and `days_ahead` days after it.
template <class Visit>
void each_span(const Reference& reference, const Shift& shift, const Zone& zone, Instant at, int days_ahead,
               const Visit& visit) {
  if (shift.is_off) return;
  const local_days today = day_of(zone.to_local(at));
  for (int ahead = -1; ahead <= days_ahead; ++ahead) {
    const local_days date = today + days{ahead};
    if (shift.begins_on(date) && !gives_way(reference, shift, date)) visit(span_on(shift, zone, date));
  }
}

bool is_in(const Reference& reference, const Zone& zone, const Shift& shift, Instant at) {
  bool is_inside = false;
  each_span(reference, shift, zone, at, 0, [&](Duty span) { is_inside |= holds(span, at); });
  return is_inside;
}

}  // namespace

bool is_on_duty(const Reference& reference, const Zone& zone, const StaffId& staff, Instant at) {
  if (away_from_desk(reference, zone, staff, at)) return false;
  return std::any_of(reference.shifts.begin(), reference.shifts.end(), [&](const Shift& shift) {
    return shift.staff == staff && is_in(reference, zone, shift, at);
  });
}

const Shift* away_from_desk(const Reference& reference, const Zone& zone, const StaffId& staff, Instant at) {
  for (const Shift& shift : reference.shifts)
    if (shift.is_cover && shift.is_off && shift.staff == staff &&
        holds(span_on(shift, zone, *shift.first), at))
      return &shift;
  return nullptr;
}

bool is_fit(const Staff& staff, const Site& site, std::string_view trade) {
  return staff.role == Role::technician && staff.can(trade) && staff.serves(site.id);
}

std::vector<const Staff*> fit_on_duty(const Reference& reference, const Site& site, std::string_view trade,
                                      Instant at) {
  std::vector<const Staff*> fit;
  for (const Staff& one : reference.staff)
    if (is_fit(one, site, trade) && is_on_duty(reference, site.zone, one.id, at)) fit.push_back(&one);
  return fit;
}

std::vector<const Staff*> on_duty(const Reference& reference, const Site& site, Instant at) {
  std::vector<const Staff*> present;
  for (const Staff& one : reference.staff)
    if (one.serves(site.id) && is_on_duty(reference, site.zone, one.id, at)) present.push_back(&one);
  return present;
}

std::vector<Duty> duties(const Reference& reference, const Zone& zone, const StaffId& staff, Duty window) {
  std::vector<Duty> found;
  const int days_ahead = static_cast<int>(std::chrono::ceil<days>(window.to - window.from).count());
  for (const Shift& shift : reference.shifts) {
    if (shift.staff != staff) continue;
    each_span(reference, shift, zone, window.from, days_ahead, [&](Duty span) {
      const Duty cut{std::max(span.from, window.from), std::min(span.to, window.to)};
      if (cut.from < cut.to) found.push_back(cut);
    });
  }
  return found;
}

std::vector<RosteredShift> shifts_of(const Reference& reference, const Zone& zone, const StaffId& staff,
                                     Duty window) {
  std::vector<RosteredShift> found;
  const int days_ahead = static_cast<int>(std::chrono::ceil<days>(window.to - window.from).count());
  for (const Shift& shift : reference.shifts) {
    if (shift.staff != staff || shift.is_cover) continue;
    each_span(reference, shift, zone, window.from, days_ahead, [&](Duty span) {
      if (span.from <= window.to && span.to >= window.from)
        found.push_back({&shift, day_of(zone.to_local(span.from)), span});
    });
  }
  std::sort(found.begin(), found.end(),
            [](const auto& one, const auto& other) { return one.time.from < other.time.from; });
  return found;
}

std::optional<Duty> next_shift(const Reference& reference, const Zone& zone, const StaffId& staff,
                               Instant at) {
  for (const RosteredShift& one : shifts_of(reference, zone, staff, {at, at + days{8}}))
    if (one.time.from > at) return one.time;
  return std::nullopt;
}

bool is_over(const Shift& shift, local_days today) {
  return shift.is_dated() && shift.last.value_or(*shift.first) < today - days{1};
}

std::optional<Instant> next_change(const Reference& reference, const Zone& zone, Instant after) {
  std::optional<Instant> next;
  const auto look = [&](Instant at) {
    if (at > after && (!next || at < *next)) next = at;
  };
  const auto look_at_both = [&](Duty span) { look(span.from), look(span.to); };
  for (const Shift& shift : reference.shifts)
    if (shift.is_cover)
      look_at_both(span_on(shift, zone, *shift.first));
    else
      each_span(reference, shift, zone, after, 1, look_at_both);
  return next;
}

std::optional<Instant> shift_end(const Reference& reference, const Zone& zone, const StaffId& staff,
                                 Instant at) {
  std::optional<Instant> end;
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    const Instant probe = end.value_or(at);
    if (probe > at + days{2}) break;  // on duty round the clock
    for (const Shift& shift : reference.shifts) {
      if (shift.staff != staff) continue;
      each_span(reference, shift, zone, at, 2, [&](Duty span) {
        if (span.from <= probe && probe < span.to && (!end || span.to > *end)) {
          end = span.to;
          has_grown = true;
        }
      });
    }
  }
  return end;
}

std::optional<Instant> next_shift_of(const Reference& reference, const Site& site, std::string_view trade,
                                     Instant at) {
  std::optional<Instant> next;
  for (const Shift& shift : reference.shifts) {
    const Staff* who = reference.find(shift.staff);
    if (!who || !is_fit(*who, site, trade)) continue;
    each_span(reference, shift, site.zone, at, 8, [&](Duty span) {
      if (span.from > at && (!next || span.from < *next)) next = span.from;
    });
  }
  return next;
}

const Site& home_site(const Rules& rules, const Staff& staff) {
  return staff.sites.empty() ? rules.sites.front() : rules.site(staff.sites.front());
}

const Staff* head_of(const Reference& reference, std::string_view department) {
  for (const Staff& one : reference.staff)
    if (one.role == Role::head && one.department == department) return &one;
  return nullptr;
}

const Staff* head_of_front_desk(const Reference& reference) {
  for (const Staff& one : reference.staff)
    if (one.role == Role::front_desk)
      if (const Staff* head = head_of(reference, one.department)) return head;
  return nullptr;
}

const Staff* manager(const Reference& reference) {
  for (const Staff& one : reference.staff)
    if (one.role == Role::manager) return &one;
  return nullptr;
}

StaffId front_desk_on_duty(const Reference& reference, const Site& site, Instant at) {
  for (const Shift& shift : reference.shifts) {
    const Staff* cover = shift.is_cover && !shift.is_off ? reference.find(shift.staff) : nullptr;
    const bool stands_in = cover && cover->serves(site.id) && is_in(reference, site.zone, shift, at);
    if (stands_in && !away_from_desk(reference, site.zone, cover->id, at)) return cover->id;
  }
  for (const Staff& one : reference.staff)
    if (one.role == Role::front_desk && one.serves(site.id) && is_on_duty(reference, site.zone, one.id, at))
      return one.id;
  if (const Staff* head = head_of_front_desk(reference)) return head->id;
  if (const Staff* boss = manager(reference)) return boss->id;
  return {};
}

}  // namespace steward::domain
