#include "channels/text.hpp"

#include <algorithm>

namespace steward::channels {

namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// C0 but for line break and tab, DEL, and C1, which is C2 80 … C2 9F.
bool is_control(std::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte != '\n' && byte != '\t';
  if (byte == 0x7F) return true;
  return byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

size_t size_at(std::string_view text, size_t at) {
  size_t size = 1;
  while (at + size < text.size() && is_continuation(text[at + size])) ++size;
  return size;
}

bool is_letter_or_digit(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

bool is_crockford(char byte) {
  if (byte >= '0' && byte <= '9') return true;
  return byte >= 'A' && byte <= 'Z' && byte != 'I' && byte != 'L' && byte != 'O' && byte != 'U';
}

// Words and one-time codes look alike too: with both letters and digits it is surest.
int sureness(std::string_view word) {
  const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits == 0) return 1;
  return digits == static_cast<std::ptrdiff_t>(word.size()) ? 2 : 3;
}

// Where to cut a piece that is too long: behind the last of these in its second half.
size_t cut_in(std::string_view piece) {
  for (const std::string_view mark : {"\n", " ", "。", "；", "，"}) {
    const size_t found = piece.rfind(mark);
    if (found != std::string_view::npos && found >= piece.size() / 2) return found + mark.size();
  }
  return piece.size();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == '\n' || text.front() == ' ')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

size_t count_code_points(std::string_view text) {
  return text.size() - static_cast<size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

std::string_view first_code_points(std::string_view text, size_t count) {
  if (text.size() <= count) return text;
  size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += size_at(text, at);
  return text.substr(0, at);
}

std::string cleaned(std::string_view text, size_t longest) {
  std::string clean;
  clean.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t size = size_at(text, at);
    if (!is_control(text, at)) clean.append(text, at, size);
    at += size;
  }
  clean.resize(first_code_points(clean, longest).size());
  return clean;
}

std::vector<std::string_view> pieces(std::string_view text, size_t longest) {
  std::vector<std::string_view> all;
  for (std::string_view rest = trimmed(text); !rest.empty();) {
    std::string_view piece = first_code_points(rest, longest);
    if (piece.size() < rest.size()) piece = piece.substr(0, cut_in(piece));
    rest = trimmed(rest.substr(piece.size()));
    if (piece = trimmed(piece); !piece.empty()) all.push_back(piece);
  }
  return all;
}

std::string_view order_number_in(std::string_view text) {
  std::string_view best;
  for (size_t at = 0; at < text.size();) {
    if (!is_letter_or_digit(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && is_letter_or_digit(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    at = end;
    if (word.size() != 6 || !std::all_of(word.begin(), word.end(), is_crockford)) continue;
    if (best.empty() || sureness(word) > sureness(best)) best = word;
  }
  return best;
}

bool is_plain_id(std::string_view text, size_t longest) {
  if (text.empty() || text.size() > longest) return false;
  return std::all_of(text.begin(), text.end(), [](char byte) {
    return is_letter_or_digit(byte) || std::string_view("-_.:=@+").find(byte) != std::string_view::npos;
  });
}

}  // namespace steward::channels
