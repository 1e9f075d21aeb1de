#pragma once
// Commands as Redis reads them: the arguments are written straight into the bytes that are sent.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace steward::storage::redis {

class Command {
 public:
  Command& operator<<(std::string_view argument) {
    char piece[24 + short_enough];
    piece[0] = '$';
    char* end = std::to_chars(piece + 1, piece + 22, argument.size()).ptr;
    *end++ = '\r';
    *end++ = '\n';
    if (argument.size() > short_enough) {
      body_.append(piece, end).append(argument).append("\r\n", 2);
    } else {
      end = std::copy(argument.begin(), argument.end(), end);
      *end++ = '\r';
      *end++ = '\n';
      body_.append(piece, end);
    }
    ++count_;
    return *this;
  }
  Command& operator<<(int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return *this << std::string_view(digits, static_cast<size_t>(end - digits));
  }

  Command& append(const Command& more) {
    body_ += more.body_;
    count_ += more.count_;
    return *this;
  }

  // Where it is known to become long.
  Command& reserve(size_t bytes) {
    body_.reserve(bytes);
    return *this;
  }

  size_t count() const { return count_; }
  size_t size() const { return body_.size(); }

 private:
  friend class Batch;
  // To be put together before it is appended, which costs more than the copy.
  static constexpr size_t short_enough = 64;

  std::string body_;
  size_t count_ = 0;
};

// Commands that go out together, over one connection, and are answered together.
class Batch {
 public:
  Batch() = default;
  explicit Batch(const Command& command) { add(command); }

  Batch& add(const Command& command) { return add(command, {}); }
  // One command in two parts, the second of which may be large and wanted again.
  Batch& add(const Command& head, const Command& rest) {
    bytes_.reserve(bytes_.size() + head.body_.size() + rest.body_.size() + 16);
    bytes_.push_back('*');
    bytes_.append(std::to_string(head.count_ + rest.count_)).append("\r\n");
    bytes_.append(head.body_).append(rest.body_);
    ++replies_;
    return *this;
  }

  const std::string& bytes() const { return bytes_; }
  std::string take_bytes() { return std::move(bytes_); }
  size_t replies() const { return replies_; }

 private:
  std::string bytes_;
  size_t replies_ = 0;
};

template <class... Arguments>
Command command(const Arguments&... arguments) {
  Command made;
  made.reserve(128);
  (made << ... << arguments);
  return made;
}

}  // namespace steward::storage::redis
