// What a commit promises: all of it or none, once, and only on what was seen.

#include "tests/integration/storage/store_under_test.hpp"
#include "tests/support/filled.hpp"

#include <gmock/gmock.h>

namespace steward::storage {
namespace {

using namespace domain;
using testing::ElementsAre;
using enum Applied::How;

WorkOrder order(const std::string& id, const std::string& kind = "repair") {
  WorkOrder order;
  order.id = OrderId(id);
  order.kind = kind;
  return order;
}

Reads reads_of(std::initializer_list<DocumentKey> keys) { return {.documents = keys}; }
const DocumentKey a_key = key_of(OrderId("AAAAAA"));
const DocumentKey b_key = key_of(OrderId("BBBBBB"));

Commit writing(WorkOrder order, std::string stamp = {}) {
  Commit commit;
  commit.writes.push_back({std::move(order), std::move(stamp)});
  return commit;
}

TEST_P(StoreContract, what_does_not_exist_is_seen_as_absent) {
  const Snapshot seen = load(reads_of({a_key}));
  EXPECT_TRUE(seen.has(a_key));
  EXPECT_EQ(seen.find<WorkOrder>(a_key), nullptr);
  EXPECT_EQ(seen.documents.at(a_key).stamp, "");
  ASSERT_NE(seen.reference, nullptr);
  EXPECT_EQ(seen.reference->stamp, "");
}

TEST_P(StoreContract, documents_are_read_as_they_were_written) {
  Commit commit;
  const auto order = test::filled<WorkOrder>(1);
  const auto words = test::filled<Words>(2);
  const auto talk = test::filled<Conversation>(3);
  const auto resident = test::filled<Resident>(4);
  for (const Document& document : {Document(order), Document(words), Document(talk), Document(resident)})
    commit.writes.push_back({document, ""});
  EXPECT_EQ(apply(commit), done);
  const Snapshot seen = load(
      reads_of({key_of(order.id), words_key_of(words.order), key_of(talk.account), key_of(resident.id)}));
  EXPECT_EQ(*seen.find<WorkOrder>(key_of(order.id)), order);
  EXPECT_EQ(*seen.find<Words>(words_key_of(words.order)), words);
  EXPECT_EQ(*seen.find<Conversation>(key_of(talk.account)), talk);
  EXPECT_EQ(*seen.find<Resident>(key_of(resident.id)), resident);
}

TEST_P(StoreContract, an_event_is_applied_once_and_a_repeat_gets_the_first_answer) {
  Commit first = writing(order("AAAAAA"));
  first.once = "web:1:m1";
  first.answer = "{\"order\":\"AAAAAA\"}";
  EXPECT_EQ(apply(first), done);
  Commit second = writing(order("BBBBBB"));
  second.once = first.once;
  second.answer = "another";
  const Applied applied = run(store().apply(second));
  EXPECT_EQ(applied.how, repeated);
  EXPECT_EQ(applied.answer, first.answer);
  EXPECT_EQ(load(reads_of({b_key})).find<WorkOrder>(b_key), nullptr);
}

TEST_P(StoreContract, a_repeat_is_one_even_where_its_documents_have_changed) {
  Commit commit = writing(order("AAAAAA"));
  commit.once = "web:1:m1";
  EXPECT_EQ(apply(commit), done);
  EXPECT_EQ(apply(commit), repeated);
}

TEST_P(StoreContract, a_conflict_does_not_use_up_the_once_key) {
  EXPECT_EQ(apply(writing(order("AAAAAA"))), done);
  Commit commit = writing(order("AAAAAA", "complaint"));
  commit.once = "web:1:m1";
  EXPECT_EQ(apply(commit), conflict);
  commit.writes[0].stamp = load(reads_of({a_key})).documents.at(a_key).stamp;
  EXPECT_EQ(apply(commit), done);
}

TEST_P(StoreContract, what_somebody_else_changed_is_a_conflict_and_nothing_is_written) {
  EXPECT_EQ(apply(writing(order("AAAAAA"))), done);
  const std::string stamp = load(reads_of({a_key})).documents.at(a_key).stamp;
  EXPECT_EQ(apply(writing(order("AAAAAA", "praise"), stamp)), done);

  Commit late = writing(order("BBBBBB"));
  late.writes.push_back({order("AAAAAA", "complaint"), stamp});
  late.indexes.push_back({{"open:x"}, "BBBBBB", 1});
  late.timers.push_back({"offer:o:BBBBBB", now()});
  late.loads.push_back({StaffId("li"), 1, now()});
  OutMessage message;
  message.id = "m1";
  message.to = AccountId("web:1");
  late.messages.push_back(message);
  late.feed.push_back({"order", "BBBBBB"});
  late.thread.push_back({.account = AccountId("web:1"), .id = "m1", .by = "desk"});
  EXPECT_EQ(apply(late), conflict);

  const Snapshot seen = load({{a_key, b_key}, {{"open:x"}}});
  EXPECT_EQ(seen.find<WorkOrder>(a_key)->kind, "praise");
  EXPECT_EQ(seen.find<WorkOrder>(b_key), nullptr);
  EXPECT_TRUE(seen.indexes.at({"open:x"}).empty());
  EXPECT_EQ(run(store().next_timer()), std::nullopt);
  EXPECT_EQ(run(store().next_message(Lane::normal)), std::nullopt);
  EXPECT_TRUE(run(store().feed("", 10)).empty());
  EXPECT_TRUE(run(store().thread(AccountId("web:1"), "", 10)).empty());
}

TEST_P(StoreContract, what_should_be_new_and_is_not_is_a_conflict) {
  EXPECT_EQ(apply(writing(order("AAAAAA"))), done);
  EXPECT_EQ(apply(writing(order("AAAAAA", "complaint"))), conflict);
  EXPECT_EQ(apply(writing(order("BBBBBB"), "stamped.")), conflict);
}

TEST_P(StoreContract, every_write_gives_a_new_stamp) {
  std::string stamp;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(apply(writing(order("AAAAAA"), stamp)), done);
    const std::string next = load(reads_of({a_key})).documents.at(a_key).stamp;
    EXPECT_EQ(next.size(), 8u);
    EXPECT_NE(next, stamp);
    stamp = next;
  }
}

TEST_P(StoreContract, indexes_are_read_from_the_highest_score) {
  Commit commit;
  for (int i = 0; i < 60; ++i) commit.indexes.push_back({{"open:x"}, "o" + std::to_string(i), i * 1.5});
  commit.indexes.push_back({{"staff:li"}, "only", -2.25e15});
  EXPECT_EQ(apply(commit), done);
  const Snapshot seen = load({{}, {{"open:x"}, {"staff:li"}, {"none"}}});
  EXPECT_EQ(seen.indexes.at({"open:x"}).size(), 50u);
  EXPECT_EQ(seen.indexes.at({"open:x"}).front(), "o59");
  EXPECT_THAT(seen.indexes.at({"staff:li"}), ElementsAre("only"));
  EXPECT_TRUE(seen.indexes.at({"none"}).empty());
  EXPECT_EQ(run(store().members({"open:x"}, 100)).size(), 60u);
  EXPECT_THAT(run(store().members({"open:x"}, 2)), ElementsAre("o59", "o58"));
  EXPECT_TRUE(run(store().members({"open:x"}, 0)).empty());

  Commit change;
  change.indexes = {{{"open:x"}, "o59", std::nullopt}, {{"open:x"}, "o0", 1000}};
  EXPECT_EQ(apply(change), done);
  EXPECT_THAT(run(store().members({"open:x"}, 2)), ElementsAre("o0", "o58"));
}

TEST_P(StoreContract, what_an_event_was_answered_can_be_asked_for) {
  Commit commit;
  commit.once = "api:1";
  commit.answer = "AAAAAA";
  EXPECT_EQ(run(store().answered("api:1")), std::nullopt);
  EXPECT_EQ(apply(commit), done);
  EXPECT_EQ(run(store().answered("api:1")), "AAAAAA");
  EXPECT_EQ(run(store().answered("api:2")), std::nullopt);
}

Reference some_reference() {
  Reference reference;
  reference.staff = {Staff{.id = StaffId("li"), .name = "李", .trades = {"plumbing"}},
                     Staff{.id = StaffId("gu"), .name = "顾", .trades = {"plumbing", "gas"}},
                     Staff{.id = StaffId("he"), .name = "何", .trades = {"gas"}}};
  reference.shifts = {Shift{StaffId("li"), {1, 2}, std::chrono::minutes(480), std::chrono::minutes(1200)}};
  reference.units.emplace(UnitId("3-2-501"), Unit{UnitId("3-2-501"), SiteId("donghu"), "3", "2", 5});
  return reference;
}

Load load_of(const Snapshot& seen, const char* staff) {
  return seen.load_of(*seen.reference->find(StaffId(staff)));
}

TEST_P(StoreContract, loads_add_up) {
  EXPECT_TRUE(run(store().replace_reference(some_reference())));
  const Instant at = now();
  Commit commit;
  commit.loads = {
      {StaffId("li"), 1, at}, {StaffId("li"), 1, std::nullopt}, {StaffId("gu"), -1, std::nullopt}};
  EXPECT_EQ(apply(commit), done);
  EXPECT_EQ(apply(commit), done);
  load({});  // whoever reads has seen the reference by now
  const Snapshot seen = load({.trades = {"plumbing"}});
  EXPECT_EQ(load_of(seen, "li"), (Load{4, at}));
  EXPECT_EQ(load_of(seen, "gu").orders, -2);
}

TEST_P(StoreContract, loads_are_those_of_the_trades_asked_for) {
  EXPECT_TRUE(run(store().replace_reference(some_reference())));
  Commit commit;
  for (const char* staff : {"li", "gu", "he"}) commit.loads.push_back({StaffId(staff), 1, now()});
  EXPECT_EQ(apply(commit), done);
  EXPECT_TRUE(load({}).trades.empty());

  const Snapshot seen = load({.trades = {"plumbing", "noise"}});
  EXPECT_THAT(seen.trades, ElementsAre("noise", "plumbing"));
  EXPECT_EQ(load_of(seen, "li").orders, 1);
  EXPECT_EQ(load_of(seen, "gu").orders, 1);
  EXPECT_EQ(load_of(seen, "he"), Load{});
}

TEST_P(StoreContract, loads_of_people_who_were_others_just_now_do_not_count_as_read) {
  EXPECT_TRUE(run(store().replace_reference(some_reference())));
  load({});
  Reference next = *run(store().reference());
  next.staff.push_back({.id = StaffId("wu"), .name = "吴", .trades = {"plumbing"}});
  Commit commit;
  commit.loads = {{StaffId("wu"), 3, now()}};
  EXPECT_EQ(apply(commit), done);
  EXPECT_TRUE(run(store().replace_reference(next)));

  Snapshot seen = load({.trades = {"plumbing"}});
  if (seen.trades.empty()) seen = load({.trades = {"plumbing"}});  // what decide() asks for then
  EXPECT_EQ(load_of(seen, "wu").orders, 3);
}

TEST_P(StoreContract, the_time_goes_with_what_was_seen) {
  const Instant before = now();
  const Instant seen = load({}).now;
  EXPECT_LE(before, seen);
  EXPECT_LT(seen - before, std::chrono::seconds(5));
}

// ---- reference

TEST_P(StoreContract, the_reference_is_replaced_only_by_who_saw_the_last_one) {
  EXPECT_TRUE(run(store().replace_reference(some_reference())));
  const auto stored = run(store().reference());
  EXPECT_EQ(stored->staff, some_reference().staff);
  EXPECT_EQ(stored->shifts, some_reference().shifts);
  EXPECT_EQ(stored->units, some_reference().units);
  EXPECT_FALSE(stored->stamp.empty());
  EXPECT_FALSE(run(store().replace_reference(some_reference())));

  Reference next = *stored;
  next.staff.pop_back();
  EXPECT_TRUE(run(store().replace_reference(next)));
  EXPECT_FALSE(run(store().replace_reference(next)));
  EXPECT_EQ(load({}).reference->staff.size(), 2u);
}

TEST_P(StoreContract, a_commit_on_an_old_reference_is_a_conflict) {
  EXPECT_TRUE(run(store().replace_reference(some_reference())));
  Commit commit = writing(order("AAAAAA"));
  commit.reference_stamp = load({}).reference->stamp;
  EXPECT_TRUE(run(store().replace_reference(*load({}).reference)));
  EXPECT_EQ(apply(commit), conflict);
  commit.reference_stamp = load({}).reference->stamp;
  EXPECT_EQ(apply(commit), done);
}

TEST_P(StoreContract, binding_staff_rewrites_the_reference) {
  EXPECT_TRUE(run(store().replace_reference(some_reference())));
  const auto before = load({}).reference;
  Commit commit = writing(order("AAAAAA"));
  commit.reference_stamp = before->stamp;
  commit.bound_staff = before->staff[1];
  commit.bound_staff->accounts = {AccountId("web:9")};
  EXPECT_EQ(apply(commit), done);

  const auto after = load({}).reference;
  EXPECT_NE(after->stamp, before->stamp);
  EXPECT_EQ(after->staff[0], before->staff[0]);
  EXPECT_THAT(after->staff[1].accounts, ElementsAre(AccountId("web:9")));
  EXPECT_EQ(after->units, before->units);
  commit.writes.clear();
  EXPECT_EQ(apply(commit), conflict);  // decided on the reference of before
}

TEST_P(StoreContract, a_change_of_the_roster_rewrites_the_reference) {
  EXPECT_TRUE(run(store().replace_reference(some_reference())));
  const auto before = load({}).reference;
  const Shift swapped{.staff = before->staff[0].id,
                      .from = std::chrono::hours{8},
                      .to = std::chrono::hours{20},
                      .first = std::chrono::local_days(std::chrono::year(2026) / 3 / 4),
                      .last = std::chrono::local_days(std::chrono::year(2026) / 3 / 4),
                      .with = before->staff[1].id};
  Commit commit = writing(order("AAAAAA"));
  commit.once = "web:1:m1";
  commit.reference_stamp = before->stamp;
  commit.roster = before->shifts;
  commit.roster->push_back(swapped);
  EXPECT_EQ(apply(commit), done);
  EXPECT_EQ(apply(commit), repeated);

  const auto after = load({}).reference;
  EXPECT_NE(after->stamp, before->stamp);
  EXPECT_EQ(after->shifts, *commit.roster);
  EXPECT_EQ(after->staff, before->staff);
  EXPECT_EQ(after->units, before->units);
  EXPECT_FALSE(run(store().replace_reference(*before))) << "an import that has not seen it";
  commit.once = "web:1:m2";
  commit.writes.clear();
  EXPECT_EQ(apply(commit), conflict);  // decided on the roster of before
}

// ---- counters

TEST_P(StoreContract, what_a_commit_counts_is_read_by_name) {
  Commit commit;
  commit.once = "web:1:m1";
  commit.counters = {{"codes:donghu:2026-03-03", 1}, {"codes_09:donghu:2026-03-03", 2}, {"plain", 1}};
  EXPECT_EQ(apply(commit), done);
  EXPECT_EQ(apply(commit), repeated);  // counts once
  commit.once = "web:1:m2";
  EXPECT_EQ(apply(commit), done);

  const Reads reads{{a_key},
                    {{"an index"}},
                    {"codes_09:donghu:2026-03-03", "codes:donghu:2026-03-03", "plain",
                     "codes:donghu:2026-03-04", "codes:xihu:2026-03-03"}};
  const std::map<std::string, int> counted{{"codes_09:donghu:2026-03-03", 4},
                                           {"codes:donghu:2026-03-03", 2},
                                           {"plain", 2},
                                           {"codes:donghu:2026-03-04", 0},
                                           {"codes:xihu:2026-03-03", 0}};
  EXPECT_EQ(load(reads).counters, counted);
}

TEST_P(StoreContract, a_counter_may_keep_the_first_or_the_last) {
  using How = CounterChange::How;
  const auto note = [&](int minute) {
    Commit commit;
    commit.counters = {{"first:donghu:2026-03-03", minute, How::set_once},
                       {"last:donghu:2026-03-03", minute, How::set}};
    EXPECT_EQ(apply(commit), done);
  };
  note(480);
  note(1200);
  const Reads reads{.counters = {"first:donghu:2026-03-03", "last:donghu:2026-03-03"}};
  const std::map<std::string, int> kept{{"first:donghu:2026-03-03", 480}, {"last:donghu:2026-03-03", 1200}};
  EXPECT_EQ(load(reads).counters, kept);
}

// ---- trouble

TEST_P(StoreContract, a_document_that_does_not_parse_fails_the_load_by_name) {
  under_test().put_text(a_key, "{\"k\":");
  const auto loaded = under_test().run(store().load(reads_of({b_key, a_key})));
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "unreadable");
  EXPECT_NE(loaded.error().detail.find("order AAAAAA"), std::string::npos);
}

TEST_P(StoreContract, members_of_a_newer_version_survive_a_commit) {
  under_test().put_text(a_key, R"({"t":0,"k":"repair","new":[1,{"x":null}],"@later":5})");
  const Snapshot seen = load(reads_of({a_key}));
  WorkOrder changed = *seen.find<WorkOrder>(a_key);
  changed.kind = "complaint";
  EXPECT_EQ(apply(writing(changed, seen.documents.at(a_key).stamp)), done);
  const Snapshot after = load(reads_of({a_key}));
  EXPECT_EQ(*after.find<WorkOrder>(a_key), changed);
  EXPECT_EQ(after.find<WorkOrder>(a_key)->unknown, R"("new":[1,{"x":null}],"@later":5)");
}

TEST_P(StoreContract, an_event_set_aside_is_kept_for_a_person_and_is_a_repeat_afterwards) {
  const Store::SetAside event{"web:1:m1", "raw\n\xff text", "it threw", {}};
  EXPECT_TRUE(under_test().run(store().set_aside(event)));
  EXPECT_TRUE(under_test().run(store().set_aside(event)));
  EXPECT_TRUE(under_test().run(store().set_aside({"web:1:m2", "b", "c", {}})));
  const auto events = run(store().set_asides(10));
  ASSERT_EQ(events.size(), 2u);
  const auto news = run(store().feed("", 10));
  ASSERT_EQ(news.size(), 2u) << "the board reads them anew";
  EXPECT_EQ(news[0].entry.what, "trouble");
  EXPECT_EQ(events[0].once, "web:1:m2");
  EXPECT_EQ(events[1].raw, event.raw);
  EXPECT_EQ(events[1].reason, "it threw");
  EXPECT_LT(now() - events[1].at, std::chrono::seconds(10));
  Commit commit;
  commit.once = "web:1:m1";
  EXPECT_EQ(apply(commit), repeated);
  EXPECT_EQ(run(store().set_asides(1)).size(), 1u);
}

TEST_P(StoreContract, what_is_set_aside_is_dropped_by_its_id) {
  for (const char* once : {"web:1:m1", "web:1:m2", "web:1:m3"})
    EXPECT_TRUE(under_test().run(store().set_aside({once, "the same", "it threw", {}, "m{}"})));
  const auto events = run(store().set_asides(10));
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[1].event, "m{}");
  EXPECT_TRUE(run(store().drop_set_aside(events[1].id)));
  EXPECT_FALSE(run(store().drop_set_aside(events[1].id)));
  EXPECT_FALSE(run(store().drop_set_aside("")));
  const auto left = run(store().set_asides(10));
  ASSERT_EQ(left.size(), 2u);
  EXPECT_EQ(left[0].id, events[0].id);
  EXPECT_EQ(left[1].once, "web:1:m1");
}

CONTRACT_OF_BOTH_STORES();

}  // namespace
}  // namespace steward::storage
