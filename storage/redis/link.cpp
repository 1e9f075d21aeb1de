#include "storage/redis/link.hpp"

namespace steward::storage::redis {

Link::Link(const boost::asio::any_io_executor& executor, const RedisOptions& options)
    : place_(to_string(options.address)) {
  for (int i = 0; i < std::max(1, options.connections); ++i) {
    connections_.push_back(std::make_shared<Connection>(executor, options));
    connections_.back()->start();
    connections_.back()->send_ahead(Batch(command("SCRIPT", "LOAD", commit_script().text)));
  }
}

void Link::close() {
  for (const auto& connection : connections_) connection->close();
}

// The next that is up; while none is, the next at all, to wait with it.
Connection& Link::next() {
  for (size_t tried = 0; tried < connections_.size(); ++tried) {
    Connection& connection = *connections_[turn_++ % connections_.size()];
    if (connection.is_up()) return connection;
  }
  return *connections_[turn_++ % connections_.size()];
}

awaitable<Result<Replies>> Link::execute(Batch batch) {
  auto replies = co_await next().execute(std::move(batch));
  if (replies)
    for (const Reply& reply : *replies)
      if (reply.is_failure()) co_return error_of(reply, place_);
  co_return replies;
}

awaitable<Result<Reply>> Link::execute(Command command) {
  auto replies = co_await execute(Batch(command));
  if (!replies) co_return replies.error();
  co_return std::move(replies->front());
}

awaitable<Result<Reply>> Link::run(const Script& script, Command rest) {
  Batch by_hash;
  by_hash.add(command("EVALSHA", script.sha1), rest);
  auto replies = co_await execute(std::move(by_hash));
  if (!replies && replies.error().code == "noscript") {
    Batch by_text;
    by_text.add(command("EVAL", script.text), rest);
    replies = co_await execute(std::move(by_text));
  }
  if (!replies) co_return replies.error();
  co_return std::move(replies->front());
}

}  // namespace steward::storage::redis
