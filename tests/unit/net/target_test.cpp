#include "net/target.hpp"

#include "net/headers.hpp"
#include "net/url.hpp"

#include <gtest/gtest.h>

namespace steward::net {
namespace {

TEST(Path, is_normalised) {
  const std::pair<const char*, const char*> rows[] = {
      {"/", "/"},
      {"/a/b", "/a/b"},
      {"/a/", "/a/"},
      {"//", "/"},
      {"/a//b", "/a/b"},
      {"/a/./b", "/a/b"},
      {"/a/b/..", "/a/"},
      {"/a/../b", "/b"},
      {"/a/..", "/"},
      {"/a%20b", "/a b"},
      {"/%E6%B0%B4", "/水"},
      {"/a%2Eb", "/a.b"},
      {"/.well-known/x", "/.well-known/x"},
      {"/a+b", "/a+b"},
      {"/...", "/..."},
  };
  for (const auto& [raw, path] : rows) EXPECT_EQ(normalised_path(raw).value_or("refused"), path) << raw;
}

TEST(Path, is_refused) {
  for (const char* raw : {"", "a", "*", "/..", "/a/../..", "/%2e%2e/a", "/%2e%2E", "/a%2Fb", "/a%5Cb",
                          "/a\\b", "/%", "/%1", "/%gg", "/%00", "/%0a", "/%7f", "/\x01"})
    EXPECT_FALSE(normalised_path(raw)) << raw;
}

TEST(Query, is_decoded_in_order) {
  const Query query = parse_query("a=1&b=%E6%B0%B4+2&a=3&&c&=x&d=%3D%26").value();
  ASSERT_EQ(query.pairs().size(), 6u);
  EXPECT_EQ(query.get("a"), "1");
  EXPECT_EQ(query.get("b"), "水 2");
  EXPECT_EQ(query.pairs()[2].second, "3");
  EXPECT_EQ(query.find("c"), "");
  EXPECT_EQ(query.get("d"), "=&");
  EXPECT_FALSE(query.has("e"));
  EXPECT_FALSE(parse_query("a=%"));
  EXPECT_FALSE(parse_query("%zz=1"));
}

TEST(Query, survives_a_round_trip) {
  const std::string text = "厨房 & 卫生间=漏水?#%+\n";
  EXPECT_EQ(parse_query("t=" + percent_encoded(text)).value().get("t"), text);
}

TEST(Headers, are_found_without_case_and_replaced) {
  Headers headers{{"Content-Type", "a"}, {"X", "1"}, {"x", "2"}};
  EXPECT_EQ(headers.get("content-TYPE"), "a");
  EXPECT_EQ(headers.count("X"), 2u);
  EXPECT_EQ(headers.get("none"), "");
  EXPECT_FALSE(headers.find("none").has_value());
  headers.set("X", headers[2].second);
  EXPECT_EQ(headers.count("x"), 1u);
  EXPECT_EQ(headers.get("x"), "2");
  EXPECT_EQ(headers.size(), 2u);
}

TEST(Url, is_taken_apart) {
  const Url plain = parse_url("http://example.org").value();
  EXPECT_FALSE(plain.is_secure);
  EXPECT_EQ(plain.port, 80);
  EXPECT_EQ(plain.target, "/");
  EXPECT_EQ(plain.authority(), "example.org");

  const Url full = parse_url("HTTPS://me:p%40ss@[2001:db8::1]:8443/bot123:abc/send?a=b#c").value();
  EXPECT_TRUE(full.is_secure);
  EXPECT_EQ(full.host, "2001:db8::1");
  EXPECT_EQ(full.authority(), "[2001:db8::1]:8443");
  EXPECT_EQ(full.target, "/bot123:abc/send?a=b");
  EXPECT_EQ(full.credentials.reveal(), "me:p@ss");
  EXPECT_EQ(parse_url("http://a?b").value().target, "/?b");
}

TEST(Url, is_refused) {
  for (const char* text : {"", "example.org", "//example.org", "ftp://a/", "file:///etc/passwd", "http://",
                           "http:///x", "http://a:0/", "http://a:99999/", "http://a b/", "http://a%00b/",
                           "http://a%2fb/", "http://a/\r\nX: y", "gopher://a", "http://a%0d%0a/"})
    EXPECT_FALSE(parse_url(text)) << text;
}

}  // namespace
}  // namespace steward::net
