// The loops themselves: a real Redis, real sockets, a stand-in Bot API, and two notifiers that share the
// work.
#include "notifier/notifier.hpp"

#include "channels/telegram.hpp"
#include "channels/web_chat.hpp"
#include "net/http_client.hpp"
#include "net/http_server.hpp"
#include "net/threads.hpp"
#include "storage/redis_store.hpp"
#include "tests/support/bot_api.hpp"
#include "tests/support/redis_under_test.hpp"
#include "tests/support/small_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace steward::notifier {
namespace {

using namespace std::chrono_literals;
using domain::AccountId;
using domain::Lane;
using testing::IsEmpty;
using testing::SizeIs;

// These run by the real clock, whatever the hour.
std::shared_ptr<const domain::Rules> at_any_hour() {
  auto rules = *test::small_rules();
  rules.manners.quiet = {};
  return std::make_shared<const domain::Rules>(std::move(rules));
}

// A process: its own connections, its own loops, all on one thread.
class Process {
 public:
  Process(net::Threads& threads, const test::RedisUnderTest& redis, const channels::Channels& channels)
      : executor_(threads.executor(0)), desk_(executor_, domain::DeskId("small"), redis.options()) {
    store_ = desk_.open_store(executor_);
    const RulesNow rules = [held = at_any_hour()] { return held; };
    const Send send = [this](net::ClientRequest request) { return client_.send(std::move(request)); };
    notifier_ =
        std::make_unique<Notifier>(*store_, rules, channels, test::small_words, send, tasks_, metrics_);
  }
  void start() { notifier_->start(executor_); }
  net::awaitable<bool> stop(std::chrono::milliseconds grace = 3s) {
    const bool is_in_time = co_await tasks_.stop(grace);
    client_.close_idle();
    store_->close();
    desk_.close();
    co_return is_in_time;
  }
  storage::Store& store() { return *store_; }
  double count(const char* lane, const char* outcome) {
    return static_cast<double>(
        metrics_.counter("steward_messages_total", "", {{"lane", lane}, {"outcome", outcome}}).value());
  }

 private:
  boost::asio::any_io_executor executor_;
  storage::RedisDesk desk_;
  std::unique_ptr<storage::ClosableStore> store_;
  net::HttpClient client_;
  net::Tasks tasks_;
  net::Metrics metrics_;
  std::unique_ptr<Notifier> notifier_;
};

class Notifying : public testing::Test {
 protected:
  Notifying() {
    const auto answer = [this](net::Request& request) { return api_answer(request); };
    server_ = std::make_unique<net::HttpServer>(threads_, net::ServerOptions{}, answer);
    threads_.run();
    server_->listen().value();
    channels_.add(std::make_unique<channels::Telegram>(
        channels::TelegramOptions{.name = "tg",
                                  .token = "1:abc",
                                  .secret_token = "s",
                                  .api_url = "http://127.0.0.1:" + std::to_string(server_->port())}));
    channels_.add(std::make_unique<channels::WebChat>("web"));
    one_ = std::make_unique<Process>(threads_, redis_, channels_);
    two_ = std::make_unique<Process>(threads_, redis_, channels_);
  }
  ~Notifying() override {
    on_thread(one_->stop());
    on_thread(two_->stop());
    on_thread(server_->drain(500ms));
    on_thread(forget());
    threads_.join();
  }

  net::awaitable<net::Response> api_answer(net::Request& request) { co_return api_.handle(request); }
  net::awaitable<bool> forget() {
    one_.reset();
    two_.reset();
    co_return true;
  }

  template <class T>
  T on_thread(net::awaitable<T> work) {
    return boost::asio::co_spawn(threads_.context(0), std::move(work), boost::asio::use_future).get();
  }
  net::awaitable<bool> start_both() {
    one_->start();
    two_->start();
    co_return true;
  }

  static domain::OutMessage message(const std::string& id, const std::string& to, Lane lane = Lane::normal) {
    domain::OutMessage out;
    out.id = id;
    out.to = AccountId(to);
    out.text = id;
    out.lane = lane;
    out.created_at = net::now();
    return out;
  }
  void put(std::vector<domain::OutMessage> messages) {
    domain::Commit commit;
    commit.once = "test:" + messages.front().id;
    commit.messages = std::move(messages);
    ASSERT_TRUE(on_thread(one_->store().apply(commit)));
  }

  // Until the outbox is empty; false after ten seconds.
  net::awaitable<bool> emptied(Lane lane) {
    for (int i = 0; i < 500; ++i) {
      auto next = co_await one_->store().next_message(lane);
      if (next && !*next) co_return true;
      co_await net::sleep_for(20ms);
    }
    co_return false;
  }

  test::RedisUnderTest redis_;
  test::BotApi api_{"1:abc"};
  net::Threads threads_{1};
  std::unique_ptr<net::HttpServer> server_;
  channels::Channels channels_;
  std::unique_ptr<Process> one_, two_;
};

TEST_F(Notifying, two_share_the_work_and_nothing_is_sent_twice) {
  std::vector<domain::OutMessage> messages;
  for (int i = 0; i < 60; ++i)
    messages.push_back(message("m" + std::to_string(i), "web:" + std::to_string(i % 20)));
  put(std::move(messages));
  on_thread(start_both());
  ASSERT_TRUE(on_thread(emptied(Lane::normal)));
  EXPECT_EQ(one_->count("normal", "sent") + two_->count("normal", "sent"), 60);
  for (int person = 0; person < 20; ++person) {
    const auto lines =
        on_thread(one_->store().thread(AccountId("web:" + std::to_string(person)), "", 10)).value();
    ASSERT_THAT(lines, SizeIs(3)) << person;
    for (int i = 0; i < 3; ++i)
      EXPECT_EQ(lines[i].entry.id, "m" + std::to_string(person + 20 * i)) << "in sequence";
  }
}

TEST_F(Notifying, what_is_committed_while_all_sleep_goes_out_at_once) {
  on_thread(start_both());
  put({message("first", "web:1", Lane::urgent)});
  ASSERT_TRUE(on_thread(emptied(Lane::urgent)));
  const auto began = net::ticks();
  put({message("second", "web:1", Lane::urgent)});
  ASSERT_TRUE(on_thread(emptied(Lane::urgent)));
  EXPECT_LT(net::ticks() - began, 1500ms) << "woken, not polled";
}

TEST_F(Notifying, telegram_is_obeyed_and_gets_each_message_once) {
  api_.answer_next_429(1);
  api_.answer_next_raw(500, "");
  std::vector<domain::OutMessage> messages;
  for (int i = 0; i < 10; ++i)
    messages.push_back(message("m" + std::to_string(i), "tg:" + std::to_string(100 + i)));
  put(std::move(messages));
  on_thread(start_both());
  ASSERT_TRUE(on_thread(emptied(Lane::normal)));
  ASSERT_THAT(api_.sent(), SizeIs(10));
  EXPECT_THAT(api_.refused(), IsEmpty());
  EXPECT_EQ(api_.requests(), 12u);
  std::map<std::string, int> by_text;
  for (const auto& sent : api_.sent()) ++by_text[sent.text];
  EXPECT_THAT(by_text, SizeIs(10));
}

TEST_F(Notifying, a_blocked_chat_is_given_up_and_the_others_go_on) {
  api_.block("7");
  put({message("m1", "tg:7"), message("m2", "tg:8")});
  on_thread(start_both());
  ASSERT_TRUE(on_thread(emptied(Lane::normal)));
  EXPECT_THAT(api_.sent(), SizeIs(1));
  const auto dead = on_thread(one_->store().dead_letters(10)).value();
  ASSERT_THAT(dead, SizeIs(1));
  EXPECT_EQ(dead[0].reason, "blocked");
}

TEST_F(Notifying, a_slow_lane_holds_up_no_other) {
  std::vector<domain::OutMessage> flood;
  for (int i = 0; i < 500; ++i)
    flood.push_back(message("b" + std::to_string(i), "web:" + std::to_string(i), Lane::bulk));
  put(std::move(flood));
  on_thread(start_both());
  put({message("alarm", "web:900", Lane::urgent)});
  ASSERT_TRUE(on_thread(emptied(Lane::urgent)));
  EXPECT_THAT(on_thread(one_->store().thread(AccountId("web:900"), "", 10)).value(), SizeIs(1));
  ASSERT_TRUE(on_thread(emptied(Lane::bulk)));
}

TEST_F(Notifying, is_told_to_stop_and_stops) {
  on_thread(start_both());
  const auto began = net::ticks();
  EXPECT_TRUE(on_thread(one_->stop()));
  EXPECT_LT(net::ticks() - began, 2s);
}

}  // namespace
}  // namespace steward::notifier
