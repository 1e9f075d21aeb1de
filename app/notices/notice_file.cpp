#include "app/notices/notice_file.hpp"

#include <filesystem>
#include <set>

#include "app/json_file.hpp"
#include "app/shipped.hpp"
#include "domain/phrasebook.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

// Nothing, with a problem, where it is neither a file nor one of the shipped ones.
std::optional<fs::path> file_of(const std::string& name, Problems& problems) {
  if (fs::exists(name)) return fs::path(name);
  std::vector<std::string> shipped;
  for (const fs::path& one : json_files(shipped_folder() / "notices", problems)) {
    if (one.stem() == name) return one;
    shipped.push_back(one.stem().string());
  }
  const std::string meant = did_you_mean(name, shipped);
  problems.add(name, 0,
               "there is no such file" + (meant.empty() ? "; shipped are " + one_of(shipped) : meant));
  return std::nullopt;
}

std::string filled(std::string text, const std::map<std::string, std::string>& values,
                   std::set<std::string>& used, std::set<std::string>& lacking) {
  for (const std::string& name : domain::placeholders_in(text)) {
    const auto value = values.find(name);
    if (value == values.end()) {
      lacking.insert(name);
      continue;
    }
    used.insert(name);
    const std::string placeholder = "{" + name + "}";
    if (const size_t at = text.find(placeholder); at != std::string::npos)
      text.replace(at, placeholder.size(), value->second);
  }
  return text;
}

}  // namespace

template <>
const Table<domain::NoticeText>& table_of() {
  using T = domain::NoticeText;
  static const Table<T> table{
      field("language", &T::language, "of those who read it", Need::required),
      field("title", &T::title, "its first line"),
      field("text", &T::text, "what it says", Need::required),
  };
  return table;
}

template <>
const Table<NoticeFile>& table_of() {
  using T = NoticeFile;
  static const Table<T> table{
      field("class", &T::sort, "by what it is filed; an emergency goes out at night too", Need::required),
      field("texts", &T::texts, "its words, once a language; who reads another gets the first",
            Need::required),
  };
  return table;
}

std::optional<NoticeFile> read_notice(const std::string& name,
                                      const std::map<std::string, std::string>& values, Problems& problems) {
  const size_t before = problems.size();
  const auto path = file_of(name, problems);
  const auto file = path ? JsonFile::read(*path, problems) : nullptr;
  if (!file) return std::nullopt;
  NoticeFile notice;
  read_struct(JsonNode(*file, problems), notice);
  if (problems.size() == before && notice.texts.empty()) problems.add(file->name(), 1, "it says nothing");
  std::set<std::string> used, lacking;
  for (domain::NoticeText& one : notice.texts) {
    one.title = filled(one.title, values, used, lacking);
    one.text = filled(one.text, values, used, lacking);
  }
  for (const std::string& one : lacking)
    problems.add(file->name(), 1, "{" + one + "} has no value; give it with --set " + one + "=…");
  for (const auto& [key, value] : values)
    if (!used.contains(key)) problems.add(file->name(), 1, "nothing in it is called {" + key + "}");
  return problems.size() == before ? std::optional(std::move(notice)) : std::nullopt;
}

}  // namespace steward::app
