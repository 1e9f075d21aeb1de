#include "home.hpp"
#include "twinned_store.hpp"

#include "storage/redis_store.hpp"
#include "tests/support/host_clock.hpp"
#include "tests/support/redis_under_test.hpp"
#include "tests/support/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace steward::simulation {
namespace {

constexpr size_t most_read = 1'000'000;

void agree(bool holds, const std::string& about) {
  if (!holds) throw std::runtime_error("Redis and its twin differ in " + about);
}

class InRedis : public Home {
 public:
  InRedis(domain::Instant start, const domain::DeskId& desk)
      : prefix_("{" + desk.value + "}"),
        clock_(start),
        redis_({"--appendonly", "no"}, clock_.environment()),
        desk_(loop().get_executor(), desk, redis_.options()),
        kept_(desk_.open_store(loop().get_executor())),
        twin_(start),
        store_(*kept_, twin_) {}
  ~InRedis() override {
    kept_->close();
    desk_.close();
    loop().restart();
    loop().run();
  }

  storage::Store& store() override { return store_; }
  const storage::MemoryStore& contents() const override { return twin_; }
  void turn_to(domain::Instant now) override {
    clock_.set(now);
    twin_.set_now(now);
  }
  void check_against_twin() override {
    using enum domain::DocumentType;
    for (const auto& [type, letter] :
         {std::pair{order, 'o'}, std::pair{words, 'w'}, std::pair{conversation, 'c'},
          std::pair{resident, 'p'}, std::pair{plan, 's'}})
      check_documents(type, letter);
    check_timers();
    check_lists();
    check_figures();
  }

 private:
  template <class T>
  T read(storage::awaitable<net::Result<T>> work) {
    return test::run_on(loop(), std::move(work)).value();
  }

  // What of the keys with this beginning stands behind it.
  std::set<std::string> names(const std::string& beginning) const {
    std::set<std::string> found;
    for (const std::string& key : redis_.ask({"--no-raw", "KEYS", prefix_ + beginning + "*"})) {
      const size_t at = key.find(prefix_ + beginning);
      if (at == std::string::npos) continue;  // "(empty array)"
      const size_t from = at + prefix_.size() + beginning.size();
      found.insert(key.substr(from, key.rfind('"') - from));
    }
    return found;
  }

  void check_documents(domain::DocumentType type, char letter) {
    std::set<std::string> kept = names(std::string(1, letter) + ":"), told;
    domain::Reads reads;
    for (const domain::Document& document : twin_.documents(type)) {
      reads.documents.push_back(domain::key_of(document));
      told.insert(domain::key_of(document).id);
    }
    agree(kept == told, fmt::format("which documents of type {} there are", letter));
    const auto seen = read(kept_->load(reads));
    for (const domain::DocumentKey& key : reads.documents)
      agree(seen.documents.at(key).document == twin_.document(key), fmt::format("{}:{}", letter, key.id));
  }

  void check_timers() {
    std::map<std::string, domain::Instant> kept;
    for (const storage::ComingTimer& timer : read(kept_->coming_timers(0, most_read)))
      kept.emplace(timer.timer, timer.due);
    agree(kept == twin_.timers(), "the timers");
  }

  void check_lists() {
    std::set<std::string> known;
    for (const auto& [index, members] : twin_.indexes()) {
      if (members.empty()) continue;
      known.insert(index.name);
      auto kept = read(kept_->members(index, most_read));
      std::set<std::string> told;
      for (const auto& [member, score] : members) told.insert(member);
      agree(std::set<std::string>(kept.begin(), kept.end()) == told, "the list " + index.name);
    }
    agree(names("i:") == known, "which lists there are");
  }

  void check_figures() {
    domain::Reads reads;
    for (const auto& [counter, count] : twin_.counters()) reads.counters.push_back(counter);
    const auto people = read(kept_->reference());
    for (const domain::Staff& one : people->staff)
      reads.trades.insert(reads.trades.end(), one.trades.begin(), one.trades.end());
    const auto kept = read(kept_->load(reads));
    agree(kept.counters == twin_.counters(), "the counters");
    for (const domain::Staff& one : people->staff) {
      const auto told = twin_.loads().find(one.id);
      if (!one.trades.empty() && told != twin_.loads().end())
        agree(kept.load_of(one).orders == told->second.orders, "how busy " + one.id.value + " is");
    }
    check_facts();
  }

  void check_facts() {
    domain::Reads reads;
    for (const std::string& day : names("a:")) {
      const size_t colon = day.find(':');
      reads.facts.push_back({domain::SiteId(day.substr(0, colon)), day.substr(colon + 1)});
    }
    agree(read(kept_->load(reads)).facts == read(twin_.load(reads)).facts, "the facts of the days");
  }

  std::string prefix_;
  test::HostClock clock_;
  test::RedisUnderTest redis_;
  storage::RedisDesk desk_;
  std::unique_ptr<storage::ClosableStore> kept_;
  storage::MemoryStore twin_;
  TwinnedStore store_;
};

}  // namespace

std::unique_ptr<Home> home_in_redis(domain::Instant start, const domain::DeskId& desk) {
  return std::make_unique<InRedis>(start, desk);
}

}  // namespace steward::simulation
