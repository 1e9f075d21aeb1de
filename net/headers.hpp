#pragma once
// Header fields of one HTTP message, in order, names compared without case. One block of text and its
// offsets, so a message costs two allocations whatever it carries, and none when the object is used again.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::net {

class Headers {
 public:
  using Pair = std::pair<std::string_view, std::string_view>;

  Headers() = default;
  Headers(std::initializer_list<Pair> pairs);

  void add(std::string_view name, std::string_view value);
  void set(std::string_view name, std::string_view value);  // instead of all of that name
  void clear();

  bool has(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  // The first of that name, empty when there is none.
  std::string_view get(std::string_view name) const;
  std::optional<std::string_view> find(std::string_view name) const;

  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  Pair operator[](std::size_t index) const;

 private:
  struct Entry {
    std::uint32_t begin, name_size, value_size;
  };
  std::string block_;
  std::vector<Entry> entries_;
};

bool same_without_case(std::string_view one, std::string_view other);

}  // namespace steward::net
