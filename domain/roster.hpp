#pragma once
// Who is on duty, when a shift begins and ends, whom a department answers to.

#include <optional>
#include <string_view>
#include <vector>

#include "domain/reference.hpp"
#include "domain/rules.hpp"

namespace steward::domain {

bool is_on_duty(const Reference& reference, const Zone& zone, const StaffId& staff, Instant at);

// A technician who can do the trade at that site, on duty or not.
bool is_fit(const Staff& staff, const Site& site, std::string_view trade);

// Technicians on duty who can do the trade at that site, in the sequence of the register.
std::vector<const Staff*> fit_on_duty(const Reference& reference, const Site& site, std::string_view trade,
                                      Instant at);

// Everybody on duty at that site, whatever they do.
std::vector<const Staff*> on_duty(const Reference& reference, const Site& site, Instant at);

// A time somebody is on duty.
struct Duty {
  Instant from{}, to{};
};
// What of a window somebody is on duty, each shift by itself, cut to the window.
std::vector<Duty> duties(const Reference& reference, const Zone& zone, const StaffId& staff, Duty window);

// A shift as it falls on a day.
struct RosteredShift {
  const Shift* shift = nullptr;
  std::chrono::local_days day{};  // on which it begins
  Duty time;
};
// Those of somebody that touch the window, in the sequence of time; covers are none.
std::vector<RosteredShift> shifts_of(const Reference& reference, const Zone& zone, const StaffId& staff,
                                     Duty window);
// The first that begins after `at`, within eight days.
std::optional<Duty> next_shift(const Reference& reference, const Zone& zone, const StaffId& staff,
                               Instant at);

// Of what stands for dates: a night shift that began yesterday may still run.
bool is_over(const Shift& shift, std::chrono::local_days today);

// The next instant at which a shift or a cover begins or ends, within two days.
std::optional<Instant> next_change(const Reference& reference, const Zone& zone, Instant after);

// The entry by which somebody is away from the front desk at that time; null where they are not.
const Shift* away_from_desk(const Reference& reference, const Zone& zone, const StaffId& staff, Instant at);

// When the shift somebody is in ends; shifts that follow one another without a gap are one. Nothing off duty.
std::optional<Instant> shift_end(const Reference& reference, const Zone& zone, const StaffId& staff,
                                 Instant at);

// The first beginning of a shift of somebody who can do the trade, after `at`, within eight days.
std::optional<Instant> next_shift_of(const Reference& reference, const Site& site, std::string_view trade,
                                     Instant at);

// Whoever covers the front desk, or has it on duty; where nobody is, its head, then the manager. Empty only
// for a desk without such people.
StaffId front_desk_on_duty(const Reference& reference, const Site& site, Instant at);

// By whose clock somebody's shifts are read: the first site they serve.
const Site& home_site(const Rules& rules, const Staff& staff);

const Staff* head_of(const Reference& reference, std::string_view department);
const Staff* head_of_front_desk(const Reference& reference);
const Staff* manager(const Reference& reference);

}  // namespace steward::domain
