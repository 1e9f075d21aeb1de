#include "app/register_files.hpp"

#include <gmock/gmock.h>

namespace steward::app {
namespace {

domain::Rules rules() {
  domain::Rules rules;
  rules.sites.emplace_back().id = domain::SiteId("donghu");
  rules.trades.push_back({"plumbing", "engineering", true});
  return rules;
}

std::string only(const Problems& problems) {
  return problems.size() == 1 ? to_string(problems.list()[0]) : problems.to_text() + "(not one problem)";
}

TEST(Register, reads_the_shipped_desk) {
  Problems problems;
  domain::Rules all = rules();
  for (const char* trade : {"electrical", "hvac", "structure", "access", "network", "elevator", "fire", "gas",
                            "cleaning", "pest", "greenery", "security", "noise", "parking"})
    all.trades.push_back({trade, "x", false});
  const Register read = read_register(STEWARD_SOURCE_DIR "/config/demo", all, problems);
  ASSERT_TRUE(problems.empty()) << problems.to_text();
  EXPECT_EQ(read.reference.staff.size(), 15u);
  EXPECT_EQ(read.reference.units.size(), 8u);
  EXPECT_EQ(read.residents.size(), 7u);
  EXPECT_EQ(read.reference.shifts.front().days.size(), 7u);
}

TEST(Register, a_resident_may_have_several_homes) {
  Problems problems;
  domain::Reference reference;
  for (const char* id : {"3-2-501", "3-2-502"}) {
    domain::Unit unit{.id = domain::UnitId(id), .site = domain::SiteId("donghu")};
    reference.units.emplace(unit.id, unit);
  }
  const auto list = read_residents("r.csv",
                                   "phone,name,unit,role\n138 0000 0501,陈晓明,3-2-501,owner\n"
                                   "+8613800000501,陈晓明,3-2-502,tenant\n",
                                   rules(), reference, problems);
  ASSERT_TRUE(problems.empty()) << problems.to_text();
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].phone, "+8613800000501");
  EXPECT_EQ(list[0].homes.size(), 2u);
}

TEST(Register, a_number_stands_once_in_a_site) {
  domain::Rules two = rules();
  two.sites.emplace_back().id = domain::SiteId("xihu");
  Problems problems;
  domain::Reference reference;
  for (const auto& unit : read_units("u.csv",
                                     "unit,building,site\n3-2-501,3,donghu\n3-2-501,3,xihu\n"
                                     "9-1-101,9,xihu\n",
                                     two, problems))
    reference.put(unit);
  ASSERT_TRUE(problems.empty()) << problems.to_text();
  read_units("u.csv", "unit,building,site\n3-2-501,3,xihu\n3-2-501,3,xihu\n", two, problems);
  EXPECT_EQ(only(problems), "u.csv:3: the unit 3-2-501 stands on line 2 already");

  const auto residents = [&](const char* rows, Problems& found) {
    return read_residents("r.csv", std::string("phone,name,unit,site\n") + rows, two, reference, found);
  };
  Problems none;
  const auto list = residents("13800000501,陈,3-2-501,xihu\n13800000101,林,9-1-101,\n", none);
  ASSERT_TRUE(none.empty()) << none.to_text();
  EXPECT_EQ(list[0].homes.at(0).site, domain::SiteId("xihu"));
  EXPECT_EQ(list[1].homes.at(0).site, domain::SiteId("xihu")) << "only one site has it";

  Problems unclear, twice, elsewhere;
  residents("13800000501,陈,3-2-501,\n", unclear);
  EXPECT_EQ(only(unclear),
            "r.csv:2: \"site\" has to say which 3-2-501 this is: one of \"donghu\" or \"xihu\"");
  residents("13800000501,陈,3-2-501,xihu\n13800000501,陈,3-2-501,donghu\n", twice);
  EXPECT_EQ(only(twice),
            "r.csv:3: this phone has a unit 3-2-501 in the site xihu; one resident's units have to differ in "
            "their number");
  residents("13800000501,陈,9-1-101,donghu\n", elsewhere);
  EXPECT_EQ(only(elsewhere), "r.csv:2: there is no unit \"9-1-101\" in the site donghu");
}

TEST(Register, a_roster_has_weeks_rotations_and_dates) {
  Problems problems;
  const std::vector<domain::Staff> staff{{.id = domain::StaffId("li")}};
  const auto shifts = read_roster("roster.csv",
                                  "staff,days,from,to\nli,Mon-Fri,08:00,20:00\nli,2026-03-05 +8,08:00,16:00\n"
                                  "li,2026-03-05..2026-03-08,off,\nli,2026-03-09,20:00,08:00\n",
                                  staff, problems);
  ASSERT_TRUE(problems.empty()) << problems.to_text();
  ASSERT_EQ(shifts.size(), 4u);
  EXPECT_EQ(shifts[0].days.size(), 5u);
  EXPECT_EQ(shifts[1].every, 8);
  EXPECT_TRUE(shifts[2].is_off);
  EXPECT_EQ((*shifts[2].last - *shifts[2].first).count(), 3);
  EXPECT_TRUE(shifts[3].is_dated());

  const auto problem_with = [&](const char* row) {
    Problems found;
    read_roster("roster.csv", std::string("staff,days,from,to\n") + row + "\n", staff, found);
    return only(found);
  };
  using testing::HasSubstr;
  EXPECT_THAT(problem_with("li,2026-02-30,08:00,20:00"),
              HasSubstr("roster.csv:2: \"2026-02-30\" are no days"));
  EXPECT_THAT(problem_with("li,2026-03-05 +0,08:00,20:00"), HasSubstr("are no days"));
  EXPECT_THAT(problem_with("li,2026-03-05..2026-03-01,08:00,20:00"), HasSubstr("are no days"));
  EXPECT_THAT(problem_with("li,Mon-Fri,off,"), HasSubstr("a day off is of dates"));
  EXPECT_THAT(problem_with("li,2026-03-05,off,12:00"), HasSubstr("leave the column \"to\" empty"));
}

TEST(Register, mistakes_name_their_row) {
  const auto staff_problem = [](const char* rows) {
    Problems problems;
    read_staff("staff.csv", std::string("id,name,phone,department,role,trades\n") + rows, rules(), problems);
    return only(problems);
  };
  EXPECT_EQ(staff_problem("li,李,+8613900000011,engineering,technician,plumbng\n"),
            "staff.csv:2: there is no trade \"plumbng\"; did you mean \"plumbing\"?");
  EXPECT_EQ(staff_problem("li,李,12,engineering,technician,plumbing\n"),
            "staff.csv:2: \"12\" is no phone number");
  EXPECT_EQ(staff_problem("li,李,13900000011,e,technician,\nli,王,13900000012,e,technician,\n"),
            "staff.csv:3: the id li stands on line 2 already");
  EXPECT_THAT(staff_problem("li,李,13900000011,e,plumber,\n"),
              testing::HasSubstr("staff.csv:2: \"plumber\""));
}

TEST(Register, slips_of_staff_are_warned_of) {
  const auto warned = [](const char* row) {
    Problems problems;
    read_staff("staff.csv", std::string("id,name,phone,department,role,trades\n") + row, rules(), problems);
    EXPECT_TRUE(problems.empty()) << problems.to_text();
    return problems.warnings_to_text();
  };
  EXPECT_EQ(warned("li,李,13900000011,engineering,technician,plumbing\nm,孙,13900000012,,manager,\n"), "");
  EXPECT_EQ(warned("li,李,13900000011,enginering,technician,plumbing\n"),
            "warning: staff.csv:2: no trade belongs to the department \"enginering\"; did you mean "
            "\"engineering\"?\n");
  EXPECT_EQ(warned("li,李,13900000011,engineering,technician,\n"),
            "warning: staff.csv:2: 李 is a technician without a trade: nothing is offered to them\n");
}

TEST(Register, shifts_name_people_and_days_that_exist) {
  const std::vector<domain::Staff> staff{{.id = domain::StaffId("li")}};
  Problems problems;
  const auto shifts =
      read_roster("roster.csv",
                  "staff,days,from,to\nli,Fri-Mon,20:00,08:00\nlii,Mon,08:00,20:00\nli,Someday,08:00,25:00\n",
                  staff, problems);
  EXPECT_EQ(shifts[0].days, (std::vector<int>{1, 5, 6, 7}));
  EXPECT_EQ(
      problems.to_text(),
      "roster.csv:3: there is nobody \"lii\" among the staff; did you mean \"li\"?\n"
      "roster.csv:4: \"Someday\" are no days; write Mon-Fri, Sat Sun, 2026-03-05, 2026-03-05..2026-03-08, or "
      "\"2026-03-05 +8\" for every eighth day\n"
      "roster.csv:4: \"25:00\" in the column \"to\" is no time of day; write 08:00\n");
}

TEST(PhoneNumber, is_understood_as_written_in_its_region) {
  using enum domain::Region;
  EXPECT_EQ(e164("138 0000 0501", cn), "+8613800000501");
  EXPECT_EQ(e164("+86 138-0000-0501", cn), "+8613800000501");
  EXPECT_EQ(e164("0755-26000000", cn), "+8675526000000");
  EXPECT_EQ(e164("9123 4567", hk), "+85291234567");
  EXPECT_EQ(e164("0912-345-678", tw), "+886912345678");
  EXPECT_EQ(e164("0085291234567", cn), "+85291234567");
  for (const char* wrong : {"", "12", "phone", "+12", "1380000050112345678"})
    EXPECT_EQ(e164(wrong, cn), "") << wrong;
}

}  // namespace
}  // namespace steward::app
