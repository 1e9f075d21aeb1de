#include "storage/load_readable.hpp"

#include "storage/faulty_store.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace steward::storage {
namespace {

using domain::AccountId;
using domain::DocumentKey;
using domain::key_of;

class LoadReadable : public testing::Test {
 protected:
  LoadReadable() {
    for (const char* peer : {"sms:+8613800000501", "web:he", "web:wu"}) {
      domain::Conversation talk;
      talk.account = AccountId(peer);
      memory_.put(talk);
      reads_.documents.push_back(key_of(talk.account));
    }
    reads_.indexes.push_back({"waiting"});
  }
  Result<Readable> load() { return test::run(load_readable(store_, reads_)); }

  MemoryStore memory_;
  FaultyStore store_{memory_};
  domain::Reads reads_;
};

TEST_F(LoadReadable, takes_one_round_trip_while_all_is_well) {
  store_.fail_at(0, FaultyStore::Fault::away);
  const auto loaded = load();
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->seen.documents.size(), 3u);
  EXPECT_TRUE(loaded->unreadable.empty());
  EXPECT_EQ(store_.calls(), 1);
}

TEST_F(LoadReadable, leaves_out_what_does_not_parse_and_nothing_else) {
  const DocumentKey broken = reads_.documents[0];
  memory_.put_text(broken, "broken");
  memory_.put_text(reads_.documents[2], "broken");
  const auto loaded = load();
  ASSERT_TRUE(loaded) << net::to_string(loaded.error());
  EXPECT_THAT(loaded->unreadable, testing::ElementsAre(broken, reads_.documents[2]));
  EXPECT_TRUE(loaded->seen.find<domain::Conversation>(reads_.documents[1]));
  EXPECT_FALSE(loaded->seen.has(broken));
  EXPECT_TRUE(loaded->seen.indexes.contains({"waiting"}));
  EXPECT_TRUE(loaded->seen.reference);
}

TEST_F(LoadReadable, is_no_answer_while_the_store_is_away) {
  memory_.put_text(reads_.documents[0], "broken");
  for (int call = 1; call <= 5; ++call) {
    store_.fail_at(call, FaultyStore::Fault::away);
    const auto loaded = load();
    ASSERT_FALSE(loaded) << call;
    EXPECT_EQ(loaded.error().code, "unreachable");
  }
}

}  // namespace
}  // namespace steward::storage
