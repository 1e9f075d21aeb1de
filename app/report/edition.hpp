#pragma once
// A report with what its editions need besides the figures: whose it is, and how things are called there.

#include <string>

#include "app/configuration.hpp"
#include "domain/reference.hpp"
#include "domain/report.hpp"

namespace steward::app::report {

struct Edition {
  const Configuration& configuration;
  const domain::Reference& people;
  const domain::Report& figures;
  domain::Instant made_at;

  const domain::Site& site() const { return configuration.rules.site(figures.site); }
  domain::Language language() const { return site().language; }
};

// For programs: names that stay.
std::string as_json(const Edition& edition);
// For a spreadsheet: a row each for all of it, and by kind, department, trade, building and technician.
std::string as_csv(const Edition& edition);
// A page on A4 to be posted: it names no resident and no technician.
std::string as_page(const Edition& edition);

// "报修", "水" as the desk's phrases say it; the id where they do not.
std::string plan_department(const Edition& edition,
                            const std::string& id);  // "q1 / 工程部" of "q1/engineering"
std::string called(const Edition& edition, std::string_view what, const std::string& id);

}  // namespace steward::app::report
