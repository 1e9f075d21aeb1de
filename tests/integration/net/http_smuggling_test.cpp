// Two requests in one, as a proxy before us might pass them on: the second must never be answered.
#include "raw_client.hpp"
#include "server_under_test.hpp"

#include <atomic>

namespace steward::net {
namespace {

using namespace std::string_literals;

struct Row {
  const char* name;
  std::string bytes;
  int status = 400;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class Smuggling : public testing::TestWithParam<Row> {};

const std::string hidden = "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
std::string with(const std::string& headers, const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body + hidden;
}

TEST_P(Smuggling, is_refused_and_the_connection_closed) {
  std::atomic<int> handled{0};
  ServerUnderTest desk(
      [&](Request& request) {
        ++handled;
        return echo(request);
      },
      brisk(), 1);
  RawClient client(desk.port());
  client.say(GetParam().bytes);
  const std::string heard = client.hear_all();
  EXPECT_EQ(heard.substr(0, 12), "HTTP/1.1 " + std::to_string(GetParam().status));
  EXPECT_NE(heard.find("Connection: close"), std::string::npos);
  EXPECT_EQ(heard.find("HTTP/1.1", 1), std::string::npos) << "one answer only";
  EXPECT_EQ(handled, 0);
}

INSTANTIATE_TEST_SUITE_P(
    table, Smuggling,
    testing::Values(
        Row{"CL.TE", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        Row{"TE.CL", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")},
        Row{"CL.CL", with("Content-Length: 0\r\nContent-Length: 31\r\n", "")},
        Row{"CL, CL", with("Content-Length: 0, 31\r\n", "")},
        Row{"TE.TE", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n")},
        Row{"TE with a space before the colon", with("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")},
        Row{"TE behind a fold", with("X: y\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        Row{"TE behind a bare LF", with("X: y\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        Row{"TE behind a bare CR", with("X: y\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        Row{"TE behind a NUL", with("X: y\0Transfer-Encoding: chunked\r\n"s, "0\r\n\r\n")},
        Row{"unknown TE", with("Transfer-Encoding: cow\r\n", "0\r\n\r\n"), 501},
        Row{"chunk extension with LF", with("Transfer-Encoding: chunked\r\n", "0;\n\r\n\r\n")},
        Row{"chunk ended by LF", with("Transfer-Encoding: chunked\r\n", "0\n\n")},
        Row{"signed chunk size", with("Transfer-Encoding: chunked\r\n", "+0\r\n\r\n")},
        Row{"absolute form", "GET http://b/admin HTTP/1.1\r\nHost: a\r\n\r\n" + hidden},
        Row{"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + hidden},
        Row{"no host", "GET / HTTP/1.1\r\n\r\n" + hidden},
        Row{"request line ended by LF", "GET / HTTP/1.1\nHost: a\r\n\r\n" + hidden},
        Row{"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + hidden, 505},
        Row{"TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s + hidden}));

}  // namespace
}  // namespace steward::net
