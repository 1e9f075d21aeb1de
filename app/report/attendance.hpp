#pragma once
// Who was there in a month, from what they did: gathered, and written down for programs and for Excel.

#include <string>
#include <vector>

#include "domain/attendance.hpp"
#include "domain/period.hpp"
#include "storage/store.hpp"

namespace steward::app::report {

struct AttendanceSheet {
  const domain::Site& site;
  const domain::Reference& people;
  domain::Period period;
  std::vector<domain::Attendance> rows;  // by day; of each the shifts first, then what was done besides
};

storage::awaitable<net::Result<AttendanceSheet>> gather_attendance(storage::Store& store,
                                                                   const domain::Rules& rules,
                                                                   const domain::Site& site,
                                                                   const domain::Reference& people,
                                                                   domain::Period period);

std::string as_json(const AttendanceSheet& sheet);
std::string as_csv(const AttendanceSheet& sheet);

}  // namespace steward::app::report
