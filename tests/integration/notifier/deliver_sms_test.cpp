// Which provider carries an SMS, and what is not sent a second time.
#include "channels/kannel.hpp"
#include "channels/twilio.hpp"
#include "net/http_client.hpp"
#include "notifier/deliver.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace steward::notifier {
namespace {

using domain::AccountId;
using testing::ElementsAre;
using testing::IsEmpty;
using What = storage::SendOutcome::What;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + std::chrono::hours{3}};
const std::string phone = "+8613800000501";

// Kannel first, Twilio where that fails.
class DeliveringSms : public testing::Test {
 protected:
  struct Said {
    int status = 0;
    std::string body{};
    std::string_view lost{};  // instead: why there is no answer
  };

  DeliveringSms() {
    channels_.add(std::make_unique<channels::Kannel>(channels::KannelOptions{
        .sms = {.name = "kannel"}, .url = "http://kannel/sendsms", .key = "a-key-of-our-own"}));
    channels_.add(
        std::make_unique<channels::Twilio>(channels::TwilioOptions{.sms = {.name = "twilio", .from = "+1"},
                                                                   .account = "AC1",
                                                                   .token = "t",
                                                                   .api_url = "http://twilio"}));
    carriers_.send = [this](net::ClientRequest request) { return send(std::move(request)); };
    test::run(store_.replace_reference(test::small_reference())).value();
  }

  awaitable<net::Result<net::ClientResponse>> send(net::ClientRequest request) {
    const bool is_kannel = request.url.starts_with("http://kannel");
    asked_.push_back(is_kannel ? "kannel" : "twilio");
    const Said said = is_kannel ? kannel_ : twilio_;
    if (!said.lost.empty()) co_return net::Error{std::string(said.lost), "provider:80", ""};
    co_return net::ClientResponse{said.status, {}, said.body};
  }

  void put(const std::string& id) {
    domain::OutMessage out;
    out.id = id;
    out.to = AccountId("sms:" + phone);
    out.text = "您好";
    out.created_at = now_;
    domain::Commit commit;
    commit.once = "test:" + id;
    commit.messages.push_back(std::move(out));
    ASSERT_TRUE(test::run(store_.apply(commit)));
  }
  Delivered deliver_one() {
    auto claimed = test::run(store_.claim_messages(domain::Lane::normal, 1)).value();
    return test::run(deliver(store_, *rules_, carriers_, std::move(claimed.at(0)), now_)).value();
  }
  std::vector<std::string> asked() { return std::exchange(asked_, {}); }

  Instant now_ = start;
  storage::MemoryStore store_{start};
  std::shared_ptr<const domain::Rules> rules_ = test::small_rules();
  channels::Channels channels_;
  Gates gates_;
  Carriers carriers_{channels_, test::small_words, {}, &gates_};
  Said kannel_{202, "0: Accepted for delivery"}, twilio_{201, R"({"sid": "SM1"})"};
  std::vector<std::string> asked_;
};

TEST_F(DeliveringSms, goes_by_the_first) {
  put("m1");
  EXPECT_EQ(deliver_one().what, What::sent);
  EXPECT_THAT(asked(), ElementsAre("kannel"));
}

TEST_F(DeliveringSms, goes_by_the_next_where_the_first_has_not_taken_it) {
  for (const Said& trouble : {Said{.lost = net::client_error::refused},
                              Said{403, "Authorization failed for sendsms"}, Said{500, "Sending failed."}}) {
    kannel_ = trouble;
    put("m" + trouble.body);
    EXPECT_EQ(deliver_one().what, What::sent) << trouble.body;
    EXPECT_THAT(asked(), ElementsAre("kannel", "twilio"));
    store_.set_now(now_ += std::chrono::minutes{5});
  }
}

TEST_F(DeliveringSms, what_may_have_been_taken_goes_by_none_and_a_person_is_told) {
  for (const Said& doubt :
       {Said{.lost = net::client_error::timeout_after_sent}, Said{502, "<html>Bad Gateway"}}) {
    kannel_ = doubt;
    put("m" + doubt.body);
    const Delivered delivered = deliver_one();
    EXPECT_EQ(delivered.what, What::dead);
    EXPECT_EQ(delivered.reason, "unknown");
    EXPECT_THAT(asked(), ElementsAre("kannel"));
  }
}

TEST_F(DeliveringSms, a_provider_that_hangs_is_left_alone_after_some) {
  kannel_ = {.lost = net::client_error::timeout_after_sent};
  for (int i = 0; i < Breaker::failures_to_open; ++i) {
    put("m" + std::to_string(i));
    EXPECT_EQ(deliver_one().what, What::dead);
    store_.set_now(now_ += std::chrono::seconds{2});
  }
  asked();
  put("next");
  EXPECT_EQ(deliver_one().what, What::sent);
  EXPECT_THAT(asked(), ElementsAre("twilio"));
}

TEST_F(DeliveringSms, what_a_stopgap_refuses_waits_for_the_first) {
  kannel_ = {.lost = net::client_error::refused};
  twilio_ = {400, R"({"code": 21408})"};
  put("m1");
  EXPECT_EQ(deliver_one().what, What::later);
  EXPECT_THAT(asked(), ElementsAre("kannel", "twilio"));
}

TEST_F(DeliveringSms, nothing_that_waits_goes_to_whoever_has_stopped_meanwhile) {
  put("m1");
  domain::Conversation talk;
  talk.account = AccountId("sms:" + phone);
  talk.wants_no_sms = true;
  domain::Commit stop;
  stop.writes.push_back({talk, ""});
  ASSERT_TRUE(test::run(store_.apply(stop)));
  EXPECT_EQ(deliver_one().reason, "stopped");
  EXPECT_THAT(asked(), IsEmpty());
}

}  // namespace
}  // namespace steward::notifier
