#include "app/register_import.hpp"

#include "domain/household.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace steward::app {
namespace {

enum class Change : uint8_t { added, changed, same };

void note(ImportPlan& plan, Change change, const std::string& what) {
  if (change == Change::same) return void(++plan.same);
  ++(change == Change::added ? plan.added : plan.changed);
  plan.lines.push_back((change == Change::added ? "new: " : "changed: ") + what);
}

std::string described(const domain::Unit& unit) {
  return fmt::format("{} (building {}{}, floor {})", unit.id.value, unit.building,
                     unit.entrance.empty() ? "" : ", entrance " + unit.entrance, unit.floor);
}

std::string described(const domain::Staff& staff) {
  return fmt::format("{} {} ({}{}{})", staff.id.value, staff.name, domain::to_string(staff.role),
                     staff.department.empty() ? "" : ", ", staff.department);
}

std::string described(const domain::Shift& shift) {
  constexpr const char* names[]{"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string days;
  for (const int day : shift.days) days += (days.empty() ? "" : " ") + std::string(names[day]);
  return fmt::format("{} {} {:02}:{:02}-{:02}:{:02}", shift.staff.value, days, shift.from.count() / 60,
                     shift.from.count() % 60, shift.to.count() / 60, shift.to.count() % 60);
}

}  // namespace

ImportPlan merge_units(domain::Reference& into, const std::vector<domain::Unit>& units) {
  ImportPlan plan;
  plan.left_out = into.units.size();
  for (const domain::Unit& unit : units) {
    const auto kept = into.units.find(unit.id);
    const bool is_new = kept == into.units.end();
    if (!is_new) --plan.left_out;
    note(plan,
         is_new                 ? Change::added
         : kept->second == unit ? Change::same
                                : Change::changed,
         described(unit));
    into.units[unit.id] = unit;
  }
  return plan;
}

ImportPlan merge_staff(domain::Reference& into, std::vector<domain::Staff> staff) {
  ImportPlan plan;
  for (domain::Staff& one : staff) {
    const domain::Staff* kept = into.find(one.id);
    if (kept) one.accounts = kept->accounts;
    note(plan, !kept ? Change::added : *kept == one ? Change::same : Change::changed, described(one));
  }
  for (const domain::Staff& kept : into.staff) {
    const bool stays =
        std::any_of(staff.begin(), staff.end(), [&](const auto& one) { return one.id == kept.id; });
    if (stays) continue;
    ++plan.left_out;
    plan.lines.push_back("removed: " + described(kept) + "; what they hold goes to others");
  }
  into.staff = std::move(staff);
  std::erase_if(into.shifts, [&](const domain::Shift& shift) { return into.find(shift.staff) == nullptr; });
  return plan;
}

ImportPlan merge_roster(domain::Reference& into, const std::vector<domain::Shift>& shifts) {
  ImportPlan plan;
  const auto holds = [](const std::vector<domain::Shift>& list, const domain::Shift& shift) {
    return std::find(list.begin(), list.end(), shift) != list.end();
  };
  for (const domain::Shift& shift : shifts)
    note(plan, holds(into.shifts, shift) ? Change::same : Change::added, described(shift));
  for (const domain::Shift& kept : into.shifts) {
    if (holds(shifts, kept)) continue;
    ++plan.left_out;
    plan.lines.push_back("removed: " + described(kept));
  }
  into.shifts = shifts;
  return plan;
}

domain::Resident merged(const domain::Resident& from_file, const domain::Resident* kept) {
  domain::Resident resident = from_file;
  if (!kept) return resident;
  resident.accounts = kept->accounts;
  for (const auto& home : kept->homes)
    if (home.let_in && !domain::home_in(from_file, home.unit)) resident.homes.push_back(home);
  resident.unknown = kept->unknown;
  return resident;
}

void note_resident(ImportPlan& plan, const domain::Resident& resident, const domain::Resident* kept) {
  std::string homes;
  for (const auto& home : resident.homes) homes += (homes.empty() ? "" : ", ") + home.unit.value;
  note(plan,
       !kept                             ? Change::added
       : *kept == merged(resident, kept) ? Change::same
                                         : Change::changed,
       fmt::format("{} ({})", resident.name, homes));
}

}  // namespace steward::app
