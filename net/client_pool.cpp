#include "net/client_exchange.hpp"

#include <utility>

namespace steward::net {

ClientPool::Wire ClientPool::take(const std::string& key) {
  drop_old();
  const auto found = idle_.find(key);
  if (found == idle_.end()) return nullptr;
  auto& waiting = found->second;
  while (!waiting.empty()) {
    Wire wire = std::move(waiting.back().wire);
    waiting.pop_back();
    if (!wire->is_stale()) return wire;
  }
  idle_.erase(found);
  return nullptr;
}

void ClientPool::give_back(const std::string& key, Wire wire) {
  drop_old();
  auto& waiting = idle_[key];
  if (waiting.size() >= per_origin_) waiting.pop_front();
  if (per_origin_ > 0) waiting.push_back({std::move(wire), ticks()});
}

void ClientPool::drop_old() {
  const Ticks before = ticks() - idle_for_;
  for (auto& [key, waiting] : idle_)
    while (!waiting.empty() && waiting.front().since < before) waiting.pop_front();
  std::erase_if(idle_, [](const auto& entry) { return entry.second.empty(); });
}

std::size_t ClientPool::size() const {
  std::size_t count = 0;
  for (const auto& [key, waiting] : idle_) count += waiting.size();
  return count;
}

}  // namespace steward::net
