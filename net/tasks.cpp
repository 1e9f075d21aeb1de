#include "net/tasks.hpp"

#include "net/bell.hpp"
#include "net/log.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include <atomic>
#include <list>
#include <mutex>
#include <vector>

namespace steward::net {
namespace asio = boost::asio;

namespace {

struct Task {
  asio::any_io_executor executor;
  std::string name;
  asio::cancellation_signal signal;
};

struct Hook {
  asio::any_io_executor executor;
  std::function<void()> call;
};

bool is_cancellation(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const boost::system::system_error& error) {
    return error.code() == asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

struct Tasks::State {
  explicit State(Trouble on_trouble) : trouble(std::move(on_trouble)) {}

  const Trouble trouble;
  std::atomic<bool> is_stopping{false}, is_cancelled{false};
  std::mutex mutex;  // over all below
  std::list<std::shared_ptr<Task>> running;
  std::list<Hook> hooks;
  std::optional<Bell> all_ended;

  void ended(const std::shared_ptr<Task>& task, const std::exception_ptr& thrown) {
    if (thrown && !is_cancellation(thrown)) trouble(task->name, thrown);
    const std::scoped_lock lock(mutex);
    running.remove(task);
    if (running.empty() && all_ended) all_ended->ring();
  }

  void cancel_all() {
    const std::scoped_lock lock(mutex);
    is_cancelled = true;
    for (const auto& task : running)
      asio::post(task->executor, [task] { task->signal.emit(asio::cancellation_type::terminal); });
  }

  void tell_all() {
    std::list<Hook> told;
    {
      const std::scoped_lock lock(mutex);
      is_stopping = true;
      told.swap(hooks);
    }
    for (Hook& hook : told) asio::post(hook.executor, std::move(hook.call));
  }

  bool is_empty() {
    const std::scoped_lock lock(mutex);
    return running.empty();
  }
};

Tasks::Tasks(Trouble trouble) : state_(std::make_shared<State>(std::move(trouble))) {}
Tasks::~Tasks() = default;

void Tasks::spawn(asio::any_io_executor executor, std::string name, awaitable<> work) {
  auto task = std::make_shared<Task>();
  task->executor = executor;
  task->name = std::move(name);
  {
    const std::scoped_lock lock(state_->mutex);
    if (state_->is_stopping) return;
    state_->running.push_back(task);
  }
  // Started on its own thread, where it is also cancelled: the two never meet.
  auto start = [state = state_, task, work = std::move(work)]() mutable {
    if (state->is_cancelled) return state->ended(task, nullptr);
    auto at_end = [state, task](std::exception_ptr thrown) { state->ended(task, thrown); };
    asio::co_spawn(task->executor, std::move(work),
                   asio::bind_cancellation_slot(task->signal.slot(), std::move(at_end)));
  };
  asio::dispatch(executor, std::move(start));
}

bool Tasks::is_stopping() const { return state_->is_stopping; }

void Tasks::on_stop(asio::any_io_executor executor, std::function<void()> hook) {
  {
    const std::scoped_lock lock(state_->mutex);
    if (!state_->is_stopping) {
      state_->hooks.push_back({std::move(executor), std::move(hook)});
      return;
    }
  }
  asio::post(executor, std::move(hook));
}

awaitable<bool> Tasks::pause(Milliseconds duration) {
  const auto state = state_;
  const auto executor = co_await asio::this_coro::executor;
  Bell bell(executor);
  std::list<Hook>::iterator place;
  {
    const std::scoped_lock lock(state->mutex);
    if (state->is_stopping) co_return false;
    place = state->hooks.insert(state->hooks.end(), {executor, [bell]() mutable { bell.ring(); }});
  }
  std::exception_ptr cancelled;
  try {
    co_await bell.wait_for(duration);
  } catch (...) {
    cancelled = std::current_exception();
  }
  {
    const std::scoped_lock lock(state->mutex);
    if (!state->is_stopping) state->hooks.erase(place);  // else tell_all() has taken it
  }
  if (cancelled) std::rethrow_exception(cancelled);
  co_return !state->is_stopping;
}

awaitable<bool> Tasks::stop(Milliseconds grace, Milliseconds patience) {
  const auto state = state_;
  Bell ended(co_await asio::this_coro::executor);
  const HungBell hung(state->mutex, state->all_ended, ended);
  state->tell_all();
  if (state->is_empty()) co_return true;
  const bool is_graceful = co_await ended.wait_for(grace);
  if (is_graceful) co_return true;
  state->cancel_all();
  const bool is_over = co_await ended.wait_for(patience);
  if (!is_over) log::error("tasks_left", {{"count", running()}});
  co_return false;
}

std::size_t Tasks::running() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->running.size();
}

Tasks::Trouble Tasks::log_trouble() {
  return [](std::string_view task, std::exception_ptr thrown) {
    log::error("task_failed", {{"task", task}, {"what", what_of(thrown)}});
  };
}

std::string what_of(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& known) {
    return known.what();
  } catch (...) {
    return "something that is no std::exception";
  }
}

}  // namespace steward::net
