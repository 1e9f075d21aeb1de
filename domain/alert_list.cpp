#include "domain/alert_list.hpp"

#include <algorithm>

namespace steward::domain {
namespace {

constexpr std::string_view accepts = "accept:";

void add_line(OutMessage& list, const OutMessage& alert) {
  if (!alert.says.empty()) list.says.push_back(alert.says.front());
  for (const OrderId& order : alert.orders) {
    if (std::find(list.orders.begin(), list.orders.end(), order) != list.orders.end()) continue;
    list.orders.push_back(order);
    list.buttons.push_back({{}, order.value, std::string{accepts} + order.value});
  }
}

}  // namespace

OutMessage as_list(OutMessage first, const std::vector<OutMessage>& others) {
  if (others.empty()) return first;
  OutMessage list = first;
  list.says = {{"alerts_listed", {{"count", std::to_string(others.size() + 1)}}}};
  list.orders.clear();
  list.buttons.clear();
  list.media.clear();
  add_line(list, first);
  for (const OutMessage& other : others) add_line(list, other);
  return list;
}

}  // namespace steward::domain
