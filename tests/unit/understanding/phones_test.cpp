#include <gtest/gtest.h>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

struct Row {
  const char* text;
  const char* phone;
};

constexpr Row notations[] = {
    {"13812345678", "13812345678"},        {"电话138 1234 5678", "13812345678"},
    {"138-1234-5678 找我", "13812345678"}, {"１３８１２３４５６７８", "13812345678"},
    {"+8613812345678", "+8613812345678"},  {"+86 138 1234 5678", "+8613812345678"},
    {"0755-26001234", "075526001234"},     {"010 8888 6666", "01088886666"},
    {"(021)62345678", "02162345678"},      {"0912345678", "0912345678"},
    {"0912-345-678", "0912345678"},        {"02-2345-6789", "0223456789"},
    {"+886912345678", "+886912345678"},    {"9123 4567", "91234567"},
    {"call me on 61234567", "61234567"},   {"+852 9123 4567", "+85291234567"},
    {"+44 20 7946 0958", "+442079460958"}, {"3-2-501 13812345678", "13812345678"},
    {"501 13812345678", "13812345678"},    {"13812345678 姓吴", "13812345678"},
};

TEST(Phones, in_all_notations) {
  for (const Row& row : notations) EXPECT_EQ(understood(row.text).phone, row.phone) << row.text;
}

TEST(Phones, are_not_made_of_other_numbers) {
  for (const char* text : {"订单12345678", "單號 98765432", "159xxxx", "123456", "2026-03-03", "3-2-501",
                           "运单号13812345678901", "水表读数28880000度", "25000000元", "K7M2QA"})
    EXPECT_EQ(understood(text).phone, "") << text;
}

}  // namespace
}  // namespace steward::understanding
