#include "app/register_files.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/config_values.hpp"
#include "app/csv.hpp"
#include "app/did_you_mean.hpp"
#include "app/json_file.hpp"
#include "app/sheet.hpp"
#include "domain/decide.hpp"

namespace steward::app {
namespace {

int number_of(const Sheet& sheet, const CsvRow& row, const char* column) {
  const std::string& cell = row[column];
  int number = 0;
  const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (!cell.empty() && (failed != std::errc{} || end != cell.data() + cell.size()))
    sheet.fail(row, "\"" + cell + "\" in the column \"" + column + "\" is no number");
  return number;
}

template <class Label>
Label label_of(const Sheet& sheet, const CsvRow& row, const char* column, Label otherwise) {
  if (row[column].empty()) return otherwise;
  if (const auto label = domain::from_string<Label>(row[column])) return *label;
  sheet.fail(row, "\"" + row[column] + "\" in the column \"" + column + "\" is not " +
                      one_of(Value<Label>::words()));
  return otherwise;
}

const domain::Site* site_of(const Sheet& sheet, const CsvRow& row, const std::string& id,
                            const domain::Rules& rules) {
  if (id.empty() && rules.sites.size() == 1) return &rules.sites.front();
  std::vector<std::string> known;
  for (const domain::Site& site : rules.sites) {
    if (site.id.value == id) return &site;
    known.push_back(site.id.value);
  }
  sheet.fail(row, id.empty() ? "\"site\" has to say which of the desk's sites this is: " + one_of(known)
                             : "there is no site \"" + id + "\"" + did_you_mean(id, known));
  return nullptr;
}

std::string phone_of(const Sheet& sheet, const CsvRow& row, domain::Region region) {
  const std::string phone = e164(row["phone"], region);
  if (phone.empty()) sheet.fail(row, "\"" + row["phone"] + "\" is no phone number");
  return phone;
}

}  // namespace

std::vector<domain::Unit> read_units(const std::string& name, std::string_view text,
                                     const domain::Rules& rules, Problems& problems) {
  const Sheet sheet{name, problems};
  std::vector<domain::Unit> units;
  std::map<std::pair<domain::SiteId, domain::UnitId>, int> lines;
  for (const CsvRow& row :
       read_csv(name, text, {{"unit", "building"}, {"entrance", "floor", "site"}}, problems)) {
    domain::Unit unit{.id = domain::UnitId(sheet.filled(row, "unit")),
                      .site = {},
                      .building = sheet.filled(row, "building"),
                      .entrance = row["entrance"],
                      .floor = number_of(sheet, row, "floor")};
    if (const auto* site = site_of(sheet, row, row["site"], rules)) unit.site = site->id;
    const auto [known, is_new] = lines.emplace(std::pair(unit.site, unit.id), row.line);
    if (!is_new)
      sheet.fail(
          row, "the unit " + unit.id.value + " stands on line " + std::to_string(known->second) + " already");
    units.push_back(std::move(unit));
  }
  return units;
}

namespace {

// Nothing that could not be meant, and yet most often a slip: nobody would be sent, or no head told.
void look_for_slips(const Sheet& sheet, const CsvRow& row, const domain::Staff& staff,
                    const domain::Rules& rules) {
  if (staff.role == domain::Role::technician && staff.trades.empty())
    sheet.warn(row, staff.name + " is a technician without a trade: nothing is offered to them");
  std::vector<std::string> known;
  for (const domain::Trade& trade : rules.trades)
    if (!std::count(known.begin(), known.end(), trade.department)) known.push_back(trade.department);
  if (staff.role != domain::Role::manager && !std::count(known.begin(), known.end(), staff.department))
    sheet.warn(row, staff.department.empty() ? staff.name + " has no department, so no head answers for them"
                                             : "no trade belongs to the department \"" + staff.department +
                                                   "\"" + did_you_mean(staff.department, known));
}

domain::Staff staff_of(const Sheet& sheet, const CsvRow& row, const domain::Rules& rules) {
  domain::Staff staff{.id = domain::StaffId(sheet.filled(row, "id")),
                      .name = sheet.filled(row, "name"),
                      .phone = phone_of(sheet, row, rules.sites.front().region),
                      .department = row["department"],
                      .role = label_of(sheet, row, "role", domain::Role::technician),
                      .trades = words_of(row["trades"]),
                      .capacity = number_of(sheet, row, "capacity"),
                      .sites = {},
                      .accounts = {}};
  for (const std::string& id : words_of(row["sites"]))
    if (const auto* site = site_of(sheet, row, id, rules)) staff.sites.push_back(site->id);
  std::vector<std::string> known;
  for (const domain::Trade& trade : rules.trades) known.push_back(trade.id);
  for (const std::string& trade : staff.trades)
    if (!rules.trade(trade))
      sheet.fail(row, "there is no trade \"" + trade + "\"" + did_you_mean(trade, known));
  return staff;
}

}  // namespace

std::vector<domain::Staff> read_staff(const std::string& name, std::string_view text,
                                      const domain::Rules& rules, Problems& problems) {
  const Sheet sheet{name, problems};
  std::vector<domain::Staff> list;
  std::map<std::string, int> ids, phones;
  const CsvColumns columns{{"id", "name", "phone", "department", "role"}, {"trades", "capacity", "sites"}};
  for (const CsvRow& row : read_csv(name, text, columns, problems)) {
    domain::Staff staff = staff_of(sheet, row, rules);
    const auto once = [&](std::map<std::string, int>& seen, const std::string& value, const char* what) {
      const auto [known, is_new] = seen.emplace(value, row.line);
      if (!is_new && !value.empty())
        sheet.fail(row, std::string(what) + " " + value + " stands on line " + std::to_string(known->second) +
                            " already");
    };
    once(ids, staff.id.value, "the id");
    once(phones, staff.phone, "the phone");
    look_for_slips(sheet, row, staff, rules);
    list.push_back(std::move(staff));
  }
  return list;
}

namespace {

// Which unit a row names: its number says it, and its site where several have that number.
const domain::Unit* unit_of(const Sheet& sheet, const CsvRow& row, const domain::Rules& rules,
                            const domain::Reference& reference) {
  const domain::UnitId number(sheet.filled(row, "unit"));
  auto units = reference.numbered(number);
  if (!row["site"].empty()) {
    const domain::Site* site = site_of(sheet, row, row["site"], rules);
    std::erase_if(units, [&](const domain::Unit* unit) { return site && unit->site != site->id; });
  }
  if (units.empty()) {
    std::vector<std::string> known;
    for (const auto& [id, other] : reference.units) known.push_back(id.value);
    const bool is_elsewhere = !reference.numbered(number).empty();
    sheet.fail(row, "there is no unit \"" + number.value + "\"" +
                        (is_elsewhere ? " in the site " + row["site"] : did_you_mean(number.value, known)));
  } else if (units.size() > 1) {
    std::vector<std::string> sites;
    for (const domain::Unit* unit : units) sites.push_back(unit->site.value);
    std::sort(sites.begin(), sites.end());
    sheet.fail(row, "\"site\" has to say which " + number.value + " this is: " + one_of(sites));
  }
  return units.size() == 1 ? units.front() : nullptr;
}

void add_home(const Sheet& sheet, const CsvRow& row, domain::Resident& resident, const domain::Unit& unit) {
  domain::Resident::Home home{unit.id, unit.site, row["role"]};
  if (home.role.empty()) home.role = "owner";
  if (home.role != "owner" && home.role != "tenant" && home.role != "family")
    sheet.fail(
        row, "\"" + home.role + "\" in the column \"role\" is not " + one_of({"owner", "tenant", "family"}));
  for (const auto& other : resident.homes)
    if (other.unit == home.unit)
      sheet.fail(row, other.site == home.site
                          ? "this phone has the unit " + home.unit.value + " already"
                          : "this phone has a unit " + home.unit.value + " in the site " + other.site.value +
                                "; one resident's units have to differ in their number");
  resident.homes.push_back(std::move(home));
}

}  // namespace

std::vector<domain::Resident> read_residents(const std::string& name, std::string_view text,
                                             const domain::Rules& rules, const domain::Reference& reference,
                                             Problems& problems) {
  const Sheet sheet{name, problems};
  std::vector<domain::Resident> list;
  std::map<std::string, size_t> by_phone;
  const CsvColumns columns{{"phone", "name", "unit"}, {"site", "role", "language"}};
  for (const CsvRow& row : read_csv(name, text, columns, problems)) {
    const domain::Unit* unit = unit_of(sheet, row, rules, reference);
    const domain::Site& site = rules.site(unit ? unit->site : domain::SiteId());
    const std::string phone = phone_of(sheet, row, site.region);
    const auto [known, is_new] = by_phone.emplace(phone, list.size());
    if (is_new) {
      domain::Resident& resident = list.emplace_back();
      resident.id = domain::resident_id_of(phone);
      resident.phone = phone;
      resident.name = sheet.filled(row, "name");
      resident.language = label_of(sheet, row, "language", site.language);
    }
    domain::Resident& resident = list[known->second];
    if (resident.name != row["name"])
      sheet.fail(row, "this phone is " + resident.name + " on a line above, and " + row["name"] + " here");
    if (unit) add_home(sheet, row, resident, *unit);
  }
  return list;
}

Register read_register(const std::filesystem::path& folder, const domain::Rules& rules, Problems& problems) {
  Register all;
  const auto text = [&](const char* file) { return file_text(folder / file, problems).value_or(""); };
  const auto name = [&](const char* file) { return (folder / file).string(); };
  for (const domain::Unit& unit : read_units(name("units.csv"), text("units.csv"), rules, problems))
    all.reference.put(unit);
  all.reference.staff = read_staff(name("staff.csv"), text("staff.csv"), rules, problems);
  all.reference.shifts = read_roster(name("roster.csv"), text("roster.csv"), all.reference.staff, problems);
  all.residents =
      read_residents(name("residents.csv"), text("residents.csv"), rules, all.reference, problems);
  return all;
}

}  // namespace steward::app
