// Answers as they are built and as they go over the wire.
#include "net/http.hpp"
#include "net/response_head.hpp"

#include <gmock/gmock.h>

namespace steward::net {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string head_of(const Response& response, const AnswerForm& form = {}) {
  std::string out;
  append_head(out, response, form);
  return out;
}

TEST(Answer, is_a_problem_that_machines_read) {
  const Response response = problem(409, "already-taken", "Somebody was first", "order \"K3\"\n\x01");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(response.body,
            "{\"type\":\"/problems/already-taken\",\"title\":\"Somebody was first\",\"status\":409,"
            "\"detail\":\"order \\\"K3\\\"\\u000a\\u0001\"}");
}

TEST(Answer, has_its_head_in_one_piece) {
  EXPECT_EQ(head_of(json(200, "{}"), {.date = "D"}),
            "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(head_of(empty(204), {.keeps_alive = false}),
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(head_of(text(404, "x"), {.is_http10 = true}), HasSubstr("Connection: keep-alive\r\n"));
  EXPECT_THAT(head_of(events({})), Not(HasSubstr("Transfer-Encoding")));
}

TEST(Answer, streams_in_chunks_where_the_client_knows_them) {
  const Response stream = events([](EventSink&) -> awaitable<> { co_return; });
  EXPECT_THAT(head_of(stream, {.keeps_alive = false}), HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(head_of(stream, {.is_http10 = true, .keeps_alive = false}), Not(HasSubstr("chunked")));
}

TEST(Answer, lets_no_header_break_out) {
  Response response = text(200, "x");
  response.headers.add("X-One", "a\r\nSet-Cookie: b");
  response.headers.add("X-Two\r\nX-Evil", "b");
  response.headers.add("content-length", "99");
  response.headers.add("Connection", "upgrade");
  response.headers.add("X-Good", "c");
  const std::string head = head_of(response);
  EXPECT_THAT(head, Not(HasSubstr("Set-Cookie")));
  EXPECT_THAT(head, Not(HasSubstr("Evil")));
  EXPECT_THAT(head, Not(HasSubstr("99")));
  EXPECT_THAT(head, Not(HasSubstr("upgrade")));
  EXPECT_THAT(head, HasSubstr("X-Good: c\r\n"));
}

TEST(Answer, dates_as_http_does) {
  const Instant instant{std::chrono::sys_days{std::chrono::March / 3 / 2026} + std::chrono::hours(11)};
  EXPECT_EQ(http_date(instant), "Tue, 03 Mar 2026 11:00:00 GMT");
}

TEST(ServerEvent, keeps_its_fields_apart) {
  EXPECT_EQ(to_wire({.data = "a\nb\r\nc"}), "data: a\ndata: b\ndata: c\n\n");
  EXPECT_EQ(to_wire({.data = "x", .name = "or\nder", .id = "7\rdata: y"}),
            "id: 7data: y\nevent: order\ndata: x\n\n");
  EXPECT_EQ(to_wire({.data = ""}), "data: \n\n");
}

}  // namespace
}  // namespace steward::net
