#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/report/edition.hpp"
#include "app/report/page_style.hpp"
#include "app/report/words.hpp"

namespace steward::app::report {
namespace {

using domain::Figures;
using domain::FiguresBy;
using domain::PaceFigures;
using domain::share;

std::string escaped(std::string_view text) {
  std::string html;
  for (const char sign : text) switch (sign) {
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '&': html += "&amp;"; break;
      case '"': html += "&quot;"; break;
      default: html += sign;
    }
  return html;
}

std::string or_dash(std::string text) { return text.empty() ? "–" : text; }

// A share of the whole width. What it shows stands in figures beside it.
std::string bar(double part, std::string_view look = "share") {
  return fmt::format(
      R"(<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">)"
      R"(<rect class="track" width="100" height="8" rx="1"/><rect class="{}" width="{:.1f}" height="8" rx="1"/></svg>)",
      look, std::clamp(part, 0.0, 1.0) * 100);
}

std::string row(std::string_view tag, const std::vector<std::string>& cells) {
  std::string html = "<tr>";
  for (const std::string& cell : cells) html += fmt::format("<{0}>{1}</{0}>", tag, cell);
  return html + "</tr>\n";
}

class Page {
 public:
  explicit Page(const Edition& edition) : edition_(edition), language_(edition.language()) {}

  std::string html() const {
    const domain::Report& report = edition_.figures;
    std::string body = header() + tiles();
    if (report.is_empty())
      return whole(body + "<p class=\"nothing\">" + say("nothing") + "</p>\n" + footer());
    body += paces() + improvement() + asked(report);
    body += groups("department", report.departments) + groups("trade", report.trades);
    body += groups("building", report.buildings) + groups("technician", report.technicians);
    return whole(body + footer());
  }

 private:
  std::string say(std::string_view key) const { return word(key, language_); }

  std::string title() const {
    constexpr std::string_view keys[] = {"title_day", "title_week", "title_month", "title_quarter"};
    return say(keys[static_cast<size_t>(edition_.figures.period.length)]);
  }

  std::string header() const {
    const domain::Period& period = edition_.figures.period;
    const std::string first = domain::date_text(period.from);
    const std::string last = domain::date_text(period.until - std::chrono::days{1});
    return fmt::format("<header><h1>{}<br>{}</h1><p>{}<br>{}</p></header>\n", escaped(edition_.site().name),
                       title(), domain::name_of(period),
                       first == last ? first : first + " " + say("to") + " " + last);
  }

  std::string tiles() const {
    const domain::Report& report = edition_.figures;
    const Figures& all = report.all;
    const auto tile = [this](std::string_view key, const std::string& figure) {
      return fmt::format("<li><b>{}</b><span>{}</span></li>\n", or_dash(figure), say(key));
    };
    return "<ul class=\"tiles\">\n" + tile("received", std::to_string(report.received_in_all())) +
           tile("done", std::to_string(all.done)) + tile("rate", percent(share(all.answered, all.due))) +
           tile("satisfaction", percent(share(all.satisfied, all.answered))) +
           tile("mean", decimal(share(all.score_sum, all.answered))) +
           tile("first_visit", percent(share(all.first_visit_fixes, all.visited))) +
           tile("reopened", std::to_string(all.reopened)) + tile("rework", std::to_string(all.rework)) +
           "</ul>\n";
  }

  std::string section(const std::string& heading, const std::string& table) const {
    return "<section><h2>" + heading + "</h2>\n<table>\n" + table + "</table></section>\n";
  }

  std::string pace(std::string_view key, const PaceFigures& figures) const {
    const auto time = [&](std::chrono::minutes one) {
      return figures.took.count > 0 ? duration(one, language_) : std::string("–");
    };
    const auto kept = share(figures.kept, figures.promised);
    const auto& by = figures.missed_by;
    return row("td",
               {say(key), time(figures.took.p50), time(figures.took.p90), time(figures.took.p99),
                or_dash(percent(kept)), kept ? bar(*kept) : "", std::to_string(by.count),
                by.count > 0 ? duration(by.p50, language_) + " / " + duration(by.p99, language_) : "–"});
  }

  std::string paces() const {
    const Figures& all = edition_.figures.all;
    return section(say("pace"), row("th", {"", say("p50"), say("p90"), say("p99"), say("kept"), "",
                                           say("missed"), say("missed_by")}) +
                                    pace("accept", all.accept) + pace("arrive", all.arrive) +
                                    pace("finish", all.finish));
  }

  std::string improvement() const {
    const Figures& all = edition_.figures.all;
    std::vector<std::string> heads, figures;
    const std::pair<std::string_view, int> columns[] = {
        {"due", all.due},           {"answered", all.answered},         {"unreached", all.unreached},
        {"declined", all.declined}, {"dissatisfied", all.dissatisfied}, {"measures", all.measures_named},
        {"improved", all.improved}};
    for (const auto& [key, figure] : columns) {
      heads.push_back(say(key));
      figures.push_back(std::to_string(figure));
    }
    return section(say("improvement"), row("th", heads) + row("td", figures));
  }

  // Whom plans drew, by department where they were asked about one.
  std::string asked(const domain::Report& report) const {
    if (report.plans.empty()) return {};
    std::string rows =
        row("th", {"", say("asked"), say("answered"), say("rate"), say("satisfaction"), "", say("mean")});
    const auto add = [&](std::string_view by, const FiguresBy& groups) {
      for (const auto& [id, all] : groups) {
        const auto satisfied = share(all.satisfied, all.answered);
        rows += row("td",
                    {name_of(by, id, 0), std::to_string(all.done), std::to_string(all.answered),
                     or_dash(percent(share(all.answered, all.due))), or_dash(percent(satisfied)),
                     satisfied ? bar(*satisfied) : "", or_dash(decimal(share(all.score_sum, all.answered)))});
      }
    };
    add("plan", report.plans);
    add("plan_department", report.plan_departments);
    return section(say("plan"), rows);
  }

  // Technicians are numbered: the page hangs where their neighbours read it.
  std::string name_of(std::string_view by, const std::string& id, size_t number) const {
    if (by == "technician") return say(by) + " " + std::to_string(number);
    if (id.empty()) return say("other");
    if (by == "plan_department") return escaped(plan_department(edition_, id));
    return escaped(by == "building" || by == "plan" ? id : called(edition_, by, id));
  }

  std::string groups(std::string_view by, const FiguresBy& groups) const {
    int most = 1;
    for (const auto& [id, figures] : groups) most = std::max(most, figures.done);
    std::string rows = row("th", {"", say("done"), "", say("rate"), say("satisfaction"), "",
                                  say("first_visit"), say("reopened"), say("kept")});
    size_t number = 0;
    for (const auto& [id, figures] : groups) rows += group(name_of(by, id, ++number), figures, most);
    return section(say(by), rows);
  }

  std::string group(const std::string& name, const Figures& all, int most) const {
    const auto satisfied = share(all.satisfied, all.answered);
    return row("td",
               {name, std::to_string(all.done), bar(static_cast<double>(all.done) / most),
                or_dash(percent(share(all.answered, all.due))), or_dash(percent(satisfied)),
                satisfied ? bar(*satisfied) : "", or_dash(percent(share(all.first_visit_fixes, all.visited))),
                std::to_string(all.reopened), or_dash(percent(share(all.finish.kept, all.finish.promised)))});
  }

  std::string footer() const {
    const domain::Site& site = edition_.site();
    return fmt::format("<footer>{}<br>{} {} · {} {}</footer>\n", say("note"), say("made_at"),
                       domain::iso8601(edition_.made_at, site.zone).substr(0, 10), escaped(site.name),
                       escaped(site.phone));
  }

  std::string whole(const std::string& body) const {
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{} {} {}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
        domain::to_string(language_), escaped(edition_.site().name), title(),
        domain::name_of(edition_.figures.period), page_style, body);
  }

  const Edition& edition_;
  domain::Language language_;
};

}  // namespace

std::string as_page(const Edition& edition) { return Page(edition).html(); }

std::string plan_department(const Edition& edition, const std::string& id) {
  const size_t slash = std::min(id.find('/'), id.size());
  return id.substr(0, slash) + " / " +
         called(edition, "department", id.substr(std::min(slash + 1, id.size())));
}

std::string called(const Edition& edition, std::string_view what, const std::string& id) {
  const auto wording = domain::wording_of(edition.language(), edition.site().region);
  const std::string* text = edition.configuration.phrases.find(wording, std::string(what) + "." + id);
  return text ? *text : id;
}

}  // namespace steward::app::report
