#pragma once
// Pulls values out of a JSON text, one after the other, without building a tree of it.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace steward::storage {

// The text is not what it should be. Caught where a document is decoded, nowhere else.
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  // The sign that comes next, spaces passed over; 0 at the end.
  char peek() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void expect(char sign) {
    if (peek() != sign) fail(std::string("expected ") + sign);
    ++at_;
  }
  bool take(char sign) {
    if (peek() != sign) return false;
    ++at_;
    return true;
  }

  int64_t number();
  bool truth();
  void text(std::string& into);
  std::string_view key();  // with its colon; as it is written, escapes and all

  // Passes over one value and answers it as it is written.
  std::string_view raw() {
    peek();
    const size_t start = at_;
    skip(0);
    return text_.substr(start, at_ - start);
  }

  void expect_end() {
    if (peek() != '\0') fail("something follows the document");
  }
  size_t place() const { return at_; }
  std::string_view since(size_t place) const { return text_.substr(place, at_ - place); }

  [[noreturn]] void fail(std::string_view reason) const;

 private:
  static constexpr int deepest = 32;
  static bool is_space(char sign) { return sign == ' ' || sign == '\n' || sign == '\r' || sign == '\t'; }

  void skip(int depth);
  void skip_text();
  void skip_list(int depth, char end);
  void unescape(std::string& into);
  unsigned four_hex();

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace steward::storage
