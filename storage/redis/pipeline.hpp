#pragma once
// The book-keeping of a shared connection, without the connection: who waits for which reply. Replies come in
// the sequence of the commands, so a command that nobody waits for any more keeps its place until its reply
// has come.

#include "net/clock.hpp"
#include "storage/redis/command.hpp"
#include "storage/redis/reply.hpp"

#include <boost/asio/any_completion_handler.hpp>

#include <deque>

namespace steward::storage::redis {

class Pipeline {
 public:
  using Done = boost::asio::any_completion_handler<void(Result<Replies>)>;

  // Somebody whose waiting is over; called when the pipeline is no longer being worked on.
  struct Finished {
    Done done;
    Result<Replies> result;
    void tell() { std::move(done)(std::move(result)); }
  };
  using AllFinished = std::vector<Finished>;

  explicit Pipeline(ReplyLimits limits = {}) : limits_(limits) { reset_reader(); }

  // Its number, to abandon it by.
  uint64_t submit(Batch batch, net::Ticks deadline, Done done);

  size_t unwritten() const { return unwritten_.size(); }
  bool has_unwritten() const { return !unwritten_.empty(); }
  size_t unwritten_bytes() const { return unwritten_bytes_; }
  // Replies still to come.
  bool is_owed() const { return !written_.empty(); }

  // From here on these commands count as sent, whatever becomes of the bytes.
  void write_to(std::string& out);
  // A failure: what comes is not what was asked for; the connection has to go.
  Result<void> receive(std::string_view bytes, AllFinished& finished);

  // Ends the waiting of those whose deadline has passed. What was not sent yet is not sent any more.
  void expire(net::Ticks now, const net::Error& unsent, const net::Error& unanswered, AllFinished& finished);
  void abandon(uint64_t number, const net::Error& why, AllFinished& finished);
  // The connection is gone, and the replies with it. What was not sent waits for the next one.
  void lose(const net::Error& why, AllFinished& finished);
  void fail_all(const net::Error& why, AllFinished& finished);

 private:
  struct Call {
    uint64_t number;
    std::string bytes;  // until it is written
    size_t replies;
    net::Ticks deadline;
    Done done;  // empty: nobody waits any more
    Replies received;
  };
  void reset_reader() { reader_.emplace(limits_); }
  Call* find(uint64_t number);
  static void finish(Call& call, Result<Replies> result, AllFinished& finished);

  ReplyLimits limits_;
  std::optional<ReplyReader> reader_;
  std::deque<Call> unwritten_, written_;
  size_t unwritten_bytes_ = 0;
  uint64_t calls_ = 0;
};

}  // namespace steward::storage::redis
