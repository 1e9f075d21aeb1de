#pragma once
// The head of an answer, written by hand into the connection's buffer.

#include "net/http.hpp"

#include <string>
#include <string_view>

namespace steward::net {

struct AnswerForm {
  bool is_head = false;  // the request's method: no body follows
  bool is_http10 = false;
  bool keeps_alive = true;
  std::string_view date{};  // of the Date header
};

// Appends status line and headers up to the empty line. A header of the handler about length or connection is
// left out, and so is one that would break out of its line.
void append_head(std::string& out, const Response& response, const AnswerForm& form);

std::string http_date(Instant instant);  // "Tue, 03 Mar 2026 11:00:00 GMT"

}  // namespace steward::net
