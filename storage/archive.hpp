#pragma once
// Writes and reads a struct by its field table, `fields(archive, object)`: one table serves both directions,
// so what is written can be read. Members that have their default value are left out; the tables stand in
// *_fields.hpp.

#include "domain/clocks.hpp"
#include "domain/ids.hpp"
#include "domain/labels.hpp"
#include "storage/json_reader.hpp"
#include "storage/json_writer.hpp"

#include <algorithm>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace steward::storage {

// So that one table takes the object const, for writing, and not, for reading.
template <class T, class Wanted>
concept Is = std::same_as<std::remove_const_t<T>, Wanted>;

// Letters for vocabularies that have no spelling of their own.
template <class Label>
struct Letters;

template <class T>
concept Spelled = requires {
  domain::Spellings<T>::table;
};
template <class T>
concept Lettered = requires {
  Letters<T>::table;
};

class FieldWriter {
 public:
  explicit FieldWriter(std::string& out) : out_(out) {}

  template <size_t N, class T>
  void operator()(const char (&name)[N], const T& member, const T& otherwise = T{}) {
    if (member == otherwise) return;
    key(name);
    write(member);
  }
  // The instant that others of this object are written relative to. It must never change.
  template <size_t N>
  void base(const char (&name)[N], const domain::Instant& member) {
    key(name);
    write(member);
    base_ = member;
  }
  void clocks(const domain::Clocks& clocks) {
    for (const domain::Clock& clock : clocks.all()) {
      begin();
      out_.raw("\"@");
      out_.raw(domain::to_string(clock.rule));
      out_.raw("\":");
      write(clock.due);
    }
    for (const domain::PausedClock& clock : clocks.paused()) {
      begin();
      out_.raw("\"~");
      out_.raw(domain::to_string(clock.rule));
      out_.raw("\":[");
      write(clock.due);
      out_.raw(',');
      write(clock.since);
      out_.raw(']');
    }
  }
  void unknown(const std::string& kept) {
    if (kept.empty()) return;
    begin();
    out_.raw(kept);
  }

  template <class T>
  void object(const T& value) {
    const auto outer = std::pair(is_first_, base_);
    is_first_ = true;
    out_.raw('{');
    fields(*this, value);
    out_.raw('}');
    std::tie(is_first_, base_) = outer;
  }

  void write(bool value) { out_.raw(value ? "true" : "false"); }
  void write(int value) { out_.number(value); }
  void write(const std::string& value) { out_.text(value); }
  void write(std::chrono::minutes value) { out_.number(value.count()); }
  void write(std::chrono::local_days value) { out_.number(value.time_since_epoch().count()); }
  void write(domain::Instant value) { out_.number((value - base_).count()); }
  template <class Tag>
  void write(const domain::Id<Tag>& id) {
    out_.text(id.value);
  }
  template <Spelled Label>
  void write(Label label) {
    out_.text(domain::to_string(label));
  }
  template <Lettered Label>
  void write(Label label) {
    for (const auto& row : Letters<Label>::table)
      if (row.label == label) return out_.text(row.text);
    throw std::logic_error("a label without a letter");
  }
  template <class T>
  void write(const std::optional<T>& value) {
    write(*value);  // where it is nothing, the member is left out
  }
  template <class T>
  void write(const std::vector<T>& list) {
    out_.raw('[');
    for (size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out_.raw(',');
      write(list[i]);
    }
    out_.raw(']');
  }
  template <class T>
  requires std::is_class_v<T>
  void write(const T& value) {
    if constexpr (requires { write_compact(*this, value); })
      write_compact(*this, value);
    else
      object(value);
  }

  JsonWriter& out() { return out_; }

 private:
  void begin() {
    if (!is_first_) out_.raw(',');
    is_first_ = false;
  }
  // ,"name": in one piece, whose length the compiler knows.
  template <size_t N>
  void key(const char (&name)[N]) {
    char piece[N + 3] = {',', '"'};
    std::copy_n(name, N - 1, piece + 2);
    piece[N + 1] = '"';
    piece[N + 2] = ':';
    const size_t comma = is_first_ ? 0 : 1;
    out_.raw({piece + 1 - comma, N + 2 + comma});
    is_first_ = false;
  }

  JsonWriter out_;
  domain::Instant base_{};
  bool is_first_ = true;
};

// Reads in passes over the table: members come in its sequence as a rule, so one pass reads a whole document.
class FieldReader {
 public:
  explicit FieldReader(JsonReader& in) : in_(in) {}

  template <size_t N, class T>
  void operator()(const char (&name)[N], T& member, const T& = T{}) {
    if (!is_at({name, N - 1})) return;
    read(member);
    advance();
  }
  template <size_t N>
  void base(const char (&name)[N], domain::Instant& member) {
    if (!is_at({name, N - 1})) return;
    base_ = {};
    read(member);
    base_ = member;
    advance();
  }
  void clocks(domain::Clocks& clocks) {
    while (!is_over_ && (key_.starts_with('@') || key_.starts_with('~'))) {
      const auto rule = domain::clock_rule_from(key_.substr(1));
      if (!rule) return;
      if (key_.front() == '~') {
        domain::PausedClock clock{.rule = *rule};
        in_.expect('[');
        read(clock.due);
        in_.expect(',');
        read(clock.since);
        in_.expect(']');
        clocks.set_paused(clock);
      } else {
        domain::Instant due;
        read(due);
        clocks.set(*rule, due);
      }
      advance();
    }
  }
  // Last in a table: what nothing else in this pass took.
  void unknown(std::string& kept) {
    if (is_over_ || has_taken_) return;
    if (!kept.empty()) kept += ',';
    kept.append("\"").append(key_).append("\":").append(in_.raw());
    advance();
  }

  template <class T>
  void object(T& value) {
    const auto outer = std::tuple(is_over_, key_, base_);
    in_.expect('{');
    is_over_ = in_.take('}');
    if (!is_over_) key_ = in_.key();
    while (!is_over_) {
      has_taken_ = false;
      fields(*this, value);
      if (!has_taken_) drop();
    }
    std::tie(is_over_, key_, base_) = outer;
  }

  void read(bool& value) { value = in_.truth(); }
  void read(int& value) {
    const int64_t number = in_.number();
    if (!std::in_range<int>(number)) in_.fail("a number is too large");
    value = static_cast<int>(number);
  }
  void read(std::string& value) { in_.text(value); }
  void read(std::chrono::minutes& value) { value = std::chrono::minutes(in_.number()); }
  void read(std::chrono::local_days& value) {
    value = std::chrono::local_days(std::chrono::days(in_.number()));
  }
  void read(domain::Instant& value) { value = base_ + domain::Duration(in_.number()); }
  template <class Tag>
  void read(domain::Id<Tag>& id) {
    in_.text(id.value);
  }
  template <Spelled Label>
  void read(Label& label) {
    in_.text(word_);
    const auto known = domain::from_string<Label>(word_);
    if (!known) in_.fail("unknown label \"" + word_ + "\"");
    label = *known;
  }
  template <Lettered Label>
  void read(Label& label) {
    in_.text(word_);
    for (const auto& row : Letters<Label>::table)
      if (row.text == word_) {
        label = row.label;
        return;
      }
    in_.fail("unknown letter \"" + word_ + "\"");
  }
  template <class T>
  void read(std::optional<T>& value) {
    read(value.emplace());
  }
  template <class T>
  void read(std::vector<T>& list) {
    list.clear();
    in_.expect('[');
    if (in_.take(']')) return;
    do {
      read(list.emplace_back());
    } while (in_.take(','));
    in_.expect(']');
  }
  template <class T>
  requires std::is_class_v<T>
  void read(T& value) {
    if constexpr (requires { read_compact(*this, value); })
      read_compact(*this, value);
    else
      object(value);
  }

  JsonReader& in() { return in_; }

 private:
  bool is_at(std::string_view name) const { return key_ == name && !is_over_; }
  void advance() {
    has_taken_ = true;
    is_over_ = !in_.take(',');
    if (is_over_)
      in_.expect('}');
    else
      key_ = in_.key();
  }
  void drop() {
    in_.raw();
    advance();
  }

  JsonReader& in_;
  std::string_view key_;
  domain::Instant base_{};
  bool is_over_ = true;
  bool has_taken_ = false;
  std::string word_;
};

}  // namespace steward::storage
