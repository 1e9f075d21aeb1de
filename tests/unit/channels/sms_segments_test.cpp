#include "channels/sms_segments.hpp"

#include <gtest/gtest.h>

#include <string>

namespace steward::channels {
namespace {

using enum SmsAlphabet;

std::string times(int count, std::string_view text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

struct Row {
  std::string text;
  SmsSize size;
};

TEST(SmsSegments, are_counted_as_carriers_bill_them) {
  const Row rows[] = {
      {times(160, "a"), {gsm, 160, 1}},
      {times(161, "a"), {gsm, 161, 2}},
      {times(159, "a") + "€", {gsm, 161, 2}},
      {times(152, "a") + "€" + times(152, "a"), {gsm, 306, 3}},
      {times(153, "€"), {gsm, 306, 3}},
      {"{[~]}", {gsm, 10, 1}},
      {"a`b", {ucs2, 3, 1}},
      {"ç", {ucs2, 1, 1}},
      {"Ç", {gsm, 1, 1}},
      {"", {gsm, 0, 1}},
      {times(70, "报"), {ucs2, 70, 1}},
      {times(71, "报"), {ucs2, 71, 2}},
      {times(66, "报") + "😀" + times(66, "修"), {ucs2, 134, 3}},
      {times(36, "😀"), {ucs2, 72, 2}},
      {"【示例物业】您的报修单R-1024已受理，请保持电话畅通。", {ucs2, 29, 1}},
  };
  for (const Row& row : rows) EXPECT_EQ(sms_size(row.text), row.size) << row.text;
}

TEST(SmsSegments, in_mainland_china_every_character_counts_as_in_utf_16) {
  EXPECT_EQ(sms_size_in_china(times(70, "a")), (SmsSize{ucs2, 70, 1}));
  EXPECT_EQ(sms_size_in_china(times(71, "a")), (SmsSize{ucs2, 71, 2}));
}

// Kannel cuts after 67 units, whatever stands there.
TEST(SmsSegments, a_gateway_that_cuts_blindly_cuts_no_character) {
  const std::string safe = shielded_from_cuts(times(66, "报") + "😀" + times(6, "修"));
  EXPECT_EQ(safe, times(66, "报") + " 😀" + times(6, "修"));
  EXPECT_EQ(shielded_from_cuts(times(68, "报") + "😀"), times(68, "报") + "😀") << "it fits one part";
  const std::string plain = times(67, "报") + "😀" + times(70, "修");
  EXPECT_EQ(shielded_from_cuts(plain), plain);
}

}  // namespace
}  // namespace steward::channels
