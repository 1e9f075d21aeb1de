#include "net/http.hpp"

#include "net/json_text.hpp"

#include <array>
#include <iterator>

namespace steward::net {
namespace {

constexpr std::array<std::string_view, 8> methods = {"GET",   "HEAD",   "POST",    "PUT",
                                                     "PATCH", "DELETE", "OPTIONS", ""};

struct Reason {
  int status;
  std::string_view words;
};
constexpr Reason reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
};

Response typed(int status, std::string_view content_type, std::string body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", content_type);
  response.body = std::move(body);
  return response;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view to_string(Method method) { return methods[static_cast<std::size_t>(method)]; }

Method method_of(std::string_view word) {
  for (std::size_t at = 0; at < methods.size() - 1; ++at)
    if (methods[at] == word) return static_cast<Method>(at);
  return Method::other;
}

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [known, value] : parameters)
    if (known == name) return value;
  return {};
}

std::string_view Request::cookie(std::string_view name) const {
  std::string_view rest = headers.get("Cookie");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view pair = trimmed(rest.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

Response json(int status, std::string text) { return typed(status, "application/json", std::move(text)); }

Response text(int status, std::string text) {
  return typed(status, "text/plain; charset=utf-8", std::move(text));
}

Response empty(int status) {
  Response response;
  response.status = status;
  return response;
}

Response problem(int status, std::string_view slug, std::string_view title, std::string_view detail) {
  std::string body = R"({"type":)";
  append_json_text(body, "/problems/" + std::string(slug));
  body += R"(,"title":)";
  append_json_text(body, title);
  body += R"(,"status":)" + std::to_string(status);
  if (!detail.empty()) {
    body += R"(,"detail":)";
    append_json_text(body, detail);
  }
  body += '}';
  return typed(status, "application/problem+json", std::move(body));
}

Response events(StreamWriter writer) {
  Response response = typed(200, "text/event-stream", {});
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("X-Accel-Buffering", "no");  // nginx would hold events back
  response.stream = std::move(writer);
  return response;
}

std::string_view reason_of(int status) {
  for (const Reason& reason : reasons)
    if (reason.status == status) return reason.words;
  return "";
}

std::string json_quoted(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

}  // namespace steward::net
