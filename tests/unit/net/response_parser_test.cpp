#include "net/response_parser.hpp"

#include <gtest/gtest.h>

namespace steward::net {
namespace {

using State = ResponseParser::State;

struct Given {
  std::string bytes;
  bool is_head = false;
  bool ends = false;
  std::size_t most_bytes = 100;
};
struct Outcome {
  State state;
  ClientResponse response;
  bool keeps_alive;
  std::size_t taken;
};

Outcome parse(const Given& given, std::size_t step) {
  Outcome outcome{};
  ResponseParser parser(outcome.response, given.is_head, given.most_bytes);
  std::size_t begin = 0, end = 0;
  while (end < given.bytes.size() && parser.state() <= State::body) {
    end = std::min(end + step, given.bytes.size());
    for (std::size_t taken = 1; taken > 0 && parser.state() <= State::body; begin += taken)
      taken = parser.take(std::string_view(given.bytes).substr(begin, end - begin));
  }
  if (given.ends) parser.end();
  outcome.state = parser.state();
  outcome.keeps_alive = parser.keeps_alive();
  outcome.taken = begin;
  return outcome;
}

struct Row {
  const char* name;
  Given given;
  State state;
  const char* body = "";
  bool keeps_alive = false;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class Answers : public testing::TestWithParam<Row> {};

TEST_P(Answers, are_read_whole_and_in_single_bytes) {
  for (std::size_t step : {GetParam().given.bytes.size(), std::size_t{1}, std::size_t{4}}) {
    const Outcome outcome = parse(GetParam().given, step);
    EXPECT_EQ(outcome.state, GetParam().state) << "step " << step;
    if (outcome.state != State::done) continue;
    EXPECT_EQ(outcome.response.body, GetParam().body);
    EXPECT_EQ(outcome.keeps_alive, GetParam().keeps_alive);
  }
}

const std::string ok = "HTTP/1.1 200 OK\r\n";

INSTANTIATE_TEST_SUITE_P(
    table, Answers,
    testing::Values(
        Row{"length", {ok + "Content-Length: 3\r\n\r\nabc"}, State::done, "abc", true},
        Row{"nothing", {ok + "Content-Length: 0\r\n\r\n"}, State::done, "", true},
        Row{"no content", {"HTTP/1.1 204 No Content\r\n\r\n"}, State::done, "", true},
        Row{"chunks",
            {ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"},
            State::done,
            "abc",
            true},
        Row{"close", {ok + "Connection: close\r\nContent-Length: 3\r\n\r\nabc"}, State::done, "abc", false},
        Row{"until the end", {.bytes = ok + "\r\nabc", .ends = true}, State::done, "abc", false},
        Row{"to HEAD", {.bytes = ok + "Content-Length: 3\r\n\r\n", .is_head = true}, State::done, "", true},
        Row{"interim",
            {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nX: y\r\n\r\n" + ok +
             "Content-Length: 1\r\n\r\na"},
            State::done,
            "a",
            true},
        Row{"cut in the head", {.bytes = ok + "Content-Le", .ends = true}, State::head},
        Row{"cut in the body", {.bytes = ok + "Content-Length: 5\r\n\r\nabc", .ends = true}, State::body},
        Row{"cut in a chunk",
            {.bytes = ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nab", .ends = true},
            State::body},
        Row{"too long by its length",
            {ok + "Content-Length: 101\r\n\r\n" + std::string(101, 'x')},
            State::too_large},
        Row{"too long by its chunks",
            {ok + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x')},
            State::too_large},
        Row{"too long until the end", {ok + "\r\n" + std::string(101, 'x')}, State::too_large},
        Row{"endless head", {ok + "X: " + std::string(60000, 'x')}, State::too_large},
        Row{"no HTTP", {"220 smtp.example.org ESMTP\r\n\r\n"}, State::garbage},
        Row{"another protocol", {"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"}, State::garbage},
        Row{"two framings",
            {ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
            State::garbage},
        Row{"two lengths", {ok + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"}, State::garbage},
        Row{"bad chunk", {ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"}, State::garbage}));

TEST(ResponseParser, leaves_what_follows) {
  const std::string first = ok + "Content-Length: 3\r\n\r\nabc";
  EXPECT_EQ(parse({first + "HTTP/1.1 500"}, 1000).taken, first.size());
}

TEST(ResponseParser, keeps_the_headers) {
  const auto response =
      parse({"HTTP/1.1 429 Slow down\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"}, 1).response;
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.get("retry-after"), "7");
}

}  // namespace
}  // namespace steward::net
