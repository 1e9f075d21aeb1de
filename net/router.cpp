#include "net/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace steward::net {
namespace {

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> segments;
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    segments.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

bool is_tail(std::string_view segment) { return segment == "*"; }
bool is_name(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

int rank(std::string_view segment) { return is_tail(segment) ? 2 : is_name(segment) ? 1 : 0; }

using Segments = std::vector<std::string_view>;

// Literal before {name} before *, from the left.
bool is_more_literal(const Segments& one, const Segments& other) {
  return std::lexicographical_compare(one.begin(), one.end(), other.begin(), other.end(),
                                      [](auto a, auto b) { return rank(a) < rank(b); });
}

bool is_same_shape(const Segments& one, const Segments& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](auto a, auto b) { return rank(a) == rank(b) && (rank(a) != 0 || a == b); });
}

void check(std::string_view pattern, const Segments& segments) {
  const auto refuse = [&] { throw std::invalid_argument("malformed route " + std::string(pattern)); };
  if (pattern.empty() || pattern.front() != '/') refuse();
  for (std::size_t at = 0; at < segments.size(); ++at) {
    if (is_tail(segments[at]) && at + 1 != segments.size()) refuse();
    if (rank(segments[at]) == 0 && segments[at].find_first_of("{}*") != std::string_view::npos) refuse();
  }
}

bool matches(const Segments& pattern, const Segments& path) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (is_tail(pattern[at])) return at < path.size();
    if (at >= path.size()) return false;
    if (is_name(pattern[at]) ? path[at].empty() : pattern[at] != path[at]) return false;
  }
  return pattern.size() == path.size();
}

void fill_parameters(Request& request, const Segments& pattern, const Segments& path) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (is_name(pattern[at]))
      request.parameters.emplace_back(pattern[at].substr(1, pattern[at].size() - 2), path[at]);
    if (is_tail(pattern[at]))
      request.parameters.emplace_back("*", request.path.substr(path[at].data() - request.path.data()));
  }
}

void add_allowed(std::string& allowed, Method method) {
  const std::string word(to_string(method));
  if ((", " + allowed + ",").find(", " + word + ",") != std::string::npos) return;
  allowed += (allowed.empty() ? "" : ", ") + word;
  if (method == Method::get) add_allowed(allowed, Method::head);
}

Response not_allowed(const std::string& allowed) {
  Response response = problem(405, "method-not-allowed", "This address does not take that method");
  response.headers.add("Allow", allowed);
  return response;
}

}  // namespace

Router::Router(std::vector<Route> routes) {
  for (Route& route : routes) {
    auto segments = split(route.pattern);
    check(route.pattern, segments);
    for (const Entry& other : entries_)
      if (other.route.method == route.method && is_same_shape(other.segments, segments))
        throw std::invalid_argument("two routes for " + std::string(route.pattern));
    entries_.push_back({std::move(route), std::move(segments)});
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return is_more_literal(a.segments, b.segments); });
}

const Router::Entry* Router::find(Method method, const std::vector<std::string_view>& path) const {
  for (const Entry& entry : entries_)
    if (entry.route.method == method && matches(entry.segments, path)) return &entry;
  return method == Method::head ? find(Method::get, path) : nullptr;
}

std::string Router::allowed(const std::vector<std::string_view>& path) const {
  std::string words;
  for (const Entry& entry : entries_)
    if (matches(entry.segments, path)) add_allowed(words, entry.route.method);
  return words;
}

awaitable<Response> Router::operator()(Request& request) const {
  const Segments path = split(request.path);
  if (const Entry* entry = find(request.method, path)) {
    fill_parameters(request, entry->segments, path);
    co_return co_await entry->route.handler(request);
  }
  const std::string words = allowed(path);
  co_return words.empty() ? problem(404, "not-found", "There is nothing here") : not_allowed(words);
}

}  // namespace steward::net
