#pragma once
// What the server sent to Redis for each order, as recorded on the wire: the same reads and commits with the
// same payloads, to be sent again by a client that has nothing else to do.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace steward::bench {

// Commands that went out together and were answered together.
struct Trip {
  std::string_view bytes;
  int replies = 0;
};

class Recording {
 public:
  // One file a connection, as written by bench/measure/recorder.py. Orders come in the sequence of their
  // first read.
  explicit Recording(const std::filesystem::path& folder);

  const std::vector<std::vector<Trip>>& orders() const { return orders_; }
  const std::vector<std::string>& scripts() const { return scripts_; }  // their texts, to be loaded first

 private:
  void read(std::string_view file);
  std::vector<Trip>& order_of(int resident);

  std::vector<std::string> files_;
  std::vector<std::vector<Trip>> orders_;
  std::vector<int> order_of_resident_;
  std::vector<std::string> scripts_;
};

}  // namespace steward::bench
