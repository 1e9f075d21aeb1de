#pragma once
// Writes JSON straight into a string: the documents of the hot path are written three times an order, and a
// DOM in between cost more than everything else together.

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace steward::storage {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void raw(std::string_view text) { out_.append(text); }
  void raw(char sign) { out_.push_back(sign); }

  void number(int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
  }

  // Bytes above 0x7f pass as they are, so that what was read is written back unchanged whatever it is.
  void text(std::string_view value) {
    out_.push_back('"');
    size_t done = 0;
    for (size_t at = 0; at < value.size(); ++at) {
      const auto sign = static_cast<unsigned char>(value[at]);
      if (sign >= 0x20 && sign != '"' && sign != '\\') continue;
      out_.append(value.substr(done, at - done));
      escape(sign);
      done = at + 1;
    }
    out_.append(value.substr(done));
    out_.push_back('"');
  }

 private:
  void escape(unsigned char sign) {
    switch (sign) {
      case '"': out_.append("\\\""); return;
      case '\\': out_.append("\\\\"); return;
      case '\n': out_.append("\\n"); return;
      case '\r': out_.append("\\r"); return;
      case '\t': out_.append("\\t"); return;
      default: break;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    out_.append("\\u00");
    out_.push_back(hex[sign >> 4]);
    out_.push_back(hex[sign & 15]);
  }

  std::string& out_;
};

}  // namespace steward::storage
