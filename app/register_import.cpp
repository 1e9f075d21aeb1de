#include "app/register_import.hpp"

#include "domain/household.hpp"
#include "domain/period.hpp"
#include "domain/roster.hpp"
#include "net/secret.hpp"

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

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text.empty() ? "none" : text;
}

// "陈晓明: name 陈小明 → 陈晓明, units 3-501 → 3-601".
class Differences {
 public:
  explicit Differences(std::string what) : text_(std::move(what)) {}
  Differences& add(std::string_view name, std::string_view before, std::string_view after) {
    if (before == after) return *this;
    text_ += fmt::format("{} {} {} → {}", is_first_ ? ":" : ",", name, before, after);
    is_first_ = false;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool is_first_ = true;
};

std::string difference(const domain::Unit& before, const domain::Unit& after) {
  return Differences(after.id.value)
      .add("building", before.building, after.building)
      .add("entrance", before.entrance, after.entrance)
      .add("floor", std::to_string(before.floor), std::to_string(after.floor))
      .text();
}

// Said, since a slip in the column "site" makes one too.
std::string namesakes(const domain::Reference& reference, const domain::Unit& unit) {
  std::string text;
  for (const domain::Unit* other : reference.numbered(unit.id))
    text += fmt::format("{} {}", text.empty() ? ", at " + unit.site.value + " as well as" : " and",
                        other->site.value);
  return text;
}

std::string sites_of(const domain::Staff& staff) {
  std::vector<std::string> sites;
  for (const domain::SiteId& site : staff.sites) sites.push_back(site.value);
  return sites.empty() ? "all" : listed(sites);
}

std::string difference(const domain::Staff& before, const domain::Staff& after) {
  return Differences(after.id.value + " " + after.name)
      .add("name", before.name, after.name)
      .add("phone", net::masked_phone(before.phone), net::masked_phone(after.phone))
      .add("department", before.department, after.department)
      .add("role", domain::to_string(before.role), domain::to_string(after.role))
      .add("trades", listed(before.trades), listed(after.trades))
      .add("capacity", std::to_string(before.capacity), std::to_string(after.capacity))
      .add("sites", sites_of(before), sites_of(after))
      .text();
}

std::string homes_of(const domain::Resident& resident) {
  std::vector<std::string> homes;
  for (const auto& home : resident.homes)
    if (!home.let_in) homes.push_back(home.unit.value + " (" + home.role + ")");
  return listed(homes);
}

std::string difference(const domain::Resident& before, const domain::Resident& after) {
  return Differences(after.name)
      .add("name", before.name, after.name)
      .add("units", homes_of(before), homes_of(after))
      .add("language", domain::to_string(before.language), domain::to_string(after.language))
      .text();
}

std::string described(const domain::Shift& shift) {
  constexpr const char* names[]{"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  std::string days;
  for (const int day : shift.days) days += (days.empty() ? "" : " ") + std::string(names[day]);
  if (shift.first) days = domain::date_text(*shift.first);
  if (shift.every > 0) days += fmt::format(" +{}", shift.every);
  if (shift.last && shift.last != shift.first) days += ".." + domain::date_text(*shift.last);
  const std::string agreed = shift.with.empty() ? ""
                             : shift.is_cover   ? fmt::format(" (cover, {})", shift.with.value)
                                                : fmt::format(" (swapped with {} in chat)", shift.with.value);
  if (shift.is_off) return fmt::format("{} {} off{}", shift.staff.value, days, agreed);
  return fmt::format("{} {} {:02}:{:02}-{:02}:{:02}{}", shift.staff.value, days, shift.from.count() / 60,
                     shift.from.count() % 60, shift.to.count() / 60, shift.to.count() % 60, agreed);
}

}  // namespace

ImportPlan merge_units(domain::Reference& into, const std::vector<domain::Unit>& units) {
  ImportPlan plan;
  plan.left_out = into.units.size();
  for (const domain::Unit& unit : units) {
    if (const domain::Unit* kept = into.find(unit.id, unit.site)) {
      --plan.left_out;
      note(plan, *kept == unit ? Change::same : Change::changed, difference(*kept, unit));
    } else {
      note(plan, Change::added, described(unit) + namesakes(into, unit));
    }
    into.put(unit);
  }
  return plan;
}

ImportPlan merge_staff(domain::Reference& into, std::vector<domain::Staff> staff) {
  ImportPlan plan;
  for (domain::Staff& one : staff) {
    const domain::Staff* kept = into.find(one.id);
    if (kept) one.accounts = kept->accounts;
    if (kept)
      note(plan, *kept == one ? Change::same : Change::changed, difference(*kept, one));
    else
      note(plan, Change::added, described(one));
  }
  for (const domain::Staff& kept : into.staff) {
    const bool stays =
        std::any_of(staff.begin(), staff.end(), [&](const auto& one) { return one.id == kept.id; });
    if (stays) continue;
    ++plan.left_out;
    plan.lines.push_back("removed: " + described(kept) + "; what they hold goes to others");
  }
  into.staff = std::move(staff);
  std::erase_if(into.shifts, [&](const domain::Shift& shift) {
    const bool is_left_alone = !shift.with.empty() && !into.find(shift.with);
    return is_left_alone || !into.find(shift.staff);
  });
  return plan;
}

ImportPlan merge_roster(domain::Reference& into, std::vector<domain::Shift> shifts,
                        std::chrono::local_days today) {
  ImportPlan plan;
  const auto holds = [](const std::vector<domain::Shift>& list, const domain::Shift& shift) {
    return std::find(list.begin(), list.end(), shift) != list.end();
  };
  for (const domain::Shift& shift : shifts)
    note(plan, holds(into.shifts, shift) ? Change::same : Change::added, described(shift));
  std::vector<domain::Shift> agreed;
  for (const domain::Shift& kept : into.shifts) {
    if (kept.is_agreed()) {
      if (domain::is_over(kept, today)) continue;
      agreed.push_back(kept);
      plan.lines.push_back("kept: " + described(kept));
    } else if (!holds(shifts, kept)) {
      ++plan.left_out;
      plan.lines.push_back("removed: " + described(kept));
    }
  }
  into.shifts = std::move(shifts);
  into.shifts.insert(into.shifts.end(), agreed.begin(), agreed.end());
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
  if (!kept) return note(plan, Change::added, fmt::format("{}: {}", resident.name, homes_of(resident)));
  note(plan, *kept == merged(resident, kept) ? Change::same : Change::changed, difference(*kept, resident));
}

}  // namespace steward::app
