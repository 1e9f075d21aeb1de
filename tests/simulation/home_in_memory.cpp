#include "home.hpp"

namespace steward::simulation {
namespace {

class InMemory : public Home {
 public:
  explicit InMemory(domain::Instant start) : store_(start) {}
  storage::Store& store() override { return store_; }
  const storage::MemoryStore& contents() const override { return store_; }
  void turn_to(domain::Instant now) override { store_.set_now(now); }

 private:
  storage::MemoryStore store_;
};

}  // namespace

std::unique_ptr<Home> home_in_memory(domain::Instant start) { return std::make_unique<InMemory>(start); }

}  // namespace steward::simulation
