#include "storage/redis/connection.hpp"

#include "net/log.hpp"
#include "net/random.hpp"
#include "net/tasks.hpp"
#include "storage/redis/backoff.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace steward::storage::redis {
namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds watch_every{50};
// So many wait for the end of the loop's turn, no more: else Redis would stand idle while we work through all
// that came in together, and we while it does.
constexpr size_t written_at_once = 3;

unsigned random_byte() {
  std::byte byte[1];
  net::fill_random(byte);
  return std::to_integer<unsigned>(byte[0]);
}

void log_failure(std::exception_ptr thrown) {
  if (thrown) net::log::error("redis_connection_failed", {{"what", net::what_of(thrown)}});
}

// The handler of a coroutine that waits; its cancellation no longer concerns us once it is told.
template <class Handler>
struct Waiting {
  Handler handler;
  void operator()(Result<Replies> result) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.clear();
    std::move(handler)(std::move(result));
  }
};

}  // namespace

Connection::Connection(asio::any_io_executor executor, RedisOptions options)
    : executor_(std::move(executor)),
      options_(std::move(options)),
      place_(to_string(options_.address)),
      pause_(executor_),
      watch_(executor_),
      trouble_{"unreachable", place_, "not connected yet"} {}

void Connection::start() {
  const auto self = shared_from_this();
  asio::co_spawn(
      executor_, [](std::shared_ptr<Connection> one) { return one->run(); }(self),
      [self](std::exception_ptr thrown) { log_failure(thrown); });
  asio::co_spawn(
      executor_, [](std::shared_ptr<Connection> one) { return one->watch(); }(self),
      [self](std::exception_ptr thrown) { log_failure(thrown); });
}

void Connection::close() {
  if (is_closed_) return;
  is_closed_ = true;
  drop_socket();
  pause_.ring();
  watch_.ring();
  Pipeline::AllFinished finished;
  pipeline_.fail_all({"closed", place_, "the program is stopping"}, finished);
  tell(std::move(finished));
}

// ---- commands
// -------------------------------------------------------------------------------------------------

struct Connection::Submit {
  std::shared_ptr<Connection> connection;

  template <class Handler>
  void operator()(Handler handler, Batch batch) {
    const auto slot = asio::get_associated_cancellation_slot(handler);
    const uint64_t number = connection->submit(std::move(batch), Waiting<Handler>{std::move(handler)});
    if (!slot.is_connected()) return;
    auto on_cancel = [weak = std::weak_ptr(connection), number](asio::cancellation_type) {
      const auto alive = weak.lock();
      if (!alive) return;
      Pipeline::AllFinished finished;
      alive->pipeline_.abandon(number, {"cancelled", alive->place_, ""}, finished);
      tell(std::move(finished));
    };
    asio::cancellation_slot(slot).assign(std::move(on_cancel));
  }
};

awaitable<Result<Replies>> Connection::execute(Batch batch) {
  if (is_closed_) co_return net::Error{"closed", place_, "the program is stopping"};
  if (pipeline_.unwritten_bytes() > options_.most_unsent)
    co_return net::Error{"unreachable", place_, "too much waits for a connection"};
  Submit submission{shared_from_this()};
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<Replies>)>(
      std::move(submission), asio::use_awaitable, std::move(batch));
}

void Connection::send_ahead(Batch batch) {
  submit(std::move(batch), [](const Result<Replies>&) {});
}

uint64_t Connection::submit(Batch batch, Pipeline::Done done) {
  const uint64_t number =
      pipeline_.submit(std::move(batch), net::ticks() + options_.patience, std::move(done));
  if (pipeline_.unwritten() < written_at_once)
    flush_soon();
  else
    flush();
  return number;
}

// Those told go on at once, and may send again or end this connection: so not while the pipeline is worked
// on.
void Connection::tell(Pipeline::AllFinished finished) {
  for (Pipeline::Finished& one : finished) one.tell();
}

// ---- writing
// ----------------------------------------------------------------------------------------------------

void Connection::flush_soon() {
  if (is_flush_posted_ || !socket_) return;
  is_flush_posted_ = true;
  asio::post(executor_, [self = shared_from_this()] {
    self->is_flush_posted_ = false;
    self->flush();
  });
}

// The socket takes it at once as a rule; only a rest is waited for.
void Connection::flush() {
  if (!socket_ || is_writing_ || !pipeline_.has_unwritten()) return;
  if (!pipeline_.is_owed()) heard_at_ = net::ticks();
  pipeline_.write_to(out_);
  boost::system::error_code error;
  const size_t written = socket_->write_some(asio::buffer(out_), error);
  out_.erase(0, written);
  if (out_.empty()) return;
  is_writing_ = true;
  asio::co_spawn(
      executor_, [](std::shared_ptr<Connection> one) { return one->write_rest(); }(shared_from_this()),
      [self = shared_from_this()](std::exception_ptr thrown) {
        self->is_writing_ = false;
        log_failure(thrown);
        self->flush_soon();
      });
}

awaitable<void> Connection::write_rest() {
  std::string rest;
  rest.swap(out_);
  boost::system::error_code error;
  if (socket_)
    co_await asio::async_write(*socket_, asio::buffer(rest),
                               asio::redirect_error(asio::use_awaitable, error));
  if (error && error != asio::error::operation_aborted) drop_socket();
}

// ---- connecting and reading
// -----------------------------------------------------------------------------------------

awaitable<void> Connection::run() {
  Backoff backoff(options_.longest_pause);
  while (!is_closed_) {
    auto socket = co_await net::within(options_.connect_within, connect(options_.address));
    if (is_closed_) co_return;
    if (socket) {
      backoff.succeeded();
      socket_.emplace(std::move(*socket));
      co_await serve();
    } else {
      note(socket.error());
    }
    if (is_closed_) co_return;
    co_await pause_.wait_for(backoff.next(random_byte()));
  }
}

awaitable<void> Connection::serve() {
  if (trouble_.code != "unreachable") net::log::info("redis_back", {{"at", place_}});
  trouble_ = {"unreachable", place_, "the connection was lost"};
  out_.clear();
  flush_soon();
  std::vector<char> bytes(64 << 10);
  net::Error why{"lost", place_, ""};
  while (true) {
    boost::system::error_code error;
    const size_t size = co_await socket_->async_read_some(asio::buffer(bytes),
                                                          asio::redirect_error(asio::use_awaitable, error));
    if (error || !socket_->is_open()) {
      why.detail = error.message();
      break;
    }
    heard_at_ = net::ticks();
    Pipeline::AllFinished finished;
    const auto received = pipeline_.receive({bytes.data(), size}, finished);
    tell(std::move(finished));
    if (!received) {
      why = received.error();
      why.place = place_;
      break;
    }
  }
  socket_.reset();
  Pipeline::AllFinished finished;
  pipeline_.lose(why, finished);
  tell(std::move(finished));
  if (!is_closed_) note(why);
}

// Closed only; the coroutine that reads it notices, and clears up.
void Connection::drop_socket() {
  boost::system::error_code ignored;
  if (socket_) socket_->close(ignored);
}

void Connection::note(net::Error trouble) {
  if (trouble.code == "timeout") trouble = {"timeout", place_, "no answer while connecting"};
  if (trouble.code != trouble_.code)  // once, not each time it is tried again
    net::log::warn("redis_away", {{"at", place_}, {"code", trouble.code}, {"detail", trouble.detail}});
  trouble_ = std::move(trouble);
}

// ---- deadlines
// --------------------------------------------------------------------------------------------------------

// Any byte proves that the other side lives; none for twice the time of an answer, while one is owed, that it
// does not.
bool Connection::is_silent() const {
  return socket_ && pipeline_.is_owed() && net::ticks() - heard_at_ > 2 * options_.patience;
}

awaitable<void> Connection::watch() {
  while (!is_closed_) {
    co_await watch_.wait_for(watch_every);
    const net::Error unsent{socket_ ? "timeout" : trouble_.code, place_, trouble_.detail};
    Pipeline::AllFinished finished;
    pipeline_.expire(net::ticks(), unsent, {"timeout", place_, "no answer in time"}, finished);
    if (is_silent()) drop_socket();
    tell(std::move(finished));
  }
}

}  // namespace steward::storage::redis
