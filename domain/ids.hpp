#pragma once
// Identifiers: one small type each, so that a unit cannot be passed where an order is meant.

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace steward::domain {

template <class Tag>
struct Id {
  std::string value;

  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}
  bool empty() const { return value.empty(); }
  const std::string& str() const { return value; }
  auto operator<=>(const Id&) const = default;
};

using DeskId = Id<struct DeskTag>;
using SiteId = Id<struct SiteTag>;
using UnitId = Id<struct UnitTag>;    // building-entrance-room as far as given: "3-2-501", "A-1203", "10-15C"
using OrderId = Id<struct OrderTag>;  // also its number: 6 letters and digits, Crockford base 32
using StaffId = Id<struct StaffTag>;  // as in staff.csv: "li"
using PlanId = Id<struct PlanTag>;
using NoticeId = Id<struct NoticeTag>;      // also its number, made as an order's
using ResidentId = Id<struct ResidentTag>;  // follows from the registered phone, see resident_id_of
using AccountId =
    Id<struct AccountTag>;  // "<channel>:<peer>": a person's chat account on one of our channels

}  // namespace steward::domain

template <class Tag>
struct std::hash<steward::domain::Id<Tag>> {
  size_t operator()(const steward::domain::Id<Tag>& id) const { return std::hash<std::string>{}(id.value); }
};
