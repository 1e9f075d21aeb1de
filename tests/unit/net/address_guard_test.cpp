#include "net/address_guard.hpp"

#include <gtest/gtest.h>

namespace steward::net {
namespace {

class NotPublic : public testing::TestWithParam<const char*> {};
class Public : public testing::TestWithParam<const char*> {};

TEST_P(NotPublic, is_refused) { EXPECT_FALSE(is_public(GetParam())); }
TEST_P(Public, is_allowed) { EXPECT_TRUE(is_public(GetParam())); }

INSTANTIATE_TEST_SUITE_P(v4, NotPublic,
                         testing::Values("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1",
                                         "100.127.255.255", "127.0.0.1", "127.8.9.10", "169.254.169.254",
                                         "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1",
                                         "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
                                         "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250",
                                         "240.0.0.1", "255.255.255.255"));
INSTANTIATE_TEST_SUITE_P(v6, NotPublic,
                         testing::Values("::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1",
                                         "ff02::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1"));
INSTANTIATE_TEST_SUITE_P(embedded, NotPublic,
                         testing::Values("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8",
                                         "::127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe",
                                         "64:ff9b:1::1", "2002:7f00:1::1", "2002:c0a8:101::1",
                                         "2001:0:4136:e378::1", "2001::1"));
INSTANTIATE_TEST_SUITE_P(no_address, NotPublic,
                         testing::Values("", "localhost", "127.1", "2130706433", "0x7f000001", "1.2.3.4.5",
                                         "8.8.8.8 ", "[2606:4700::1]"));

INSTANTIATE_TEST_SUITE_P(v4, Public,
                         testing::Values("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255",
                                         "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.255.255",
                                         "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
                                         "198.17.255.255", "198.20.0.0", "223.255.255.255"));
INSTANTIATE_TEST_SUITE_P(v6, Public,
                         testing::Values("2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1",
                                         "2002:808:808::1", "64:ff9b::8.8.8.8", "240e::1"));

}  // namespace
}  // namespace steward::net
