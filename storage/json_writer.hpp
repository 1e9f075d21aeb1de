#pragma once
// Writes JSON into a string: the documents of the hot path are written three times an order, and a DOM in
// between cost more than everything else together. What is written is short pieces, some hundred an order, so
// they are gathered here and the string gets them by the kilobyte.

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace steward::storage {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  ~JsonWriter() { flush(); }
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void raw(std::string_view text) {
    if (text.size() > gathered_.size() - size_) {
      flush();
      if (text.size() > gathered_.size()) {
        out_.append(text);
        return;
      }
    }
    std::memcpy(gathered_.data() + size_, text.data(), text.size());
    size_ += text.size();
  }
  void raw(char sign) {
    if (size_ == gathered_.size()) flush();
    gathered_[size_++] = sign;
  }

  void number(int64_t value) {
    char digits[24];
    const char* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    raw({digits, static_cast<size_t>(end - digits)});
  }

  // Bytes above 0x7f pass as they are, so that what was read is written back unchanged whatever it is.
  void text(std::string_view value) {
    raw('"');
    while (true) {
      const size_t clean = clean_length(value);
      raw(value.substr(0, clean));
      if (clean == value.size()) break;
      escape(static_cast<unsigned char>(value[clean]));
      value.remove_prefix(clean + 1);
    }
    raw('"');
  }

 private:
  static bool is_escaped(unsigned char sign) { return sign < 0x20 || sign == '"' || sign == '\\'; }

  // Whether one of eight bytes must be escaped, all looked at in one go: a byte that is too small borrows
  // from its highest bit when what it must reach is taken away.
  static bool any_escaped(uint64_t bytes) {
    constexpr uint64_t each = 0x0101010101010101, highest = 0x80 * each;
    const auto has_below = [](uint64_t word, uint64_t limit) {
      return (word - limit * each) & ~word & highest;
    };
    return (has_below(bytes, 0x20) | has_below(bytes ^ '"' * each, 1) | has_below(bytes ^ '\\' * each, 1)) !=
           0;
  }

  // How many bytes from the beginning stand for themselves.
  static size_t clean_length(std::string_view text) {
    size_t at = 0;
    for (uint64_t bytes = 0; at + sizeof bytes <= text.size(); at += sizeof bytes) {
      std::memcpy(&bytes, text.data() + at, sizeof bytes);
      if (any_escaped(bytes)) break;
    }
    while (at < text.size() && !is_escaped(static_cast<unsigned char>(text[at]))) ++at;
    return at;
  }

  void escape(unsigned char sign) {
    switch (sign) {
      case '"': raw("\\\""); return;
      case '\\': raw("\\\\"); return;
      case '\n': raw("\\n"); return;
      case '\r': raw("\\r"); return;
      case '\t': raw("\\t"); return;
      default: break;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    raw("\\u00");
    raw(hex[sign >> 4]);
    raw(hex[sign & 15]);
  }

  void flush() {
    out_.append(gathered_.data(), size_);
    size_ = 0;
  }

  std::string& out_;
  std::array<char, 1024> gathered_;  // the first size_ of them
  size_t size_ = 0;
};

}  // namespace steward::storage
