#include "net/target.hpp"

#include <fmt/format.h>

#include <iterator>

namespace steward::net {
namespace {

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

bool is_control(char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; }

// The byte that "%xy" at the front stands for.
std::optional<char> escaped_byte(std::string_view text) {
  if (text.size() < 3) return {};
  const int high = hex_digit(text[1]), low = hex_digit(text[2]);
  if (high < 0 || low < 0) return {};
  return static_cast<char>(high << 4 | low);
}

std::optional<std::string> decoded_form_text(std::string_view raw) {
  std::string out;
  while (!raw.empty()) {
    if (raw.front() != '%') {
      out += raw.front() == '+' ? ' ' : raw.front();
      raw.remove_prefix(1);
      continue;
    }
    const auto byte = escaped_byte(raw);
    if (!byte) return {};
    out += *byte;
    raw.remove_prefix(3);
  }
  return out;
}

// An escaped separator would move the border of a segment, which a proxy before us may have judged by.
std::optional<std::string> decoded_segment(std::string_view raw) {
  std::string out;
  while (!raw.empty()) {
    if (raw.front() != '%') {
      if (is_control(raw.front()) || raw.front() == '\\') return {};
      out += raw.front();
      raw.remove_prefix(1);
      continue;
    }
    const auto byte = escaped_byte(raw);
    if (!byte || *byte == '/' || *byte == '\\' || is_control(*byte)) return {};
    out += *byte;
    raw.remove_prefix(3);
  }
  return out;
}

// Nothing to decode and nothing to normalise: nearly all paths.
bool is_plain(std::string_view raw) {
  if (raw.find_first_of("%\\") != std::string_view::npos) return false;
  if (raw.find("//") != std::string_view::npos || raw.find("/.") != std::string_view::npos) return false;
  for (char letter : raw)
    if (is_control(letter)) return false;
  return true;
}

}  // namespace

std::optional<std::string_view> Query::find(std::string_view name) const {
  for (const auto& [known, value] : pairs_)
    if (known == name) return value;
  return {};
}

std::optional<std::string> normalised_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return {};
  if (is_plain(raw)) return std::string(raw);

  std::vector<std::string> segments;
  bool ends_in_slash = false;
  for (std::size_t begin = 1; begin <= raw.size();) {
    const std::size_t end = std::min(raw.find('/', begin), raw.size());
    auto segment = decoded_segment(raw.substr(begin, end - begin));
    if (!segment) return {};
    ends_in_slash = segment->empty() || *segment == "." || *segment == "..";
    if (*segment == "..") {
      if (segments.empty()) return {};
      segments.pop_back();
    } else if (!ends_in_slash) {
      segments.push_back(std::move(*segment));
    }
    begin = end + 1;
  }
  std::string path;
  for (const std::string& segment : segments) path += '/' + segment;
  if (ends_in_slash || path.empty()) path += '/';
  return path;
}

std::optional<Query> parse_query(std::string_view raw) {
  Query query;
  while (!raw.empty()) {
    const std::size_t end = std::min(raw.find('&'), raw.size());
    const std::string_view pair = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decoded_form_text(pair.substr(0, equals));
    auto value = decoded_form_text(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return {};
    query.add(std::move(*name), std::move(*value));
  }
  return query;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char letter : text) {
    const bool is_plain_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                                 (letter >= '0' && letter <= '9') ||
                                 std::string_view("-._~").find(letter) != std::string_view::npos;
    if (is_plain_letter)
      out += letter;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(letter));
  }
  return out;
}

}  // namespace steward::net
