#pragma once
// Values with every member set to something of its own, whatever members there are: a codec that forgets one,
// or mixes two up, gives something else back.

#include "domain/documents.hpp"
#include "domain/message.hpp"
#include "domain/reference.hpp"

#include <boost/pfr.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace steward::test {

class Filler {
 public:
  explicit Filler(int start = 1) : next_(start) {}

  void fill(bool& value) { value = true; }
  void fill(int& value) { value = next_++; }
  void fill(std::string& value) { value = "v\"\\\n" + std::to_string(next_++) + "水"; }
  void fill(std::chrono::minutes& value) { value = std::chrono::minutes(next_++); }
  void fill(std::chrono::local_days& value) { value = std::chrono::local_days(std::chrono::days(next_++)); }
  void fill(domain::Instant& value) {
    value = domain::Instant(std::chrono::milliseconds(1'772'420'400'000 + 1'001 * next_++));
  }
  void fill(domain::Clocks& clocks) {
    domain::Instant due;
    fill(due);
    clocks.set(domain::ClockRule::offer, due);
    fill(due);
    clocks.set(domain::ClockRule::gather, due);
    domain::PausedClock paused{.rule = domain::ClockRule::idle};
    fill(paused.due);
    fill(paused.since);
    clocks.set_paused(paused);
  }
  template <class Tag>
  void fill(domain::Id<Tag>& id) {
    fill(id.value);
  }
  template <class T>
  requires std::is_enum_v<T>
  void fill(T& value) { value = static_cast<T>(2); }
  template <class T>
  void fill(std::optional<T>& value) {
    fill(value.emplace());
  }
  template <class T>
  void fill(std::vector<T>& list) {
    fill(list.emplace_back());
    fill(list.emplace_back());
  }
  template <class T>
  requires std::is_class_v<T>
  void fill(T& value) {
    boost::pfr::for_each_field(value, [this](auto& member) { fill(member); });
    if constexpr (requires { value.unknown; }) value.unknown.clear();
  }

 private:
  int next_;
};

template <class T>
T filled(int start = 1) {
  T value;
  Filler(start).fill(value);
  return value;
}

}  // namespace steward::test
