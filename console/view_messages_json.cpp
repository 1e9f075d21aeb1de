// The life of every message about an order: wanted, sent through whom, delivered, read, or why not.
#include "console/names.hpp"
#include "console/view.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace steward::console::view {
namespace {

using storage::MessageEnd;

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

// Nobody of the staff: the resident.
json recipient(const Asking& who, const domain::AccountId& to) {
  const domain::Staff* one = who.reference->at(to);
  return one ? staff(who, one->id) : json();
}

json reported_at(const domain::WorkOrder& order, domain::Happened what, const std::string& id,
                 const domain::Zone& zone) {
  const auto found =
      std::find_if(order.history.begin(), order.history.end(),
                   [&](const domain::HistoryEntry& line) { return line.what == what && line.why == id; });
  return found == order.history.end() ? json() : time(found->at, zone);
}

// What the outbox knows, and what the platform reported since.
std::string state_of(const MessageEnd& end, const json& delivered_at, const json& read_at) {
  if (end.what == MessageEnd::What::failed) return "failed";
  if (end.what == MessageEnd::What::withdrawn) return "withdrawn";
  if (!read_at.is_null()) return "read";
  return delivered_at.is_null() ? "sent" : "delivered";
}

json ended(const Asking& who, const domain::WorkOrder& order, const MessageEnd& end,
           const domain::Zone& zone) {
  json delivered = reported_at(order, domain::Happened::message_delivered, end.id, zone);
  json read = reported_at(order, domain::Happened::message_read, end.id, zone);
  std::string state = state_of(end, delivered, read);
  return {{"id", end.id},
          {"staff", recipient(who, end.to)},
          {"channel", channel_of(end.to)},
          {"state", std::move(state)},
          {"wanted_at", time(end.wanted_at, zone)},
          {"at", time(end.at, zone)},
          {"through", text_or_null(end.through)},
          {"delivered_at", std::move(delivered)},
          {"read_at", std::move(read)},
          {"why", text_or_null(end.why)}};
}

json waits(const Asking& who, const storage::WaitingMessage& waiting, const domain::Zone& zone) {
  const domain::OutMessage& message = waiting.message;
  return {{"id", message.id},
          {"staff", staff(who, message.staff)},
          {"channel", channel_of(message.to)},
          {"state", "queued"},
          {"wanted_at", time(message.created_at, zone)},
          {"at", time(waiting.wake, zone)},
          {"through", nullptr},
          {"delivered_at", nullptr},
          {"read_at", nullptr},
          {"why", text_or_null(waiting.reason)}};
}

bool is_about(const domain::OutMessage& message, const domain::OrderId& order) {
  return std::find(message.orders.begin(), message.orders.end(), order) != message.orders.end();
}

}  // namespace

json messages(const Asking& who, const domain::WorkOrder& order, const std::vector<MessageEnd>& ends,
              const std::vector<storage::WaitingMessage>& waiting) {
  const domain::Zone& zone = who.rules->site(order.site).zone;
  json all = json::array();
  for (const MessageEnd& end : ends) all.push_back(ended(who, order, end, zone));
  for (const auto& one : waiting)
    if (is_about(one.message, order.id)) all.push_back(waits(who, one, zone));
  return all;
}

}  // namespace steward::console::view
