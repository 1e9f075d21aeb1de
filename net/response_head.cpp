#include "net/response_head.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace steward::net {
namespace {

bool is_ours(std::string_view name) {
  for (std::string_view ours : {"Content-Length", "Transfer-Encoding", "Connection", "Date"})
    if (same_without_case(name, ours)) return true;
  return false;
}

bool breaks_out(std::string_view text) {
  for (char letter : text)
    if ((static_cast<unsigned char>(letter) < 0x20 && letter != '\t') || letter == 0x7F) return true;
  return false;
}

void append_number(std::string& out, std::size_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_status_line(std::string& out, int status) {
  if (status == 200) {
    out += "HTTP/1.1 200 OK\r\n";
    return;
  }
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::size_t>(status));
  out += ' ';
  out += reason_of(status);
  out += "\r\n";
}

void append_length(std::string& out, const Response& response, const AnswerForm& form) {
  if (response.stream) {
    if (!form.is_http10) out += "Transfer-Encoding: chunked\r\n";
    return;
  }
  if (response.status == 204 || response.status == 304) return;
  out += "Content-Length: ";
  append_number(out, response.body.size());
  out += "\r\n";
}

}  // namespace

void append_head(std::string& out, const Response& response, const AnswerForm& form) {
  append_status_line(out, response.status);
  if (!form.date.empty()) {
    out += "Date: ";
    out += form.date;
    out += "\r\n";
  }
  for (std::size_t at = 0; at < response.headers.size(); ++at) {
    const auto [name, value] = response.headers[at];
    if (is_ours(name) || breaks_out(name) || breaks_out(value)) continue;
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  append_length(out, response, form);
  if (!form.keeps_alive)
    out += "Connection: close\r\n";
  else if (form.is_http10)
    out += "Connection: keep-alive\r\n";
  out += "\r\n";
}

std::string http_date(Instant instant) {
  static constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace steward::net
