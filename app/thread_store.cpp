#include "app/thread_store.hpp"

#include <stdexcept>

#include "app/on_thread.hpp"

namespace steward::app {
namespace {

// A process serves one desk, hence has one store a thread.
thread_local storage::Store* store_of_this_thread = nullptr;

}  // namespace

ThreadStore::ThreadStore(net::Threads& threads, storage::RedisDesk& desk) : threads_(threads) {
  for (size_t i = 0; i < threads.size(); ++i) {
    const auto executor = threads.executor(i);
    on_thread(executor, [&] {
      stores_.push_back(desk.open_store(executor));
      store_of_this_thread = stores_.back().get();
    });
  }
}

void ThreadStore::close() {
  for (size_t i = 0; i < stores_.size(); ++i)
    on_thread(threads_.executor(i), [this, i] { stores_[i]->close(); });
}

storage::Store& ThreadStore::here() {
  if (!store_of_this_thread) throw std::logic_error("a store was asked for outside the service's threads");
  return *store_of_this_thread;
}

}  // namespace steward::app
