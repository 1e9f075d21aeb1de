#pragma once
// One connection to Redis, shared by the coroutines of its thread: what they send in one turn of the loop is
// written at once. It connects again by itself; every command has a deadline, the waiting for a connection
// included.

#include "net/bell.hpp"
#include "storage/redis/pipeline.hpp"
#include "storage/redis/socket.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace steward::storage::redis {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::any_io_executor executor, RedisOptions options);

  void start();
  // Ends its coroutines; whoever waits gets the error "closed". On its own thread.
  void close();

  // Sent before whatever is executed later; nobody waits for the answers.
  void send_ahead(Batch batch);
  // The answers to all of them, or why there are none. A failure that Redis answers is among the replies.
  awaitable<Result<Replies>> execute(Batch batch);

  bool is_up() const { return socket_.has_value(); }
  // What the last try to connect met; of use while it is not up.
  const net::Error& trouble() const { return trouble_; }

 private:
  struct Submit;

  uint64_t submit(Batch batch, Pipeline::Done done);
  awaitable<void> run();
  awaitable<void> serve();
  awaitable<void> watch();
  awaitable<void> write_rest();
  void flush_soon();
  void flush();
  void drop_socket();
  void note(net::Error trouble);
  bool is_silent() const;
  static void tell(Pipeline::AllFinished finished);

  boost::asio::any_io_executor executor_;
  RedisOptions options_;
  std::string place_;
  Pipeline pipeline_;
  std::optional<Socket> socket_;
  net::Bell pause_, watch_;  // rung to end what sleeps
  std::string out_;
  net::Error trouble_;
  net::Ticks heard_at_{};  // when the last byte came, or the first was sent that waits for one
  bool is_flush_posted_ = false;
  bool is_writing_ = false;
  bool is_closed_ = false;
};

}  // namespace steward::storage::redis
