#include "console/page.hpp"

#include "console/answers.hpp"
#include "console/handlers.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace steward::console {
namespace {

struct Type {
  std::string_view ending, type;
};
constexpr std::array<Type, 6> types{{
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".webmanifest", "application/manifest+json"},
}};

std::string_view type_of(std::string_view name) {
  for (const Type& row : types)
    if (name.ends_with(row.ending)) return row.type;
  return "application/octet-stream";
}

PageFile file_of(std::string_view name, std::string bytes) {
  std::string etag = '"' + token_hash(bytes).substr(0, 20) + '"';
  return {std::move(bytes), type_of(name), std::move(etag)};
}

std::string read_whole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Asked again each time, answered 304 while it is the same: a new version of the program shows at once.
Response serve(const Desk& desk, const Request& request, std::string_view name) {
  auto file = desk.page.find(name);
  if (!file) return not_found();
  Response answer;
  answer.headers.set("ETag", file->etag);
  answer.headers.set("Cache-Control", "no-cache");
  if (request.headers.get("if-none-match") == file->etag) {
    answer.status = 304;
    return answer;
  }
  answer.headers.set("Content-Type", file->type);
  answer.body = std::move(file->bytes);
  return answer;
}

}  // namespace

Page::Page(std::string folder) : folder_(std::move(folder)) {
  if (folder_.empty()) return;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_))
    if (entry.is_regular_file())
      names_.push_back(std::filesystem::relative(entry.path(), folder_).generic_string());
}

std::optional<PageFile> Page::find(std::string_view name) const {
  for (const std::string& known : names_)
    if (known == name) return file_of(name, read_whole(folder_ + "/" + known));
  if (!folder_.empty()) return std::nullopt;
  for (const EmbeddedFile& file : embedded_files())
    if (file.name == name) return file_of(name, std::string(file.bytes));
  return std::nullopt;
}

awaitable<Response> front_page(Desk& desk, Request&) {
  Response answer = net::empty(302);
  answer.headers.set("Location", desk.settings.playground.is_enabled ? "/playground" : "/board");
  co_return answer;
}

awaitable<Response> board_page(Desk& desk, Request& request) { co_return serve(desk, request, "board.html"); }

awaitable<Response> playground_page(Desk& desk, Request& request) {
  co_return serve(desk, request, "playground.html");
}

awaitable<Response> page_file(Desk& desk, Request& request) {
  constexpr std::string_view prefix = "/console/page/";
  co_return serve(desk, request, std::string_view(request.path).substr(prefix.size()));
}

}  // namespace steward::console
