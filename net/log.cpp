#include "net/log.hpp"

#include "net/clock.hpp"
#include "net/json_text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <mutex>

namespace steward::net::log {
namespace {

constexpr std::array<std::string_view, 5> words = {"debug", "info", "warn", "error", "off"};

std::mutex sink_mutex;
std::function<void(std::string_view)> chosen_sink;

// One write a line: lines of several threads do not mix. What stderr does not take is lost, never waited for.
void emit(std::string_view line) {
  const std::scoped_lock lock(sink_mutex);
  if (chosen_sink) return chosen_sink(line);
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

struct ValueWriter {
  std::string& out;
  void operator()(std::string_view text) const { append_json_text(out, text); }
  void operator()(bool truth) const { out += truth ? "true" : "false"; }
  void operator()(std::int64_t number) const { fmt::format_to(std::back_inserter(out), "{}", number); }
  void operator()(double number) const {
    if (std::isfinite(number))
      fmt::format_to(std::back_inserter(out), "{}", number);
    else
      out += "null";
  }
};

}  // namespace

void append_json(std::string& out, const Value& value) { std::visit(ValueWriter{out}, value.held_); }

namespace detail {

void write(Level level, std::string_view event, Fields fields) {
  thread_local std::string line;
  line = R"({"time":")" + iso_time(now()) + R"(","level":")";
  line += words[static_cast<std::size_t>(level)];
  line += R"(","event":)";
  append_json_text(line, event);
  for (const Field& field : fields) {
    line += ',';
    append_json_text(line, field.key);
    line += ':';
    append_json(line, field.value);
  }
  line += "}\n";
  emit(line);
}

}  // namespace detail

void set_level(Level level) { detail::threshold = level; }

bool set_level(std::string_view word) {
  for (std::size_t at = 0; at < words.size(); ++at)
    if (words[at] == word) return set_level(static_cast<Level>(at)), true;
  return false;
}

void set_sink(std::function<void(std::string_view)> sink) {
  const std::scoped_lock lock(sink_mutex);
  chosen_sink = std::move(sink);
}

}  // namespace steward::net::log
