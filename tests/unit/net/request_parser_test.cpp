// What the server refuses, by bytes: the whole request at once, and the same sliced to single bytes.
#include "net/request_parser.hpp"

#include <gtest/gtest.h>

namespace steward::net {
namespace {

using namespace std::string_literals;

struct Outcome {
  RequestParser::State state;
  int status;  // of the refusal
  Request request;
  std::size_t taken;
  bool keeps_alive;
};

// Feeds as a connection does: what was not taken comes again with `step` bytes more.
Outcome parse(const std::string& bytes, std::size_t step, const ServerLimits& limits = {}) {
  RequestParser parser(limits);
  Outcome outcome{};
  parser.begin(outcome.request);
  std::size_t begin = 0, end = 0;
  while (end < bytes.size() && parser.state() <= RequestParser::State::body) {
    end = std::min(end + step, bytes.size());
    for (std::size_t taken = 1; taken > 0 && parser.state() <= RequestParser::State::body; begin += taken)
      taken = parser.take(std::string_view(bytes).substr(begin, end - begin));
  }
  outcome.state = parser.state();
  outcome.status = outcome.state == RequestParser::State::refused ? parser.refusal().status : 0;
  outcome.taken = begin;
  outcome.keeps_alive = parser.keeps_alive();
  return outcome;
}

struct Refused {
  const char* name;
  std::string bytes;
  int status = 400;
};
void PrintTo(const Refused& row, std::ostream* out) { *out << row.name; }

class Refusing : public testing::TestWithParam<Refused> {};

TEST_P(Refusing, whole_and_in_single_bytes) {
  for (std::size_t step : {GetParam().bytes.size(), std::size_t{1}}) {
    const Outcome outcome = parse(GetParam().bytes, step);
    EXPECT_EQ(outcome.state, RequestParser::State::refused) << "step " << step;
    EXPECT_EQ(outcome.status, GetParam().status) << "step " << step;
    EXPECT_FALSE(outcome.keeps_alive);
  }
}

std::string post(const std::string& headers, const std::string& body = "") {
  return "POST /x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}
std::string get(const std::string& headers) { return "GET / HTTP/1.1\r\n" + headers + "\r\n"; }
std::string to(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"; }
std::string chunked(const std::string& body) { return post("Transfer-Encoding: chunked\r\n", body); }

INSTANTIATE_TEST_SUITE_P(
    smuggling, Refusing,
    testing::Values(
        Refused{"length and coding",
                post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        Refused{"coding and length",
                post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n")},
        Refused{"two lengths", post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd")},
        Refused{"the same length twice", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")},
        Refused{"list of lengths", post("Content-Length: 3, 3\r\n", "abc")},
        Refused{"signed length", post("Content-Length: +3\r\n", "abc")},
        Refused{"negative length", post("Content-Length: -3\r\n", "abc")},
        Refused{"hexadecimal length", post("Content-Length: 0x3\r\n", "abc")},
        Refused{"empty length", post("Content-Length:\r\n", "abc")},
        Refused{"length with a space", post("Content-Length: 3 4\r\n", "abc")},
        Refused{"enormous length", post("Content-Length: 99999999999999999999999\r\n", "abc")},
        Refused{"two codings",
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        Refused{"unknown coding", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
        Refused{"coding before chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
        Refused{"identity", post("Transfer-Encoding: identity\r\n", "abc"), 501},
        Refused{"coding in quotes", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 501},
        Refused{"space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")},
        Refused{"coding with vertical tab", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n")},
        Refused{"coding in HTTP/1.0", "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        Refused{"folded line", post("X: a\r\n b\r\n")}, Refused{"folded with a tab", post("X: a\r\n\tb\r\n")},
        Refused{"first header begins with space", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
        Refused{"bare LF", "GET / HTTP/1.1\nHost: a\n\n"},
        Refused{"bare LF in a header", get("Host: a\r\nX: a\nContent-Length: 5\r\n")},
        Refused{"bare CR in a header", get("Host: a\r\nX: a\rContent-Length: 5\r\n")},
        Refused{"CR CR LF", get("Host: a\r\r\n")}, Refused{"NUL in a value", get("Host: a\r\nX: a\0b\r\n"s)},
        Refused{"NUL in a name", get("Host: a\r\nX\0: a\r\n"s)},
        Refused{"control in a value", get("Host: a\r\nX: a\x01\r\n")},
        Refused{"delete in a value", get("Host: a\r\nX: a\x7f\r\n")},
        Refused{"header without colon", get("Host: a\r\nnonsense\r\n")},
        Refused{"empty name", get("Host: a\r\n: a\r\n")},
        Refused{"name with a space", get("Host: a\r\nX Y: a\r\n")}));

INSTANTIATE_TEST_SUITE_P(
    chunks, Refusing,
    testing::Values(Refused{"no size", chunked("\r\nabc\r\n0\r\n\r\n")},
                    Refused{"size is no number", chunked("zz\r\nabc\r\n0\r\n\r\n")},
                    Refused{"0x", chunked("0x3\r\nabc\r\n0\r\n\r\n")},
                    Refused{"sign", chunked("+3\r\nabc\r\n0\r\n\r\n")},
                    Refused{"space first", chunked(" 3\r\nabc\r\n0\r\n\r\n")},
                    Refused{"space behind", chunked("3 \r\nabc\r\n0\r\n\r\n")},
                    Refused{"overflow", chunked("fffffffffffffffff\r\nabc\r\n0\r\n\r\n")},
                    Refused{"data longer than said", chunked("3\r\nabcd\r\n0\r\n\r\n")},
                    Refused{"bare LF after data", chunked("3\r\nabc\n0\r\n\r\n")},
                    Refused{"bare CR in the size", chunked("3\rx\r\nabc\r\n0\r\n\r\n")},
                    Refused{"LF in an extension", chunked("3;a=\"\n\"\r\nabc\r\n0\r\n\r\n")},
                    Refused{"folded trailer", chunked("0\r\n X: y\r\n\r\n")},
                    Refused{"NUL in the trailer", chunked("0\r\nX: \0\r\n\r\n"s)},
                    Refused{"bare LF ends the last chunk", chunked("0\n\n")},
                    Refused{"size line without end", chunked(std::string(20000, '0'))},
                    Refused{"far too large", chunked("ffffff\r\nabc"), 413}));

INSTANTIATE_TEST_SUITE_P(
    targets_and_hosts, Refusing,
    testing::Values(
        Refused{"absolute form", to("http://a/")}, Refused{"asterisk", to("*")},
        Refused{"authority", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"}, Refused{"no slash", to("x")},
        Refused{"fragment", to("/a#b")}, Refused{"above the root", to("/../etc/passwd")},
        Refused{"above the root, escaped", to("/%2e%2e/etc")}, Refused{"escaped slash", to("/a%2fb")},
        Refused{"escaped backslash", to("/a%5cb")}, Refused{"backslash", to("/a\\b")},
        Refused{"escaped NUL", to("/a%00")}, Refused{"escaped CR", to("/a%0d")},
        Refused{"broken escape", to("/a%2")}, Refused{"broken escape in the query", to("/a?b=%zz")},
        Refused{"space in the target", to("/a b")}, Refused{"no host", get("")},
        Refused{"two hosts", get("Host: a\r\nHost: a\r\n")}, Refused{"empty host", get("Host:\r\n")},
        Refused{"host with a path", get("Host: a/b\r\n")}, Refused{"host list", get("Host: a, b\r\n")},
        Refused{"host with user", get("Host: u@a\r\n")}));

INSTANTIATE_TEST_SUITE_P(
    limits, Refusing,
    testing::Values(Refused{"HTTP/2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
                    Refused{"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
                    Refused{"head too large", get("Host: a\r\nX: " + std::string(20000, 'x') + "\r\n"), 431},
                    Refused{"head without end", "GET /" + std::string(20000, 'x'), 431},
                    Refused{"too many headers",
                            get("Host: a\r\n" +
                                [] {
                                  std::string many;
                                  for (int i = 0; i < 150; ++i) many += "X: y\r\n";
                                  return many;
                                }()),
                            431},
                    Refused{"body too large", post("Content-Length: 1048577\r\n"), 413},
                    Refused{"odd expectation", post("Expect: 200-ok\r\nContent-Length: 1\r\n"), 417}));

TEST(RequestParser, takes_a_request_apart) {
  const std::string bytes =
      "PUT /orders//%E5%8E%A8%E6%88%BF/./a?who=li%20si&late=&x=1%2B1+2 HTTP/1.1\r\n"
      "hOST: desk.example:8443\r\nCookie: a=1; session=xyz\r\nContent-Length: 5\r\n\r\nhelloGET /";
  for (std::size_t step : {bytes.size(), std::size_t{1}, std::size_t{7}}) {
    const Outcome outcome = parse(bytes, step);
    const Request& request = outcome.request;
    ASSERT_EQ(outcome.state, RequestParser::State::done);
    EXPECT_EQ(outcome.taken, bytes.size() - 5) << "what follows belongs to the next request";
    EXPECT_EQ(request.method, Method::put);
    EXPECT_EQ(request.path, "/orders/厨房/a");
    EXPECT_EQ(request.query.get("who"), "li si");
    EXPECT_TRUE(request.query.has("late"));
    EXPECT_EQ(request.query.get("x"), "1+1 2");
    EXPECT_EQ(request.headers.get("Host"), "desk.example:8443");
    EXPECT_EQ(request.cookie("session"), "xyz");
    EXPECT_EQ(request.body, "hello");
    EXPECT_TRUE(outcome.keeps_alive);
  }
}

TEST(RequestParser, joins_chunks_and_forgets_the_trailer) {
  const std::string bytes =
      chunked("3;name=value\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Admin: yes\r\nContent-Length: 9\r\n\r\n");
  for (std::size_t step : {bytes.size(), std::size_t{1}, std::size_t{5}}) {
    const Outcome outcome = parse(bytes, step);
    ASSERT_EQ(outcome.state, RequestParser::State::done);
    EXPECT_EQ(outcome.request.body, "abc0123456789");
    EXPECT_FALSE(outcome.request.headers.has("X-Admin"));
    EXPECT_EQ(outcome.taken, bytes.size());
  }
}

TEST(RequestParser, counts_a_chunked_body_while_it_grows) {
  ServerLimits limits;
  limits.body.bytes = 8;
  EXPECT_EQ(parse(chunked("5\r\nabcde\r\n3\r\nfgh\r\n0\r\n\r\n"), 1, limits).state,
            RequestParser::State::done);
  EXPECT_EQ(parse(chunked("5\r\nabcde\r\n4\r\nfghi\r\n0\r\n\r\n"), 1, limits).status, 413);
}

TEST(RequestParser, asks_the_path_for_its_body_limit) {
  ServerLimits limits;
  limits.body_of = [](std::string_view path) { return BodyLimit{.bytes = path == "/x" ? 3u : 100u}; };
  EXPECT_EQ(parse(post("Content-Length: 4\r\n", "abcd"), 100, limits).status, 413);
  EXPECT_EQ(parse(post("Content-Length: 3\r\n", "abc"), 100, limits).state, RequestParser::State::done);
}

TEST(RequestParser, keeps_alive_as_the_version_says) {
  EXPECT_TRUE(parse(get("Host: a\r\n"), 100).keeps_alive);
  EXPECT_FALSE(parse(get("Host: a\r\nConnection: close\r\n"), 100).keeps_alive);
  EXPECT_FALSE(parse("GET / HTTP/1.0\r\n\r\n", 100).keeps_alive);
  EXPECT_TRUE(parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 100).keeps_alive);
}

TEST(RequestParser, passes_over_an_empty_line_before_a_request) {
  EXPECT_EQ(parse("\r\n" + get("Host: a\r\n"), 1).state, RequestParser::State::done);
}

TEST(RequestParser, uses_a_request_again_without_what_was_in_it) {
  ServerLimits limits;
  RequestParser parser(limits);
  Request request;
  parser.begin(request);
  const std::string first = "POST /a?b=c HTTP/1.1\r\nHost: a\r\nX: y\r\nContent-Length: 1\r\n\r\nz";
  const std::size_t head = parser.take(first);
  parser.take(std::string_view(first).substr(head));
  ASSERT_EQ(parser.state(), RequestParser::State::done);
  request.parameters.emplace_back("id", "1");

  parser.begin(request);
  parser.take("GET / HTTP/1.1\r\nHost: b\r\n\r\n");
  ASSERT_EQ(parser.state(), RequestParser::State::done);
  EXPECT_TRUE(request.body.empty() && request.query.empty() && request.parameters.empty());
  EXPECT_EQ(request.headers.size(), 1u);
}

}  // namespace
}  // namespace steward::net
