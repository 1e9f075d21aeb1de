#pragma once
// The connections of one thread, taken in turn. The server learns the script of the commit before the first
// event, which would else have to send its text after having been told that it is not known.

#include "storage/redis/connection.hpp"
#include "storage/redis/script.hpp"

namespace steward::storage::redis {

class Link {
 public:
  Link(const boost::asio::any_io_executor& executor, const RedisOptions& options);
  ~Link() { close(); }
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  void close();
  const std::string& place() const { return place_; }

  // The answers to all; the first failure among them is the error of the whole.
  awaitable<Result<Replies>> execute(Batch batch);
  awaitable<Result<Reply>> execute(Command command);
  // `rest`: the number of keys, keys and arguments. A server that does not know the script is given its text.
  awaitable<Result<Reply>> run(const Script& script, Command rest);

 private:
  Connection& next();

  std::string place_;
  std::vector<std::shared_ptr<Connection>> connections_;
  size_t turn_ = 0;
};

}  // namespace steward::storage::redis
