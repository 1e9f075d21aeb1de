#include "app/desk_files.hpp"

#include <algorithm>
#include <set>

#include "domain/phrases.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

}  // namespace

template <>
const Table<domain::Trade>& table_of() {
  using T = domain::Trade;
  static const Table<T> table{
      field("id", &T::id, "as in staff.csv and in the lexicon", Need::required),
      field("department", &T::department, "whose head answers for it", Need::required),
      field("in_home", &T::is_in_home, "somebody has to let the technician in: a time is asked for"),
      field("licensed", &T::is_licensed, "the day before, hours without anybody on duty for it are an alarm"),
  };
  return table;
}

namespace {

struct TradeFile {
  std::vector<domain::Trade> trades;
};

}  // namespace

template <>
const Table<TradeFile>& table_of() {
  static const Table<TradeFile> table{field("trades", &TradeFile::trades, "the list", Need::required)};
  return table;
}

std::vector<domain::Trade> read_trades(const fs::path& path, Problems& problems) {
  TradeFile list;
  if (const auto file = JsonFile::read(path, problems)) read_struct(JsonNode(*file, problems), list);
  return list.trades;
}

void read_phrases(const fs::path& folder, domain::Phrasebook& into, PhrasePlaces& places,
                  Problems& problems) {
  std::vector<std::string> known;
  for (const auto& row : domain::Spellings<domain::Wording>::table) known.emplace_back(row.text);
  for (const fs::path& path : json_files(folder, problems)) {
    const std::string name = path.stem().string();
    const auto wording = domain::from_string<domain::Wording>(name);
    if (!wording) {
      problems.add(path.string(), 0, "is no wording; files are named after " + one_of(known));
      continue;
    }
    const auto file = JsonFile::read(path, problems);
    if (!file) continue;
    for (const auto& [key, value] : JsonNode(*file, problems).members())
      if (const auto text = value.text()) {
        into.add(*wording, key, *text);
        places[{*wording, key}] = {path.string(), value.line()};
      }
  }
}

namespace {

// A phrase and the placeholders it may use.
using Wanted = std::map<std::string, std::vector<std::string>>;

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

Wanted wanted_phrases(const domain::Rules& rules) {
  Wanted wanted;
  for (const domain::PhraseSpec& spec : domain::phrases)
    wanted[std::string(spec.key)] = words_in(spec.placeholders);
  for (const domain::Kind& kind : rules.kinds) {
    wanted["kind." + kind.id];
    for (const auto& [general, own] : kind.words)
      if (!wanted.contains(own)) wanted[own] = wanted[general];
  }
  for (const domain::Trade& trade : rules.trades) {
    wanted["trade." + trade.id];
    wanted["department." + trade.department];
  }
  return wanted;
}

std::string unknown_placeholder(const std::string& text, const std::vector<std::string>& own) {
  const auto& general = domain::general_placeholders;
  for (const std::string& name : domain::placeholders_in(text))
    if (!std::count(own.begin(), own.end(), name) && !std::count(general.begin(), general.end(), name))
      return name;
  return {};
}

}  // namespace

void check_phrases(const domain::Phrasebook& phrases, const PhrasePlaces& places, const domain::Rules& rules,
                   const fs::path& folder, Problems& problems) {
  const Wanted wanted = wanted_phrases(rules);
  std::vector<std::string> names;
  for (const auto& [key, own] : wanted) names.push_back(key);
  for (const auto& wording : domain::Spellings<domain::Wording>::table) {
    const auto complain = [&](const std::string& key, const std::string& text) {
      const PhrasePlace& place = places.at({wording.label, key});
      problems.add(place.file, place.line, text);
    };
    for (const auto& [key, own] : wanted) {
      const std::string* text = phrases.find(wording.label, key);
      if (!text) {
        problems.add(
            (folder / (std::string(wording.text) + ".json")).string(), 0,
            "the phrase \"" + key + "\" is missing" +
                (folder.empty() ? "; desk.phrases names the folder for such a file of your own" : ""));
        continue;
      }
      if (const std::string name = unknown_placeholder(*text, own); !name.empty())
        complain(key, "the phrase \"" + key + "\" has no value {" + name + "}" + did_you_mean(name, own));
    }
    for (const std::string& key : phrases.keys(wording.label))
      if (!wanted.contains(key) && fs::path(places.at({wording.label, key}).file).parent_path() == folder)
        complain(key, "no phrase \"" + key + "\" is ever said" + did_you_mean(key, names));
  }
}

}  // namespace steward::app
