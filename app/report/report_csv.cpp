// The figures as a spreadsheet: a row each for all of it, and for each kind, department, trade, building and
// technician.

#include <array>

#include "app/report/edition.hpp"
#include "app/report/words.hpp"
#include "net/excel_sheet.hpp"

namespace steward::app::report {
namespace {

using domain::Figures;
using domain::PaceFigures;

struct Column {
  std::string_view word;
  std::string (*text)(const Figures&);
};

constexpr std::array columns{
    Column{"done", [](const Figures& all) { return std::to_string(all.done); }},
    Column{"due", [](const Figures& all) { return std::to_string(all.due); }},
    Column{"answered", [](const Figures& all) { return std::to_string(all.answered); }},
    Column{"rate", [](const Figures& all) { return percent(domain::share(all.answered, all.due)); }},
    Column{"unreached", [](const Figures& all) { return std::to_string(all.unreached); }},
    Column{"declined", [](const Figures& all) { return std::to_string(all.declined); }},
    Column{"satisfied", [](const Figures& all) { return std::to_string(all.satisfied); }},
    Column{"satisfaction",
           [](const Figures& all) { return percent(domain::share(all.satisfied, all.answered)); }},
    Column{"mean", [](const Figures& all) { return decimal(domain::share(all.score_sum, all.answered)); }},
    Column{"speed",
           [](const Figures& all) { return decimal(domain::share(all.speed_sum, all.speed_rated)); }},
    Column{"service_score",
           [](const Figures& all) { return decimal(domain::share(all.service_sum, all.service_rated)); }},
    Column{"reopened", [](const Figures& all) { return std::to_string(all.reopened); }},
    Column{"rework", [](const Figures& all) { return std::to_string(all.rework); }},
    Column{"first_visits", [](const Figures& all) { return std::to_string(all.first_visit_fixes); }},
    Column{"first_visit",
           [](const Figures& all) { return percent(domain::share(all.first_visit_fixes, all.visited)); }},
    Column{"dissatisfied", [](const Figures& all) { return std::to_string(all.dissatisfied); }},
    Column{"measures", [](const Figures& all) { return std::to_string(all.measures_named); }},
    Column{"improved", [](const Figures& all) { return std::to_string(all.improved); }},
};

struct PaceRow {
  std::string_view word;
  PaceFigures Figures::*pace;
};
constexpr std::array paces{PaceRow{"accept", &Figures::accept}, PaceRow{"arrive", &Figures::arrive},
                           PaceRow{"finish", &Figures::finish}};

class Sheet {
 public:
  explicit Sheet(const Edition& edition) : edition_(edition), language_(edition.language()) {}

  void heading() {
    for (const std::string_view key : {"by", "name", "received"}) add(word(key, language_));
    for (const Column& column : columns) add(word(column.word, language_));
    for (const PaceRow& row : paces) {
      const std::string pace = word(row.word, language_) + ": ", unit = word("minutes", language_);
      for (const std::string_view key : {"p50", "p90", "p99"}) add(pace + word(key, language_) + unit);
      for (const std::string_view key : {"kept", "missed"}) add(pace + word(key, language_));
    }
    sheet_.end_line();
  }

  void line(std::string_view by, const std::string& name, const std::string& received,
            const Figures& figures) {
    add(word(by, language_));
    add(name);
    add(received);
    for (const Column& column : columns) add(column.text(figures));
    for (const PaceRow& row : paces) add_pace(figures.*row.pace);
    sheet_.end_line();
  }

  std::string text() && { return std::move(sheet_).text(); }

 private:
  void add(std::string_view text) { sheet_.add(text); }

  void add_pace(const PaceFigures& pace) {
    for (const auto time : {pace.took.p50, pace.took.p90, pace.took.p99})
      add(pace.took.count > 0 ? std::to_string(time.count()) : "");
    add(percent(domain::share(pace.kept, pace.promised)));
    add(std::to_string(pace.promised - pace.kept));
  }

  const Edition& edition_;
  domain::Language language_;
  net::ExcelSheet sheet_;
};

std::string name_of(const Edition& edition, std::string_view by, const std::string& id) {
  if (id.empty()) return word("other", edition.language());
  if (by == "building" || by == "plan") return id;
  if (by == "plan_department") return plan_department(edition, id);
  if (by == "technician") {
    const domain::Staff* staff = edition.people.find(domain::StaffId{id});
    return staff ? staff->name : id;
  }
  return called(edition, by, id);
}

// A kind may have been received and not been done yet.
domain::FiguresBy with_received(const domain::Report& report) {
  domain::FiguresBy kinds = report.kinds;
  for (const auto& [kind, count] : report.received) kinds.try_emplace(kind);
  return kinds;
}

}  // namespace

std::string as_csv(const Edition& edition) {
  const domain::Report& report = edition.figures;
  Sheet sheet(edition);
  sheet.heading();
  sheet.line("all", "", std::to_string(report.received_in_all()), report.all);
  for (const auto& [kind, figures] : with_received(report)) {
    const auto received = report.received.find(kind);
    sheet.line("kind", name_of(edition, "kind", kind),
               std::to_string(received == report.received.end() ? 0 : received->second), figures);
  }
  const std::pair<std::string_view, const domain::FiguresBy&> others[] = {
      {"department", report.departments},
      {"trade", report.trades},
      {"building", report.buildings},
      {"technician", report.technicians},
      {"plan", report.plans},
      {"plan_department", report.plan_departments}};
  for (const auto& [by, groups] : others)
    for (const auto& [id, figures] : groups) sheet.line(by, name_of(edition, by, id), "", figures);
  return std::move(sheet).text();
}

}  // namespace steward::app::report
