#pragma once
// The register as spreadsheets: units, residents, staff and roster, read as `steward import` and `steward
// rehearse` read them. Every problem names its row.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/problems.hpp"
#include "domain/documents.hpp"
#include "domain/reference.hpp"
#include "domain/rules.hpp"

namespace steward::app {

std::vector<domain::Unit> read_units(const std::string& name, std::string_view text,
                                     const domain::Rules& rules, Problems& problems);
std::vector<domain::Staff> read_staff(const std::string& name, std::string_view text,
                                      const domain::Rules& rules, Problems& problems);
// Shifts of people in `staff`.
std::vector<domain::Shift> read_roster(const std::string& name, std::string_view text,
                                       const std::vector<domain::Staff>& staff, Problems& problems);
// One resident a phone, with a home in each unit named beside it; units are those of the reference.
std::vector<domain::Resident> read_residents(const std::string& name, std::string_view text,
                                             const domain::Rules& rules, const domain::Reference& reference,
                                             Problems& problems);

// All four of a folder.
struct Register {
  domain::Reference reference;
  std::vector<domain::Resident> residents;
};
Register read_register(const std::filesystem::path& folder, const domain::Rules& rules, Problems& problems);

// "+8613800000501" for "138 0000 0501" of a CN site. Empty where it is no phone number.
std::string e164(std::string_view written, domain::Region region);

}  // namespace steward::app
