#include "net/headers.hpp"

#include <algorithm>

namespace steward::net {
namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter; }

}  // namespace

bool same_without_case(std::string_view one, std::string_view other) {
  return one.size() == other.size() && std::equal(one.begin(), one.end(), other.begin(),
                                                  [](char a, char b) { return lower(a) == lower(b); });
}

Headers::Headers(std::initializer_list<Pair> pairs) {
  for (const auto& [name, value] : pairs) add(name, value);
}

void Headers::add(std::string_view name, std::string_view value) {
  entries_.push_back({static_cast<std::uint32_t>(block_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
  block_ += name;
  block_ += value;
}

void Headers::set(std::string_view name, std::string_view value) {
  const std::string kept(value);  // may be a view into this block
  Headers others;
  for (std::size_t at = 0; at < size(); ++at)
    if (!same_without_case((*this)[at].first, name)) others.add((*this)[at].first, (*this)[at].second);
  others.add(name, kept);
  *this = std::move(others);
}

void Headers::clear() {
  block_.clear();
  entries_.clear();
}

Headers::Pair Headers::operator[](std::size_t index) const {
  const Entry& entry = entries_[index];
  const std::string_view block = block_;
  return {block.substr(entry.begin, entry.name_size),
          block.substr(entry.begin + entry.name_size, entry.value_size)};
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (std::size_t at = 0; at < size(); ++at)
    if (const auto [known, value] = (*this)[at]; same_without_case(known, name)) return value;
  return {};
}

bool Headers::has(std::string_view name) const { return find(name).has_value(); }

std::string_view Headers::get(std::string_view name) const { return find(name).value_or(std::string_view{}); }

std::size_t Headers::count(std::string_view name) const {
  std::size_t found = 0;
  for (std::size_t at = 0; at < size(); ++at) found += same_without_case((*this)[at].first, name);
  return found;
}

}  // namespace steward::net
