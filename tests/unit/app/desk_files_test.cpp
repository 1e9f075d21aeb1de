// Kinds as people write them.

#include "app/desk_files.hpp"

#include <gmock/gmock.h>

#include "tests/unit/app/temp_folder.hpp"

namespace steward::app {
namespace {

using namespace std::chrono_literals;
using domain::Told;
using testing::HasSubstr;

class KindFile : public testing::Test {
 protected:
  TempFolder folder_;
  Problems problems_;

  domain::Kind read(const std::string& members) {
    folder_.write("repair.json", R"({"intents": ["repair"], "handler": "technician", )" + members + "}");
    return read_kinds(folder_.path(), problems_).front();
  }
};

TEST_F(KindFile, says_who_is_told_that_nobody_takes_it) {
  const domain::Kind kind =
      read(R"("escalation": {"normal": {"offer_waits": "PT5M", "again_after": "PT4H", "steps": [
      {"tell": ["head"]}, {"after": "PT1H", "tell": ["head", "manager"], "hours": "working", "times": 3}]}})");
  EXPECT_TRUE(problems_.empty()) << problems_.to_text();
  const domain::Escalation& chain = kind.escalation.at("normal");
  EXPECT_EQ(chain.offer_waits, 5min);
  EXPECT_EQ(chain.again_after, 4h);
  ASSERT_EQ(chain.steps.size(), 2u);
  EXPECT_EQ(chain.steps[1], (domain::EscalationStep{.after = 1h,
                                                    .tell = {Told::head, Told::manager},
                                                    .times = 3,
                                                    .hours = domain::TellingHours::working}));
}

TEST_F(KindFile, is_refused_where_a_chain_cannot_be_walked) {
  const std::pair<const char*, const char*> table[] = {
      {R"("escalation": {"nomal": {"steps": []}})", "\"nomal\" is no urgency; did you mean \"normal\"?"},
      {R"("escalation": {"normal": {}})", "\"steps\" is missing"},
      {R"("escalation": {"normal": {"steps": [{"tell": []}]}})", "a step tells somebody"},
      {R"("escalation": {"normal": {"steps": [{"tell": ["boss"]}]}})",
       "\"boss\" is none of the words known here"},
      {R"("escalation": {"gas": {"steps": [{"tell": ["desk"], "times": 0}]}})", "needs \"after\""},
      {R"("escalation": {"gas": {"steps": [{"after": "PT1M", "tell": ["desk"], "times": 0}, {"tell": ["head"]}]}})",
       "only the last step"},
      {R"("escalation": {"gas": {"steps": [{"tell": ["desk"], "times": -1}]}})", "from 0 on"},
      {R"("escalation": {"gas": {"steps": [], "again_after": "PT0M"}})", "takes some time"},
      {R"("follow_up": "periodic")", "only follow-up plans ask like that"},
  };
  for (const auto& [members, wrong] : table) {
    problems_ = {};
    read(members);
    EXPECT_THAT(problems_.to_text(), HasSubstr(wrong)) << members;
  }
}

}  // namespace
}  // namespace steward::app
