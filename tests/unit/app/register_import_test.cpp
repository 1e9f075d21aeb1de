#include "app/register_import.hpp"

#include <gmock/gmock.h>

#include "app/import_residents.hpp"
#include "app/run_on.hpp"
#include "domain/decide.hpp"
#include "domain/household.hpp"
#include "domain/projections.hpp"
#include "storage/memory_store.hpp"

namespace steward::app {
namespace {

domain::Unit unit(const char* id, int floor) {
  return {.id = domain::UnitId(id), .site = domain::SiteId("s"), .building = "3", .floor = floor};
}

TEST(Import, units_are_added_and_updated_and_those_left_out_stay) {
  domain::Reference reference;
  merge_units(reference, {unit("3-501", 5), unit("3-601", 6)});
  const ImportPlan plan = merge_units(reference, {unit("3-501", 5), unit("3-701", 7)});
  EXPECT_EQ(plan.added, 1u);
  EXPECT_EQ(plan.same, 1u);
  EXPECT_EQ(plan.left_out, 1u);
  EXPECT_EQ(reference.units.size(), 3u);
  EXPECT_EQ(merge_units(reference, {unit("3-701", 8)}).changed, 1u);
}

TEST(Import, two_sites_may_have_the_same_number) {
  domain::Reference reference;
  merge_units(reference, {unit("3-501", 5)});
  domain::Unit namesake = unit("3-501", 6);
  namesake.site = domain::SiteId("t");
  EXPECT_THAT(merge_units(reference, {namesake}).lines,
              testing::ElementsAre("new: 3-501 (building 3, floor 6), at t as well as s"));
  EXPECT_EQ(reference.find(namesake.id, domain::SiteId("s"))->floor, 5);
  EXPECT_EQ(reference.find(namesake.id, domain::SiteId("t"))->floor, 6);
  EXPECT_EQ(merge_units(reference, {namesake}).same, 1u);
  EXPECT_EQ(reference.units.size(), 2u);
}

TEST(Import, changes_are_told_from_what_to_what) {
  domain::Reference reference;
  merge_units(reference, {unit("3-501", 5)});
  EXPECT_THAT(merge_units(reference, {unit("3-501", 6)}).lines,
              testing::ElementsAre("changed: 3-501: floor 5 → 6"));

  merge_staff(reference, {{.id = domain::StaffId("li"), .name = "李", .phone = "+8613900000011"}});
  const ImportPlan plan = merge_staff(reference, {{.id = domain::StaffId("li"),
                                                   .name = "李师傅",
                                                   .phone = "+8613900000012",
                                                   .trades = {"gas", "fire"}}});
  EXPECT_THAT(plan.lines, testing::ElementsAre("changed: li 李师傅: name 李 → 李师傅, phone ***0011 → "
                                               "***0012, trades none → gas fire"));
}

TEST(Import, staff_are_replaced_and_keep_their_chat_accounts) {
  domain::Reference reference;
  merge_staff(reference,
              {{.id = domain::StaffId("li"), .name = "李"}, {.id = domain::StaffId("wang"), .name = "王"}});
  reference.staff[0].accounts = {domain::AccountId("web:li")};
  merge_roster(
      reference,
      {{.staff = domain::StaffId("li"), .days = {1}}, {.staff = domain::StaffId("wang"), .days = {2}}}, {});

  const ImportPlan plan = merge_staff(reference, {{.id = domain::StaffId("li"), .name = "李师傅"}});
  EXPECT_EQ(plan.changed, 1u);
  EXPECT_EQ(plan.left_out, 1u);
  EXPECT_THAT(plan.lines, testing::Contains(testing::HasSubstr("removed: wang")));
  ASSERT_EQ(reference.staff.size(), 1u);
  EXPECT_EQ(reference.staff[0].accounts.size(), 1u);
  EXPECT_EQ(reference.shifts.size(), 1u) << "nobody has shifts who is not there";
}

constexpr std::chrono::local_days march(int day) {
  return std::chrono::local_days(std::chrono::year(2026) / 3 / day);
}

domain::Shift swap(const char* who, const char* with, int day) {
  return {.staff = domain::StaffId(who),
          .from = std::chrono::hours(8),
          .to = std::chrono::hours(20),
          .first = march(day),
          .last = march(day),
          .with = domain::StaffId(with)};
}

TEST(Import, a_roster_keeps_the_swaps_that_are_still_to_come) {
  domain::Reference reference;
  merge_staff(reference, {{.id = domain::StaffId("li")}, {.id = domain::StaffId("wang")}});
  reference.shifts = {
      {.staff = domain::StaffId("li"), .days = {1}}, swap("li", "wang", 1), swap("li", "wang", 5)};
  const domain::Shift sunday{.staff = domain::StaffId("wang"), .days = {7}};
  const ImportPlan plan = merge_roster(reference, {sunday}, march(3));
  EXPECT_EQ(plan.left_out, 1u);
  EXPECT_THAT(plan.lines,
              testing::ElementsAre("new: wang Sun 00:00-00:00", "removed: li Mon 00:00-00:00",
                                   "kept: li 2026-03-05 08:00-20:00 (swapped with wang in chat)"));
  EXPECT_THAT(reference.shifts, testing::ElementsAre(sunday, swap("li", "wang", 5)));
}

TEST(Import, a_swap_ends_where_one_of_the_two_has_left) {
  domain::Reference reference;
  merge_staff(reference, {{.id = domain::StaffId("li")}, {.id = domain::StaffId("wang")}});
  reference.shifts = {swap("li", "wang", 5), swap("wang", "li", 5)};
  merge_staff(reference, {{.id = domain::StaffId("li")}});
  EXPECT_TRUE(reference.shifts.empty());
}

domain::Resident resident(const std::string& phone, const char* name, const char* home) {
  domain::Resident one;
  one.id = domain::resident_id_of(phone);
  one.phone = phone;
  one.name = name;
  one.homes.push_back({domain::UnitId(home), domain::SiteId("s"), "owner"});
  return one;
}

class ImportOfResidents : public testing::Test {
 protected:
  ImportPlan plan(const std::vector<domain::Resident>& list) {
    return run_on(context, plan_residents(store, list)).value();
  }
  void write(const std::vector<domain::Resident>& list) {
    run_on(context, write_residents(store, list)).value();
  }

  boost::asio::io_context context;
  storage::MemoryStore store;
};

TEST_F(ImportOfResidents, a_second_import_updates) {
  const auto chen = resident("+8613800000501", "陈晓明", "3-501");
  EXPECT_EQ(plan({chen}).added, 1u);
  EXPECT_TRUE(store.documents(domain::DocumentType::resident).empty()) << "planning writes nothing";
  write({chen});
  EXPECT_EQ(plan({chen}).same, 1u);

  const auto moved = resident("+8613800000501", "陈晓明", "3-601");
  EXPECT_THAT(plan({moved}).lines,
              testing::ElementsAre("changed: 陈晓明: units 3-501 (owner) → 3-601 (owner)"));
  write({moved});
  const auto kept = store.document(domain::key_of(chen.id));
  ASSERT_TRUE(kept);
  EXPECT_EQ(std::get<domain::Resident>(*kept).homes.at(0).unit.value, "3-601");
}

TEST_F(ImportOfResidents, bound_conversations_follow) {
  auto chen = resident("+8613800000501", "陈晓明", "3-501");
  domain::Conversation talk{.account = domain::AccountId("web:chen")};
  talk.resident = chen.id;
  talk.units = {domain::UnitId("3-501")};
  chen.accounts = {talk.account};
  store.put(chen);
  store.put(talk);

  write({resident("+8613800000501", "陈大明", "3-601")});
  const auto kept = store.document(domain::key_of(talk.account));
  const auto& refreshed = std::get<domain::Conversation>(*kept);
  EXPECT_EQ(refreshed.name, "陈大明");
  EXPECT_EQ(refreshed.units.at(0).value, "3-601");
  EXPECT_EQ(std::get<domain::Resident>(*store.document(domain::key_of(chen.id))).accounts.size(), 1u);
}

class ImportBesideThoseLetIn : public ImportOfResidents {
 protected:
  ImportBesideThoseLetIn() {
    write({chen});
    girl.homes[0].let_in = domain::LetIn{chen.id, {}, "女儿"};
    girl.accounts = {domain::AccountId("web:girl")};
    domain::Conversation talk{.account = girl.accounts[0]};
    domain::know_as(talk, girl);
    store.put(girl);
    store.put(talk);
    domain::Commit commit;
    domain::project(commit, nullptr, girl);
    run_on(context, store.apply(commit)).value();
  }
  domain::Resident kept() { return std::get<domain::Resident>(*store.document(domain::key_of(girl.id))); }

  domain::Resident chen = resident("+8613800000501", "陈晓明", "3-501");
  domain::Resident girl = resident("+8613800001111", "", "3-501");
};

TEST_F(ImportBesideThoseLetIn, keeps_them) {
  write({chen});
  EXPECT_EQ(kept(), girl);
  write({resident("+8613800001111", "陈小妹", "7-1204")});
  ASSERT_EQ(kept().homes.size(), 2u);
  EXPECT_EQ(kept().homes[1], girl.homes[0]);
  write({resident("+8613800001111", "陈小妹", "3-501")});
  ASSERT_EQ(kept().homes.size(), 1u);
  EXPECT_FALSE(kept().homes[0].let_in) << "the register has her there now";
}

TEST_F(ImportBesideThoseLetIn, takes_them_along_with_whoever_let_them_in) {
  write({resident("+8613800000501", "陈晓明", "3-601")});
  EXPECT_EQ(kept(), domain::Resident{.id = girl.id});
  const auto talk = store.document(domain::key_of(domain::AccountId("web:girl")));
  EXPECT_FALSE(std::get<domain::Conversation>(*talk).is_bound());
}

TEST_F(ImportOfResidents, thousands_are_written_in_batches) {
  std::vector<domain::Resident> many;
  for (int i = 0; i < 1001; ++i)
    many.push_back(resident("+86138" + std::to_string(10'000'000 + i), "x", "3-501"));
  write(many);
  EXPECT_EQ(store.documents(domain::DocumentType::resident).size(), 1001u);
}

}  // namespace
}  // namespace steward::app
