#include "storage/redis_store.hpp"

#include "storage/redis/store.hpp"

namespace steward::storage {

struct RedisDesk::State : redis::Shared {};

RedisDesk::RedisDesk(boost::asio::any_io_executor listener, domain::DeskId desk, RedisOptions options) {
  Keys keys(desk);
  auto subscriber = std::make_shared<redis::Subscriber>(std::move(listener), options, keys.wake_ups());
  subscriber->start();
  state_.reset(new State{{std::move(keys), std::move(options), std::move(subscriber),
                          std::make_shared<const domain::Reference>()}});
}

RedisDesk::~RedisDesk() { close(); }

std::unique_ptr<ClosableStore> RedisDesk::open_store(boost::asio::any_io_executor executor) {
  return std::make_unique<redis::RedisStore>(executor, state_);
}

void RedisDesk::close() { state_->subscriber->close(); }

}  // namespace steward::storage
