#pragma once
// The two stores behind one face, so that one suite holds both to the contract.

#include "net/clock.hpp"
#include "storage/keys.hpp"
#include "storage/memory_store.hpp"
#include "storage/redis/link.hpp"
#include "storage/redis_store.hpp"
#include "tests/support/redis_under_test.hpp"
#include "tests/support/run.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>

namespace steward::storage {

inline test::RedisUnderTest& shared_redis() {
  static test::RedisUnderTest redis;
  return redis;
}

class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual Store& store() = 0;
  // As if the time of every claim held now were over.
  virtual void lapse_claims() = 0;
  virtual void put_text(const domain::DocumentKey& key, const std::string& text) = 0;

  template <class T>
  T run(awaitable<T> work) {
    return test::run_on(loop_, std::move(work));
  }
  void run(awaitable<void> work) { test::run_on(loop_, std::move(work)); }
  boost::asio::io_context& loop() { return loop_; }

 private:
  boost::asio::io_context loop_;
};

class MemoryUnderTest : public StoreUnderTest {
 public:
  MemoryUnderTest() : now_(net::now()), store_(now_) {}
  MemoryStore& store() override { return store_; }
  void lapse_claims() override { store_.set_now(now_ += claim_lasts + std::chrono::seconds(1)); }
  void put_text(const domain::DocumentKey& key, const std::string& text) override {
    store_.put_text(key, text);
  }

 private:
  Instant now_;
  MemoryStore store_;
};

class RedisStoreUnderTest : public StoreUnderTest {
 public:
  explicit RedisStoreUnderTest(RedisOptions options = shared_redis().options(), std::string desk = new_desk())
      : name_(std::move(desk)),
        keys_(domain::DeskId(name_)),
        desk_(loop().get_executor(), domain::DeskId(name_), options) {
    store_ = desk_.open_store(loop().get_executor());
    link_.emplace(loop().get_executor(), options);
  }
  ~RedisStoreUnderTest() override {
    store_->close();
    link_->close();
    desk_.close();
    loop().restart();
    loop().run();
  }
  Store& store() override { return *store_; }
  std::unique_ptr<ClosableStore> another() { return desk_.open_store(loop().get_executor()); }
  redis::Reply ask(const redis::Command& command) { return run(link_->execute(command)).value(); }
  const Keys& keys() const { return keys_; }

  // Whole seconds off the scores leave the tokens in them as they are.
  void lapse_claims() override {
    for (const std::string& key : {keys_.timers(), keys_.lane(domain::Lane::urgent),
                                   keys_.lane(domain::Lane::normal), keys_.lane(domain::Lane::bulk)}) {
      const auto members = ask(redis::command("ZRANGE", key, "0", "-1", "WITHSCORES"));
      for (size_t i = 0; i + 1 < members.list.size(); i += 2) {
        const double score = std::stod(members.list[i + 1].text);
        if (score != std::floor(score)) ask(redis::command("ZINCRBY", key, "-32000", members.list[i].text));
      }
    }
  }
  void put_text(const domain::DocumentKey& key, const std::string& text) override {
    ask(redis::command("SET", keys_.document(key), "stamped." + text));
  }

 private:
  static std::string new_desk() {
    static int desks = 0;
    return "desk" + std::to_string(++desks);
  }
  std::string name_;
  Keys keys_;
  RedisDesk desk_;
  std::unique_ptr<ClosableStore> store_;
  std::optional<redis::Link> link_;
};

enum class Kind { memory, redis };

inline std::unique_ptr<StoreUnderTest> make_store(Kind kind) {
  if (kind == Kind::memory) return std::make_unique<MemoryUnderTest>();
  return std::make_unique<RedisStoreUnderTest>();
}

// A test of the contract; what a store answers wrongly throws out of value().
class StoreContract : public testing::TestWithParam<Kind> {
 protected:
  Store& store() { return under_test_->store(); }
  template <class T>
  T run(awaitable<Result<T>> work) {
    return under_test_->run(std::move(work)).value();
  }
  StoreUnderTest& under_test() { return *under_test_; }
  Instant now() { return run(store().now()); }
  Applied::How apply(const domain::Commit& commit) { return run(store().apply(commit)).how; }
  domain::Snapshot load(const domain::Reads& reads) { return run(store().load(reads)); }

 private:
  std::unique_ptr<StoreUnderTest> under_test_ = make_store(GetParam());
};

#define CONTRACT_OF_BOTH_STORES()                                        \
  INSTANTIATE_TEST_SUITE_P(                                              \
      Stores, StoreContract, testing::Values(Kind::memory, Kind::redis), \
      [](const auto& tested) { return tested.param == Kind::memory ? "memory" : "redis"; })

}  // namespace steward::storage
