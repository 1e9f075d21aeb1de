// steward understand: what the desk would make of a message.

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/features_json.hpp"
#include "app/shipped.hpp"
#include "app/zone_table.hpp"
#include "net/clock.hpp"
#include "understanding/understanding.hpp"

namespace steward::app {
namespace {

using understanding::Understanding;

// The words of the configuration's lexicon and its clock, or the shipped ones.
struct Reader {
  Understanding understanding;
  domain::Zone zone;
  domain::LocalTime now() const { return zone.to_local(net::now()); }
};

std::optional<Reader> reader_of(const Arguments& arguments, Problems& problems) {
  std::filesystem::path folder = shipped_folder() / "lexicon";
  domain::Zone zone = zone_named("Asia/Shanghai").value_or(domain::Zone{});
  if (const auto config = arguments.value("--config")) {
    const auto settings = read_settings(*config, problems);
    if (!settings) return std::nullopt;
    if (!settings->desk.lexicon.empty()) folder = settings->desk.lexicon;
    zone = settings->desk.sites.front().zone;
  }
  auto loaded = understanding::load_lexicon(folder);
  if (const auto* error = std::get_if<understanding::LexiconError>(&loaded)) {
    problems.add(error->file, error->line, error->what);
    return std::nullopt;
  }
  return Reader{Understanding(std::get<understanding::Lexicon>(loaded)), std::move(zone)};
}

// Local time as it is written, without a zone.
std::optional<domain::LocalTime> local_time(const std::string& text) {
  const auto instant = domain::parse_iso8601(text + "Z");
  if (!instant) return std::nullopt;
  return domain::LocalTime(instant->time_since_epoch());
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells{""};
  for (const char c : line) {
    if (c == '\t')
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

template <class Each>
void for_lines(std::string_view text, Each each) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    each(text.substr(at, end - at));
    at = end + 1;
  }
}

int print_table(const std::string& file, const Reader& reader, Problems& problems) {
  const auto text = file_text(file, problems);
  if (!text) return failed;
  const domain::LocalTime now = reader.now();
  std::optional<size_t> column;
  for_lines(*text, [&](std::string_view line) {
    const auto cells = cells_of(line);
    if (!column) {
      column = static_cast<size_t>(std::find(cells.begin(), cells.end(), "text") - cells.begin());
      std::cout << "text\tintent\ttrade\thazard\tunit\tphone\n";
      return;
    }
    const std::string message = *column < cells.size() ? cells[*column] : std::string();
    const domain::Features features = reader.understanding.understand(message, now);
    const domain::Matter& matter = features.main();
    std::cout << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", message, domain::to_string(matter.intent),
                             matter.trade, domain::to_string(matter.hazard), matter.unit, features.phone);
  });
  return all_well;
}

int print_lines(const std::string& file, const Reader& reader, Problems& problems) {
  const auto text = file_text(file, problems);
  if (!text) return failed;
  int number = 0;
  for_lines(*text, [&](std::string_view line) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    const bool has_text = json.is_object() && json.contains("text") && json["text"].is_string();
    const bool has_reference = has_text && json.contains("reference");
    const auto reference =
        has_reference && json["reference"].is_string() ? local_time(json["reference"]) : std::nullopt;
    if (!has_text || (has_reference && !reference)) {
      problems.add(file, number, R"(a line is {"text": "…", "reference": "2026-03-03T09:00:00"})");
      return;
    }
    const auto features =
        reader.understanding.understand(json["text"].get<std::string>(), reference.value_or(reader.now()));
    std::cout << to_json(features).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  });
  return problems.empty() ? all_well : failed;
}

int print_message(const Arguments& arguments, const Reader& reader) {
  const auto at = arguments.has("--at") ? local_time(*arguments.value("--at")) : reader.now();
  if (!at) return misuse("--at needs a local time as in 2026-03-03T09:00:00");
  std::string text;
  for (const std::string& word : arguments.plain()) text += (text.empty() ? "" : " ") + word;
  std::cout << to_json(reader.understanding.understand(text, *at))
                   .dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
            << "\n";
  return all_well;
}

}  // namespace

int understand(const Arguments& arguments) {
  const int forms = !arguments.plain().empty() + arguments.has("--tsv") + arguments.has("--jsonl");
  if (forms != 1) return misuse("understand what? give a text, or --tsv FILE, or --jsonl FILE");
  Problems problems;
  const auto reader = reader_of(arguments, problems);
  int code = failed;
  if (reader) {
    if (const auto table = arguments.value("--tsv"))
      code = print_table(*table, *reader, problems);
    else if (const auto lines = arguments.value("--jsonl"))
      code = print_lines(*lines, *reader, problems);
    else
      code = print_message(arguments, *reader);
  }
  std::cerr << problems.to_text();
  return code;
}

}  // namespace steward::app
