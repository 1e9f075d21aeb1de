#include "app/notices/notice_file.hpp"

#include <map>

#include "app/json_file.hpp"
#include "app/shipped.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

// By name; the desk's own stand for the shipped ones.
std::map<std::string, fs::path> files_by_name(const fs::path& own, Problems& problems) {
  std::map<std::string, fs::path> files;
  for (const fs::path& one : json_files(shipped_folder() / "notices", problems))
    files[one.stem().string()] = one;
  if (own.empty()) return files;
  for (const fs::path& one : json_files(own, problems)) files[one.stem().string()] = one;
  return files;
}

// Nothing, with a problem, where it is neither a file nor one of those with a name.
std::optional<fs::path> file_of(const std::string& name, const fs::path& own, Problems& problems) {
  if (fs::exists(name)) return fs::path(name);
  const auto files = files_by_name(own, problems);
  if (const auto found = files.find(name); found != files.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [one, path] : files) known.push_back(one);
  const std::string meant = did_you_mean(name, known);
  problems.add(name, 0, "there is no such file" + (meant.empty() ? "; there are " + one_of(known) : meant));
  return std::nullopt;
}

std::optional<notices::Template> read_template(const fs::path& path, Problems& problems) {
  const size_t before = problems.size();
  const auto file = JsonFile::read(path, problems);
  if (!file) return std::nullopt;
  notices::Template read{.name = path.stem().string(), .texts = {}};
  read_struct(JsonNode(*file, problems), read);
  if (problems.size() == before && read.texts.empty()) problems.add(file->name(), 1, "it says nothing");
  return problems.size() == before ? std::optional(std::move(read)) : std::nullopt;
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
const Table<notices::Template>& table_of() {
  using T = notices::Template;
  static const Table<T> table{
      field("class", &T::sort, "by what it is filed; an emergency goes out at night too", Need::required),
      field("texts", &T::texts, "its words, once a language; who reads another gets the first",
            Need::required),
  };
  return table;
}

std::optional<notices::Template> read_notice(const std::string& name, const fs::path& own,
                                             const notices::Values& values, Problems& problems) {
  const auto path = file_of(name, own, problems);
  auto notice = path ? read_template(*path, problems) : std::nullopt;
  if (!notice) return std::nullopt;
  const size_t before = problems.size();
  notices::Filled filled = notices::filled(std::move(notice->texts), values);
  const std::string file = path->string();
  for (const std::string& one : filled.lacking)
    problems.add(file, 1, "{" + one + "} has no value; give it with --set " + one + "=…");
  for (const std::string& one : filled.unknown)
    problems.add(file, 1, "nothing in it is called {" + one + "}");
  notice->texts = std::move(filled.texts);
  return problems.size() == before ? notice : std::nullopt;
}

std::vector<notices::Template> notice_templates(const fs::path& own, Problems& problems) {
  std::vector<notices::Template> all;
  for (const auto& [name, path] : files_by_name(own, problems))
    if (auto read = read_template(path, problems)) all.push_back(std::move(*read));
  return all;
}

}  // namespace steward::app
