// Included by server_connection.hpp only.

namespace steward::net {

namespace asio = boost::asio;

inline constexpr std::size_t read_at_once = 4 << 10, read_of_body = 32 << 10;
inline constexpr std::size_t copied_body = 16 << 10;  // a larger one is written from where it stands
inline constexpr std::size_t kept_body = 64 << 10;    // memory of a larger one is given back
inline constexpr Refusal too_slow{408, "request-timeout", "The request did not arrive in time"};
inline constexpr Milliseconds linger{1000};
inline constexpr std::size_t most_lingering_bytes = 1 << 20;

template <class Stream>
ServerConnection<Stream>::ServerConnection(Stream stream, std::string peer, std::shared_ptr<ServerCore> core,
                                           std::shared_ptr<ServerWorker> worker, std::function<void()> at_end)
    : stream_(std::move(stream)),
      core_(std::move(core)),
      worker_(std::move(worker)),
      at_end_(std::move(at_end)),
      parser_(core_->limits()),
      proxy_(core_->options.trusted_proxies.contains(peer) ? peer : std::string()) {
  request_.peer = std::move(peer);
  request_.is_secure = is_tls;
  worker_->add(*this);
}

template <class Stream>
ServerConnection<Stream>::~ServerConnection() {
  worker_->remove(*this);
  at_end_();
}

template <class Stream>
void ServerConnection<Stream>::start() {
  auto ended = [self = this->shared_from_this()](std::exception_ptr thrown) {
    boost::system::error_code ignored;
    self->socket().close(ignored);
    if (thrown && !self->is_cancelled_) self->core_->trouble("connection_failed", what_of(thrown));
  };
  asio::co_spawn(worker_->executor(), run(), asio::bind_cancellation_slot(cancel_.slot(), std::move(ended)));
}

template <class Stream>
void ServerConnection<Stream>::expire() {
  has_expired_ = true;
  boost::system::error_code ignored;
  socket().cancel(ignored);
}

template <class Stream>
void ServerConnection<Stream>::drain() {
  if (session_) return session_->close();
  if (is_waiting_) expect_within(limits().drain_idle);
}

template <class Stream>
void ServerConnection<Stream>::cancel() {
  const auto self = this->shared_from_this();
  is_cancelled_ = true;
  if (session_) session_->close();
  cancel_.emit(asio::cancellation_type::terminal);
  boost::system::error_code ignored;
  socket().close(ignored);
}

template <class Stream>
awaitable<> ServerConnection<Stream>::run() {
  bool goes_on = co_await handshake();
  while (goes_on) goes_on = co_await serve_one();
  if (is_answered_) co_await hang_up();
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::handshake() {
  if constexpr (is_tls) {
    expect_within(limits().header_deadline);
    boost::system::error_code failed;
    co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                     asio::redirect_error(asio::use_awaitable, failed));
    if (failed) co_return false;
  }
  co_return true;
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::serve_one() {
  if (request_.body.capacity() > kept_body) request_.body = std::string();
  parser_.begin(request_);
  const bool has_head = co_await receive_head();
  if (!has_head) co_return false;
  request_.received_at = now();
  if (!proxy_.empty())
    request_.peer = client_behind(proxy_, core_->options.trusted_proxies, request_.headers);
  if (parser_.state() == State::body) {
    const bool has_arrived = co_await receive_body();
    if (!has_arrived) co_return false;
  }
  if (parser_.state() == State::refused) co_return co_await refuse(parser_.refusal());
  has_served_ = true;
  this->deadline = Ticks::max();
  Response response = co_await answer();
  co_return co_await reply(std::move(response));
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::receive_head() {
  take_buffered();
  if (parser_.state() != State::head) co_return true;
  const bool has_begun = in_.size() > 0;
  expect_within(has_begun || !has_served_ ? limits().header_deadline : limits().idle_deadline);
  if (!has_begun) {
    if (core_->is_draining) expect_within(limits().drain_idle);
    is_waiting_ = true;
    worker_->becomes_idle(*this);
  }
  while (parser_.state() == State::head) {
    const bool is_read = co_await fill(read_at_once);
    if (!is_read && is_waiting_ && !(has_expired_ && has_unread())) co_return false;
    if (!is_read && !is_waiting_) {
      if (!has_expired_) co_return false;
      co_return co_await refuse(too_slow);
    }
    if (std::exchange(is_waiting_, false)) {
      worker_->becomes_busy(*this);
      expect_within(limits().header_deadline);
    }
    take_buffered();
  }
  co_return true;
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::receive_body() {
  this->deadline = Ticks::max();
  if (parser_.expects_continue() && in_.size() == 0) {
    const bool is_written = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!is_written) co_return false;
  }
  expect_within(parser_.body_limit().deadline);
  take_buffered();
  while (parser_.state() == State::body) {
    const bool is_read = co_await fill(read_of_body);
    if (!is_read && !has_expired_) co_return false;
    if (!is_read) co_return co_await refuse(too_slow);
    take_buffered();
  }
  co_return true;
}

template <class Stream>
void ServerConnection<Stream>::take_buffered() {
  const State before = parser_.state();
  while (in_.size() > 0 && parser_.state() == before) {
    const std::size_t taken = parser_.take(in_.view());
    in_.consume(taken);
    if (taken == 0) return;
  }
}

template <class Stream>
bool ServerConnection<Stream>::has_unread() const {
  boost::system::error_code failed;
  return stream_.lowest_layer().available(failed) > 0 && !failed;
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::fill(std::size_t most) {
  has_expired_ = false;
  boost::system::error_code failed;
  const std::size_t read = co_await stream_.async_read_some(
      asio::buffer(in_.prepare(most), most), asio::redirect_error(asio::use_awaitable, failed));
  in_.commit(read);
  core_->counters.bytes_in.fetch_add(read, std::memory_order_relaxed);
  co_return !failed;
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::write(std::string_view bytes) {
  while (!bytes.empty()) {
    expect_within(limits().write_deadline);
    boost::system::error_code failed;
    const std::size_t written = co_await stream_.async_write_some(
        asio::buffer(bytes.data(), bytes.size()), asio::redirect_error(asio::use_awaitable, failed));
    core_->counters.bytes_out.fetch_add(written, std::memory_order_relaxed);
    if (failed) co_return false;
    bytes.remove_prefix(written);
  }
  this->deadline = Ticks::max();
  co_return true;
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::refuse(Refusal refusal) {
  Response response = problem(refusal.status, refusal.slug, refusal.title);
  co_return co_await reply(std::move(response));
}

template <class Stream>
awaitable<Response> ServerConnection<Stream>::answer() {
  std::exception_ptr thrown;
  try {
    co_return co_await core_->handler(request_);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (is_cancelled_) std::rethrow_exception(thrown);
  core_->trouble("handler_threw", what_of(thrown));
  co_return problem(500, "internal-error", "Something went wrong here");
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::reply(Response response) {
  const int status_class = response.status / 100;
  core_->counters.answers[status_class < 6 ? status_class : 0].fetch_add(1, std::memory_order_relaxed);
  AnswerForm form;
  form.is_http10 = parser_.is_http10();
  form.is_head = parser_.state() == State::done && request_.method == Method::head;
  if (response.stream && !form.is_head) co_return co_await run_stream(std::move(response));

  form.keeps_alive = parser_.keeps_alive() && !core_->is_draining;
  form.date = worker_->date(now());
  out_.clear();
  append_head(out_, response, form);
  const bool has_body = !form.is_head && response.status != 204 && response.status != 304;
  const bool is_copied = has_body && response.body.size() <= copied_body;
  if (is_copied) out_ += response.body;
  bool is_written = co_await write(out_);
  if (is_written && has_body && !is_copied) is_written = co_await write(response.body);
  if (!is_written) co_return false;
  is_answered_ = !form.keeps_alive;
  co_return form.keeps_alive;
}

template <class Stream>
awaitable<bool> ServerConnection<Stream>::run_stream(Response response) {
  AnswerForm form{.is_http10 = parser_.is_http10(), .keeps_alive = false, .date = worker_->date(now())};
  out_.clear();
  append_head(out_, response, form);
  const bool is_written = co_await write(out_);
  if (!is_written) co_return false;

  session_ = std::make_shared<StreamSession>(worker_->executor(), std::move(response.stream));
  core_->counters.streams_open.fetch_add(1, std::memory_order_relaxed);
  session_->start([self = this->shared_from_this()](std::exception_ptr thrown) {
    self->core_->counters.streams_open.fetch_sub(1, std::memory_order_relaxed);
    if (thrown) self->core_->trouble("stream_threw", what_of(thrown));
  });
  asio::co_spawn(worker_->executor(), watch(session_),
                 [self = this->shared_from_this()](std::exception_ptr) { self->session_->close(); });
  if (core_->is_draining) session_->close();
  co_await pump(session_, !form.is_http10);
  session_->close();
  boost::system::error_code ignored;
  socket().cancel(ignored);  // ends the watching
  is_answered_ = true;
  co_return false;
}

// Sends what the writer left, until it has ended; a comment when it was silent for long.
template <class Stream>
awaitable<> ServerConnection<Stream>::pump(std::shared_ptr<StreamSession> session, bool is_chunked) {
  std::string pending;
  bool is_writable = true;
  while (!session->has_ended() || session->has_pending()) {
    bool has_news = session->has_pending();
    if (!has_news) has_news = co_await session->wait_for_news(limits().keep_alive_comment);
    session->take_pending(pending);
    if (pending.empty() && !has_news && session->is_open()) pending = ": still here\n\n";
    if (pending.empty() || !is_writable) continue;
    out_.clear();
    if (is_chunked)
      append_chunk(out_, pending);
    else
      out_ += pending;
    is_writable = co_await write(out_);
    if (!is_writable) session->close();
  }
  if (is_writable && is_chunked) co_await write("0\r\n\r\n");
}

// The client says nothing more on a stream; that a read ends is how we learn that it left.
template <class Stream>
awaitable<> ServerConnection<Stream>::watch(std::shared_ptr<StreamSession> session) {
  char ignored_bytes[512];
  boost::system::error_code failed;
  while (!failed && session->is_open())
    co_await stream_.async_read_some(asio::buffer(ignored_bytes),
                                     asio::redirect_error(asio::use_awaitable, failed));
}

// Closing with unread bytes would reset the connection and could take our answer with it.
template <class Stream>
awaitable<> ServerConnection<Stream>::hang_up() {
  expect_within(linger);
  boost::system::error_code failed;
  if constexpr (is_tls) {
    co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, failed));
  } else {
    socket().shutdown(asio::socket_base::shutdown_send, failed);
    for (std::size_t read = 0; !failed && read < most_lingering_bytes;) {
      in_.clear();
      read += co_await stream_.async_read_some(asio::buffer(in_.prepare(read_of_body), read_of_body),
                                               asio::redirect_error(asio::use_awaitable, failed));
    }
  }
}

}  // namespace steward::net
