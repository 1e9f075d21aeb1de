#pragma once
// Where the simulated desk is kept: in memory, or in a real Redis on a machine whose clock is the
// simulation's, beside a twin in memory that is told of every commit.

#include "domain/time.hpp"
#include "storage/memory_store.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>

namespace steward::simulation {

class Home {
 public:
  virtual ~Home() = default;

  boost::asio::io_context& loop() { return loop_; }
  virtual storage::Store& store() = 0;
  // What stands there, to look at.
  virtual const storage::MemoryStore& contents() const = 0;
  virtual void turn_to(domain::Instant now) = 0;
  // Throws where what is kept is not what the twin says.
  virtual void check_against_twin() {}

 private:
  boost::asio::io_context loop_;
};

std::unique_ptr<Home> home_in_memory(domain::Instant start);
std::unique_ptr<Home> home_in_redis(domain::Instant start, const domain::DeskId& desk);

}  // namespace steward::simulation
