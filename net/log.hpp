#pragma once
// Structured log: one JSON object a line on stderr, written at once, safe from every thread.
//   log::info("order_opened", {{"order", number}, {"ms", 12}});

#include "net/secret.hpp"

#include <atomic>
#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace steward::net::log {

enum class Level { debug, info, warn, error, off };

// A text is referred to, not copied: fields live as long as the call.
class Value {
 public:
  Value(const char* text) : held_(std::string_view(text)) {}
  Value(std::string_view text) : held_(text) {}
  Value(const std::string& text) : held_(std::string_view(text)) {}
  Value(const Secret&) : held_(std::string_view("***")) {}
  Value(bool truth) : held_(truth) {}
  Value(double number) : held_(number) {}
  template <std::integral T>
  Value(T number) : held_(static_cast<std::int64_t>(number)) {}

 private:
  friend void append_json(std::string& out, const Value& value);
  std::variant<std::string_view, bool, double, std::int64_t> held_;
};

struct Field {
  std::string_view key;
  Value value;
};
using Fields = std::initializer_list<Field>;

namespace detail {
inline std::atomic<Level> threshold{Level::info};
void write(Level level, std::string_view event, Fields fields);
}  // namespace detail

inline bool is_on(Level level) { return level >= detail::threshold.load(std::memory_order_relaxed); }

inline void write(Level level, std::string_view event, Fields fields = {}) {
  if (is_on(level)) detail::write(level, event, fields);
}
inline void debug(std::string_view event, Fields fields = {}) { write(Level::debug, event, fields); }
inline void info(std::string_view event, Fields fields = {}) { write(Level::info, event, fields); }
inline void warn(std::string_view event, Fields fields = {}) { write(Level::warn, event, fields); }
inline void error(std::string_view event, Fields fields = {}) { write(Level::error, event, fields); }

void set_level(Level level);
// "debug", "info", "warn", "error", "off"; false for any other word, and nothing changes.
bool set_level(std::string_view word);

// Where lines (with their newline) go; an empty function is stderr again. For tests; not while others log.
void set_sink(std::function<void(std::string_view line)> sink);

}  // namespace steward::net::log
