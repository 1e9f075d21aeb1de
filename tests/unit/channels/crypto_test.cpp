#include "channels/crypto.hpp"

#include <gtest/gtest.h>

#include <string>

namespace steward::channels {
namespace {

TEST(Crypto, signs_as_others_do) {
  // LINE's vector: base64 of the MAC over the raw body.
  const std::string key = "0123456789abcdef0123456789abcdef";
  const std::string body = R"({"destination":"U00000000000000000000000000000000","events":[]})";
  EXPECT_EQ(base64(as_text(hmac_sha256(key, {body}))), "4RuzQe5ynlcY/Q1UqnA2wWHpO3m0lBkZBamjQ2YJec4=");
}

TEST(Crypto, parts_are_signed_as_one_text) {
  EXPECT_EQ(hmac_sha256("key", {"a", ".", "bc"}), hmac_sha256("key", {"a.bc"}));
  EXPECT_NE(hmac_sha256("key", {"a.bc"}), hmac_sha256("yek", {"a.bc"}));
}

TEST(Crypto, knows_sha256) {
  EXPECT_EQ(hex(as_text(sha256("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Crypto, base64_both_ways) {
  for (const std::string text : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
    const auto back = from_base64(base64(text));
    ASSERT_TRUE(back) << text;
    EXPECT_EQ(*back, text);
  }
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(from_base64("Zm9vYg"), "foob");
}

TEST(Crypto, refuses_what_is_no_base64) {
  for (const std::string_view text : {"Zm9v!", "Zm9vY", "Zm 9v", "Zm9v=Zm9v", "Z", "Zg===", "漏水"})
    EXPECT_FALSE(from_base64(text)) << text;
}

TEST(Crypto, compares_whole_texts) {
  EXPECT_TRUE(is_same("secret", "secret"));
  EXPECT_FALSE(is_same("secret", "Secret"));
  EXPECT_FALSE(is_same("secret", "secre"));
  EXPECT_FALSE(is_same("", "s"));
}

}  // namespace
}  // namespace steward::channels
