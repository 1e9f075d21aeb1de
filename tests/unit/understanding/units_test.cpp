#include <gtest/gtest.h>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

struct Row {
  const char* text;
  const char* unit;
};

constexpr Row notations[] = {
    {"3栋2单元501", "3-2-501"},
    {"3 栋 2 单元 501", "3-2-501"},
    {"二单元的电梯坏了", "?-2"},  // of which building was not said
    {"3-2-501", "3-2-501"},
    {"３－２－５０１", "3-2-501"},
    {"3/2/501", "3-2-501"},
    {"12#2103", "12-2103"},
    {"12#楼2103室", "12-2103"},
    {"三号楼二单元五零一", "3-2-501"},
    {"十五栋九零三", "15-903"},
    {"二十一幢1单元302室", "21-1-302"},
    {"3号楼2门501", "3-2-501"},
    {"3栋2-501", "3-2-501"},
    {"3号501", "3-501"},
    {"A座1203", "A-1203"},
    {"a座1203室", "A-1203"},
    {"A棟12樓之3", "A-12-3"},
    {"B棟", "B"},
    {"3号楼", "3"},
    {"4号楼6层", "4"},
    {"10座15樓C室", "10-15C"},
    {"8座22樓F", "8-22F"},
    {"8座22樓F，洗手盆", "8-22F"},
    {"A座12楼03室", "A-1203"},
    {"12樓之3", "12-3"},
    {"Apt 4B", "4B"},
    {"unit 1203 tower A", "A-1203"},
    {"Tower A, unit 1203", "A-1203"},
    {"unit 2-1103", "2-1103"},
    {"Flat C, 15/F, Block 10", "10-15C"},
    {"Block 3 Flat 8B", "3-8B"},
    {"building 3, unit 2, room 501", "3-2-501"},
    {"room 502", "502"},
    {"A-1203", "A-1203"},
    {"A1203漏水", "A-1203"},
    {"7-1204", "7-1204"},
    {"601室", "601"},
    {"501", "501"},
    {"501好了", "501"},
    {"我是1203的业主", "1203"},
    {"打错了，是601", "601"},
    {"不是501，是601", "601"},
    {"3栋2单元501，不对，3栋2单元601", "3-2-501"},
    {"lift B", "B"},
    {"2号楼电梯", "2"},
};

TEST(Units, in_all_notations) {
  for (const Row& row : notations) EXPECT_EQ(understood(row.text).main().unit, row.unit) << row.text;
}

TEST(Units, are_not_made_of_other_numbers) {
  for (const char* text : {"一栋楼都停水了", "交了500元", "2026年", "打119", "等了300分钟", "13812345678",
                           "明天9-11点", "2018-7-6", "5/3/18", "K7M2QA", "3个人", "220v", "100块", "显示E105",
                           "二楼的灯", "3楼大厅", "两座桥", "拨打10000", "满分100分"})
    EXPECT_EQ(understood(text).main().unit, "") << text;
}

}  // namespace
}  // namespace steward::understanding
