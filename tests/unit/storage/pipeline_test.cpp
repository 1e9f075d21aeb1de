#include "storage/redis/pipeline.hpp"

#include <gmock/gmock.h>

#include <map>

namespace steward::storage::redis {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const net::Ticks start{};
const net::Error away{"lost", "", ""};
const net::Error late{"timeout", "", ""};
const net::Error unsent{"unreachable", "", ""};

// Calls by name; what each was told.
class PipelineTest : public testing::Test {
 protected:
  uint64_t ask(const std::string& name, int replies = 1, net::Ticks deadline = start + 1s) {
    Batch batch;
    for (int i = 0; i < replies; ++i) batch.add(command("ECHO", name));
    return pipeline_.submit(std::move(batch), deadline, [this, name](Result<Replies> result) {
      std::string said;
      if (result)
        for (const Reply& reply : *result) said += reply.text + ";";
      told_[name] = result ? said : "error " + result.error().code;
    });
  }
  std::string written() {
    std::string out;
    pipeline_.write_to(out);
    return out;
  }
  bool receive(std::string_view bytes) {
    Pipeline::AllFinished finished;
    const bool is_well = pipeline_.receive(bytes, finished).has_value();
    tell(finished);
    return is_well;
  }
  void expire(net::Ticks now) {
    Pipeline::AllFinished finished;
    pipeline_.expire(now, unsent, late, finished);
    tell(finished);
  }
  void abandon(uint64_t number) {
    Pipeline::AllFinished finished;
    pipeline_.abandon(number, {"cancelled", "", ""}, finished);
    tell(finished);
  }
  void lose() {
    Pipeline::AllFinished finished;
    pipeline_.lose(away, finished);
    tell(finished);
  }
  static void tell(Pipeline::AllFinished& finished) {
    for (auto& one : finished) one.tell();
  }

  Pipeline pipeline_{{.bytes = 1000, .elements = 10}};
  std::map<std::string, std::string> told_;
};

TEST_F(PipelineTest, commands_are_written_in_sequence_and_once) {
  ask("a");
  ask("b");
  EXPECT_EQ(written(), "*2\r\n$4\r\nECHO\r\n$1\r\na\r\n*2\r\n$4\r\nECHO\r\n$1\r\nb\r\n");
  EXPECT_EQ(written(), "");
}

TEST_F(PipelineTest, replies_go_to_who_asked_however_they_are_sliced) {
  ask("a");
  ask("b", 2);
  ask("c");
  written();
  const std::string replies = "+A\r\n$2\r\nB1\r\n$2\r\nB2\r\n:7\r\n";
  for (char byte : replies) EXPECT_TRUE(receive({&byte, 1}));
  EXPECT_EQ(told_["a"], "A;");
  EXPECT_EQ(told_["b"], "B1;B2;");
  EXPECT_EQ(told_["c"], ";");
  EXPECT_FALSE(pipeline_.is_owed());
}

TEST_F(PipelineTest, a_batch_is_told_when_all_its_replies_are_there) {
  ask("a", 2);
  written();
  receive("+1\r\n");
  EXPECT_THAT(told_, IsEmpty());
  receive("-ERR no\r\n");
  EXPECT_EQ(told_["a"], "1;ERR no;");
}

TEST_F(PipelineTest, the_reply_of_an_abandoned_command_goes_to_nobody) {
  ask("a");
  const auto number = ask("b", 2);
  ask("c");
  written();
  abandon(number);
  EXPECT_EQ(told_["b"], "error cancelled");
  receive("+A\r\n+B\r\n+B\r\n+C\r\n");
  EXPECT_EQ(told_["a"], "A;");
  EXPECT_EQ(told_["b"], "error cancelled");
  EXPECT_EQ(told_["c"], "C;");
}

TEST_F(PipelineTest, what_is_abandoned_before_it_was_written_is_not_written) {
  abandon(ask("a"));
  ask("b");
  EXPECT_EQ(written(), "*2\r\n$4\r\nECHO\r\n$1\r\nb\r\n");
  receive("+B\r\n");
  EXPECT_EQ(told_["b"], "B;");
}

TEST_F(PipelineTest, to_abandon_what_is_over_does_nothing) {
  const auto number = ask("a");
  written();
  receive("+A\r\n");
  abandon(number);
  abandon(12345);
  EXPECT_EQ(told_["a"], "A;");
}

TEST_F(PipelineTest, a_deadline_ends_the_waiting_but_not_the_turn) {
  ask("a", 1, start + 1s);
  ask("b", 1, start + 3s);
  written();
  expire(start + 2s);
  EXPECT_EQ(told_["a"], "error timeout");
  EXPECT_FALSE(told_.contains("b"));
  EXPECT_TRUE(pipeline_.is_owed());
  receive("+A\r\n+B\r\n");
  EXPECT_EQ(told_["a"], "error timeout");
  EXPECT_EQ(told_["b"], "B;");
}

TEST_F(PipelineTest, what_could_not_be_sent_in_time_is_never_sent) {
  ask("a", 1, start + 1s);
  ask("b", 1, start + 3s);
  expire(start + 2s);
  EXPECT_EQ(told_["a"], "error unreachable");
  EXPECT_EQ(written(), "*2\r\n$4\r\nECHO\r\n$1\r\nb\r\n");
}

TEST_F(PipelineTest, a_lost_connection_ends_what_was_sent_and_keeps_what_was_not) {
  ask("a");
  written();
  receive("+half a rep");
  ask("b");
  lose();
  EXPECT_EQ(told_["a"], "error lost");
  EXPECT_FALSE(told_.contains("b"));
  EXPECT_NE(written(), "");
  EXPECT_TRUE(receive("+B\r\n"));  // nothing of the old stream is left
  EXPECT_EQ(told_["b"], "B;");
}

TEST_F(PipelineTest, at_the_end_everybody_is_told) {
  ask("a");
  written();
  ask("b");
  Pipeline::AllFinished finished;
  pipeline_.fail_all({"closed", "", ""}, finished);
  tell(finished);
  EXPECT_EQ(told_["a"], "error closed");
  EXPECT_EQ(told_["b"], "error closed");
  EXPECT_FALSE(pipeline_.has_unwritten());
  EXPECT_EQ(pipeline_.unwritten_bytes(), 0u);
}

TEST_F(PipelineTest, counts_what_waits) {
  ask("a");
  EXPECT_EQ(pipeline_.unwritten_bytes(), 21u);
  expire(start + 2s);
  EXPECT_EQ(pipeline_.unwritten_bytes(), 0u);
}

TEST_F(PipelineTest, a_reply_to_nothing_is_the_end_of_the_connection) { EXPECT_FALSE(receive("+A\r\n")); }

class Garbage : public testing::TestWithParam<std::string> {};

TEST_P(Garbage, is_the_end_of_the_connection) {
  ReplyReader reader({.bytes = 1000, .elements = 10});
  bool is_well = true;
  for (size_t at = 0; is_well && at < GetParam().size(); at += 100)
    is_well = reader.feed(std::string_view(GetParam()).substr(at, 100)) && reader.next();
  EXPECT_FALSE(is_well);
}

INSTANTIATE_TEST_SUITE_P(Replies, Garbage,
                         testing::Values("HTTP/1.1 200 OK\r\n", "*11\r\n", "*2000000000\r\n", "*-7\r\n",
                                         "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n",
                                         "$5000\r\n" + std::string(2000, 'x'), "$-9\r\n", ":x1\r\n"));

TEST(Reply, lists_hold_lists) {
  ReplyReader reader;
  ASSERT_TRUE(reader.feed("*3\r\n:5\r\n*2\r\n$1\r\na\r\n$-1\r\n*0\r\n"));
  const Reply reply = std::move(*reader.next().value());
  ASSERT_EQ(reply.list.size(), 3u);
  EXPECT_EQ(reply.list[0].number, 5);
  EXPECT_EQ(reply.list[1].list[0].text, "a");
  EXPECT_TRUE(reply.list[1].list[1].is_nothing());
  EXPECT_EQ(reply.list[2].form, Reply::Form::list);
}

struct Failure {
  const char* text;
  const char* code;
};
class Failures : public testing::TestWithParam<Failure> {};

TEST_P(Failures, have_a_code) {
  Reply reply{Reply::Form::failure, 0, GetParam().text, {}};
  EXPECT_EQ(error_of(reply, "here").code, GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    OfRedis, Failures,
    testing::Values(Failure{"READONLY You can't write against a read only replica.", "readonly"},
                    Failure{"OOM command not allowed when used memory > 'maxmemory'. script: 1f", "full"},
                    Failure{"ERR Error running script (call to f_1): @user_script:3: -OOM command not",
                            "full"},
                    Failure{"MISCONF Redis is configured to save RDB snapshots", "disk"},
                    Failure{"LOADING Redis is loading the dataset in memory", "loading"},
                    Failure{"NOAUTH Authentication required.", "auth"},
                    Failure{"WRONGPASS invalid username-password pair", "auth"},
                    Failure{"NOREPLICAS Not enough good replicas to write.", "noreplicas"},
                    Failure{"NOSCRIPT No matching script.", "noscript"}, Failure{"ERR unknown", "redis"}));

}  // namespace
}  // namespace steward::storage::redis
