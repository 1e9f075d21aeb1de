#include "storage/json_reader.hpp"

#include <charconv>

namespace steward::storage {

namespace {

void append_utf8(std::string& into, unsigned code) {
  const auto push = [&into](unsigned byte) { into.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    push(code);
  } else if (code < 0x800) {
    push(0xc0 | (code >> 6));
    push(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    push(0xe0 | (code >> 12));
    push(0x80 | ((code >> 6) & 0x3f));
    push(0x80 | (code & 0x3f));
  } else {
    push(0xf0 | (code >> 18));
    push(0x80 | ((code >> 12) & 0x3f));
    push(0x80 | ((code >> 6) & 0x3f));
    push(0x80 | (code & 0x3f));
  }
}

// Of numbers, true, false and null.
bool is_of_a_literal(char sign) {
  return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'z') || sign == '-' || sign == '+' ||
         sign == '.' || sign == 'E';
}

}  // namespace

void JsonReader::fail(std::string_view reason) const {
  throw Malformed(std::string(reason) + " at byte " + std::to_string(at_));
}

int64_t JsonReader::number() {
  peek();
  int64_t value = 0;
  const char* start = text_.data() + at_;
  const auto [end, error] = std::from_chars(start, text_.data() + text_.size(), value);
  if (error != std::errc{}) fail("expected a whole number");
  at_ += static_cast<size_t>(end - start);
  const char next = at_ < text_.size() ? text_[at_] : '\0';
  if (next == '.' || next == 'e' || next == 'E') fail("expected a whole number");
  return value;
}

bool JsonReader::truth() {
  peek();
  const auto rest = text_.substr(at_);
  if (rest.starts_with("true")) {
    at_ += 4;
    return true;
  }
  if (!rest.starts_with("false")) fail("expected true or false");
  at_ += 5;
  return false;
}

void JsonReader::text(std::string& into) {
  expect('"');
  into.clear();
  while (true) {
    const size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\') ++at_;
    into.append(text_.substr(start, at_ - start));
    if (at_ >= text_.size()) fail("a text does not end");
    if (text_[at_++] == '"') return;
    unescape(into);
  }
}

std::string_view JsonReader::key() {
  if (peek() != '"') fail("expected a key");
  const size_t start = at_ + 1;
  skip_text();
  const auto name = text_.substr(start, at_ - start - 1);
  expect(':');
  return name;
}

void JsonReader::unescape(std::string& into) {
  if (at_ >= text_.size()) fail("a text does not end");
  switch (const char sign = text_[at_++]) {
    case 'n': into.push_back('\n'); return;
    case 'r': into.push_back('\r'); return;
    case 't': into.push_back('\t'); return;
    case 'b': into.push_back('\b'); return;
    case 'f': into.push_back('\f'); return;
    case '"':
    case '\\':
    case '/': into.push_back(sign); return;
    case 'u': break;
    default: fail("unknown escape");
  }
  unsigned code = four_hex();
  if (code >= 0xd800 && code < 0xdc00 && text_.substr(at_).starts_with("\\u")) {
    at_ += 2;
    const unsigned low = four_hex();
    if (low < 0xdc00 || low > 0xdfff) fail("half a surrogate pair");
    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
  }
  append_utf8(into, code);
}

unsigned JsonReader::four_hex() {
  unsigned code = 0;
  const auto digits = text_.substr(at_, 4);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  if (error != std::errc{} || end != digits.data() + 4) fail("expected four hexadecimal digits");
  at_ += 4;
  return code;
}

void JsonReader::skip(int depth) {
  if (depth > deepest) fail("nested too deep");
  switch (peek()) {
    case '"': return skip_text();
    case '{':
    case '[': return skip_list(depth, text_[at_] == '{' ? '}' : ']');
    case '\0': fail("the document ends early");
    default: break;
  }
  const size_t start = at_;
  while (at_ < text_.size() && is_of_a_literal(text_[at_])) ++at_;
  if (at_ == start) fail("expected a value");
}

void JsonReader::skip_text() {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '"') {
      ++at_;
      return;
    }
    if (text_[at_] == '\\') ++at_;
  }
  at_ = text_.size();
  fail("a text does not end");
}

void JsonReader::skip_list(int depth, char end) {
  ++at_;
  if (take(end)) return;
  do {
    if (end == '}') key();
    skip(depth + 1);
  } while (take(','));
  expect(end);
}

}  // namespace steward::storage
