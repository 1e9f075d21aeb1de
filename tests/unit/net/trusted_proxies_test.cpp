// Who a client is behind proxies: what a trusted one wrote last, and nothing that anybody else wrote.

#include "net/trusted_proxies.hpp"

#include <gtest/gtest.h>

namespace steward::net {
namespace {

TrustedProxies trusted(std::initializer_list<std::string_view> ranges) {
  TrustedProxies all;
  for (const auto range : ranges) all.ranges.push_back(range_from(range).value());
  return all;
}

std::string client(std::string_view forwarded_for) {
  return client_behind("10.0.0.1", trusted({"10.0.0.0/8", "2001:db8:1::/48"}),
                       {{"X-Forwarded-For", forwarded_for}});
}

TEST(AddressRange, holds_what_begins_with_its_bits) {
  const auto holds = [](std::string_view range, std::string_view address) {
    return range_from(range).value().contains(address_from(address).value());
  };
  EXPECT_TRUE(holds("10.0.0.0/8", "10.255.1.2"));
  EXPECT_FALSE(holds("10.0.0.0/8", "11.0.0.1"));
  EXPECT_TRUE(holds("172.16.0.0/12", "172.31.255.255"));
  EXPECT_FALSE(holds("172.16.0.0/12", "172.32.0.0"));
  EXPECT_TRUE(holds("192.0.2.1", "::ffff:192.0.2.1")) << "as a socket for both names it";
  EXPECT_FALSE(holds("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(holds("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_FALSE(holds("::/1", "10.0.0.1") && holds("10.0.0.0/8", "::1"));
}

TEST(AddressRange, is_refused_where_it_is_none) {
  for (const char* text : {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1",
                           "10.0.0.0/8/8", "::/129", "10.0.0", "/8"})
    EXPECT_FALSE(range_from(text)) << text;
}

TEST(AddressRange, is_written_as_it_is_read) {
  for (const char* text : {"10.0.0.0/8", "10.1.2.3", "2001:db8::/32", "::1", "::/0"})
    EXPECT_EQ(to_text(range_from(text).value()), text);
  EXPECT_EQ(to_text(range_from("10.1.2.3/8").value()), "10.0.0.0/8");
}

TEST(CountedAs, one_subscriber_whatever_the_last_bits) {
  EXPECT_EQ(counted_as("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(counted_as("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(counted_as("2001:db8:1:2:ffff::9"), counted_as("2001:db8:1:2::1"));
  EXPECT_NE(counted_as("2001:db8:1:3::1"), counted_as("2001:db8:1:2::1"));
  EXPECT_EQ(counted_as("unix"), "unix");
}

TEST(TrustedProxies, are_none_unless_named) {
  EXPECT_FALSE(TrustedProxies{}.contains("127.0.0.1"));
  EXPECT_FALSE(TrustedProxies{}.contains("unix"));
  EXPECT_FALSE(trusted({"127.0.0.0/8"}).contains("unix"));
  EXPECT_TRUE(trusted({"127.0.0.0/8"}).contains("127.0.0.1"));
  EXPECT_TRUE((TrustedProxies{{}, true}.contains("unix")));
}

TEST(ClientBehind, is_who_was_written_last_and_is_no_proxy) {
  EXPECT_EQ(client("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(client("1.1.1.1, 203.0.113.7"), "203.0.113.7") << "what stands before it, the client wrote";
  EXPECT_EQ(client("1.1.1.1,203.0.113.7 ,\t10.0.0.9, 2001:db8:1::7"), "203.0.113.7");
  EXPECT_EQ(client("10.0.0.5, 10.0.0.9"), "10.0.0.5") << "a request of the proxies' own network";
  EXPECT_EQ(client("2001:0DB8:2::0007"), "2001:db8:2::7");
}

TEST(ClientBehind, is_read_with_the_port_some_proxies_add) {
  EXPECT_EQ(client("203.0.113.7:4711"), "203.0.113.7");
  EXPECT_EQ(client("[2001:db8:2::7]:4711"), "2001:db8:2::7");
  EXPECT_EQ(client("[2001:db8:2::7]"), "2001:db8:2::7");
}

TEST(ClientBehind, is_the_proxy_that_wrote_no_address) {
  for (const char* none : {"", ",", "unknown", "1.1.1.1, unknown", "1.1.1.1,", "[", "]", "1.2.3.4.5"})
    EXPECT_EQ(client(none), "10.0.0.1") << none;
  EXPECT_EQ(client("203.0.113.7, unknown, 10.0.0.9"), "10.0.0.9");
  EXPECT_EQ(client_behind("10.0.0.1", trusted({"10.0.0.1"}), {}), "10.0.0.1");
}

TEST(ClientBehind, is_found_over_several_headers) {
  const Headers headers{
      {"X-Forwarded-For", "1.1.1.1, 203.0.113.7"}, {"Host", "a"}, {"x-forwarded-for", "10.0.0.9"}};
  EXPECT_EQ(client_behind("10.0.0.1", trusted({"10.0.0.0/8"}), headers), "203.0.113.7");
}

}  // namespace
}  // namespace steward::net
