// What commits note for the reports.

#include "tests/integration/storage/store_under_test.hpp"
#include "tests/support/filled.hpp"

#include <gmock/gmock.h>

namespace steward::storage {
namespace {

using namespace domain;
using testing::ElementsAre;
using enum Applied::How;

class Facts : public StoreContract {
 protected:
  std::vector<Fact> facts(const SiteId& site, const std::string& day) {
    Reads reads;
    reads.facts.push_back({site, day});
    return run(store().load(reads)).facts.at({site, day});
  }
};

TEST_P(Facts, stand_by_site_and_day_in_the_sequence_of_noting) {
  const SiteId donghu("donghu"), xihu("xihu");
  const auto done_one = test::filled<Fact>(1);
  const Fact reopened{.what = Fact::What::reopened, .order = done_one.order};
  Commit commit;
  commit.once = "web:1:m1";
  commit.facts = {{donghu, "2026-03-03", done_one},
                  {donghu, "2026-03-04", reopened},
                  {xihu, "2026-03-03", reopened},
                  {donghu, "2026-03-03", reopened}};
  EXPECT_EQ(apply(commit), done);
  EXPECT_EQ(apply(commit), repeated);  // noted once
  EXPECT_THAT(facts(donghu, "2026-03-03"), ElementsAre(done_one, reopened));
  EXPECT_THAT(facts(donghu, "2026-03-04"), ElementsAre(reopened));
  EXPECT_THAT(facts(xihu, "2026-03-03"), ElementsAre(reopened));
  EXPECT_TRUE(facts(xihu, "2026-03-04").empty());
}

TEST_P(Facts, are_not_noted_by_a_conflict) {
  WorkOrder order;
  order.id = OrderId("AAAAAA");
  Commit late;
  late.writes.push_back({order, ""});
  EXPECT_EQ(apply(late), done);
  late.facts = {{SiteId("donghu"), "2026-03-03", Fact{}}};
  EXPECT_EQ(apply(late), conflict);
  EXPECT_TRUE(facts(SiteId("donghu"), "2026-03-03").empty());
}

TEST(FactsInRedis, are_forgotten_after_two_years_and_a_bit) {
  RedisStoreUnderTest redis;
  Commit commit;
  commit.facts = {{SiteId("donghu"), "2026-03-03", Fact{}}};
  commit.counters = {{"opened_repair:donghu:2026-03-03", 1}};
  EXPECT_EQ(redis.run(redis.store().apply(commit)).value().how, done);
  for (const std::string& key : {redis.keys().facts(SiteId("donghu"), "2026-03-03"),
                                 redis.keys().counter(commit.counters[0].counter).key}) {
    const auto left = std::chrono::seconds{redis.ask(redis::command("TTL", key)).number};
    EXPECT_GT(left, std::chrono::hours{24 * 799}) << key;
    EXPECT_LE(left, std::chrono::hours{24 * 800}) << key;
  }
}

INSTANTIATE_TEST_SUITE_P(Stores, Facts, testing::Values(Kind::memory, Kind::redis), [](const auto& tested) {
  return tested.param == Kind::memory ? "memory" : "redis";
});

}  // namespace
}  // namespace steward::storage
