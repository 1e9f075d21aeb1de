#include "channels/bridge.hpp"

#include "channels/json_reading.hpp"
#include "channels/json_writing.hpp"
#include "channels/message_json.hpp"
#include "channels/retry_after.hpp"
#include "channels/text.hpp"

#include <array>
#include <boost/json/object.hpp>

namespace steward::channels {
namespace json = boost::json;

namespace {

constexpr Limits bridge_limits{.text_code_points = 20'000,
                               .label_code_points = 200,
                               .data_bytes = 64,
                               .buttons = 50,
                               .per_second = 1000,
                               .per_second_per_peer = 50};

// What the answers of docs/webhooks.md mean; whatever is not here is tried again.
struct Row {
  int status;
  Verdict::What what;
  std::string_view reason;
};
constexpr std::array rows{
    Row{400, Verdict::What::permanent, "refused"},  Row{401, Verdict::What::later, "unauthorised"},
    Row{403, Verdict::What::later, "unauthorised"}, Row{404, Verdict::What::later, "misconfigured"},
    Row{410, Verdict::What::permanent, "gone"},     Row{413, Verdict::What::permanent, "refused"},
    Row{415, Verdict::What::permanent, "refused"},  Row{422, Verdict::What::permanent, "refused"},
    Row{429, Verdict::What::later, "rate"},
};

// A bridge may say why a person cannot be reached: {"reason": "blocked"}.
std::string known_reason(const json::object& said, std::string_view otherwise) {
  const std::string_view reason = text_of(said, "reason");
  for (const std::string_view known : {"blocked", "unknown_peer", "window_closed"})
    if (reason == known) return std::string(known);
  return std::string(otherwise);
}

std::string reason_in(std::string_view body, std::string_view otherwise) {
  JsonArena arena;
  const json::object* answer = arena.read_object(body);
  return answer ? known_reason(*answer, otherwise) : std::string(otherwise);
}

std::vector<std::string> outgoing_secrets(const BridgeOptions& options) {
  if (!options.send_secret.empty()) return {options.send_secret};
  return options.secrets;
}

std::string body_of(const Outgoing& outgoing) {
  const domain::OutMessage& message = outgoing.message;
  std::string out;
  out.reserve(256 + outgoing.rendered.text.size());
  JsonWriter json(out);
  json.begin().field("type", "message").field("id", message.id);
  json.key("to").begin().field("id", outgoing.peer).end();
  json.field("text", outgoing.rendered.text);
  json.key("buttons").begin_list();
  for (const auto& button : outgoing.rendered.buttons)
    json.begin().field("label", button.label).field("data", button.data).end();
  json.end_list();
  if (message.asks != domain::Ask::none) json.field("asks", domain::to_string(message.asks));
  json.key("orders").begin_list();
  for (const auto& order : message.orders) json.value(order.str());
  json.end_list();
  json.key("media").begin_list();
  for (const auto& medium : message.media)
    json.begin().field("form", spelling_of(medium.form)).field("ref", medium.ref).end();
  json.end_list();
  json.field("language", domain::to_string(message.language));
  json.field("urgent", message.lane == domain::Lane::urgent).field("to_staff", !message.staff.empty()).end();
  return out;
}

// What became of a message of ours: {"type": "report", "message", "to", "orders", "state"}.
std::optional<domain::Event> read_report(const json::object& body, std::string_view channel,
                                         std::string_view peer) {
  const std::string_view message = text_of(body, "message");
  const auto state = domain::from_string<domain::MessageReported::What>(text_of(body, "state"));
  if (!is_plain_id(message) || !state) return std::nullopt;
  domain::MessageReported report{.to = account_of(channel, peer),
                                 .orders = {},
                                 .message_id = std::string(message),
                                 .through = std::string(channel),
                                 .what = *state,
                                 .why = {}};
  if (*state == domain::MessageReported::What::failed) report.why = known_reason(body, "undelivered");
  if (const json::array* orders = array_of(body, "orders"))
    for (const json::value& order : *orders)
      if (order.is_string() && is_plain_id(order.get_string()))
        report.orders.emplace_back(std::string(order.get_string()));
  domain::Event event;
  event.once = domain::once_of(report);
  event.body = std::move(report);
  return event;
}

}  // namespace

Bridge::Bridge(BridgeOptions options)
    : options_(std::move(options)),
      keys_(options_.secrets),
      send_keys_(outgoing_secrets(options_)),
      limits_(bridge_limits) {}

Decoded Bridge::decode(const HookRequest& request) const {
  const WebhookHeaders headers{request.header("webhook-id"), request.header("webhook-timestamp"),
                               request.header("webhook-signature")};
  const auto check = keys_.check(headers, request.body, request.received_at);
  if (check != WebhookKeys::Check::good) return Refused{401, to_string(check)};

  JsonArena arena;
  const json::object* body = arena.read_object(request.body);
  if (!body) return Refused{400, "json"};
  if (text_of(*body, "type") == "report") return decode_report(*body);
  const json::object* from = object_of(*body, "from");
  const std::string_view peer = from ? text_of(*from, "id") : std::string_view{};
  if (!is_plain_id(peer)) return Refused{400, "from"};
  auto read = read_message(*body, {options_.name, options_.vouches_for_phones}, request.received_at);
  if (!read) return Refused{400, "message"};

  read->message.from = account_of(options_.name, peer);
  Inbound inbound{.named_site = read->message.place};
  if (read->message.place.empty()) read->message.place = domain::SiteId(options_.site);
  domain::Event event;
  event.once = once_of(read->message.from, read->id);
  event.body = std::move(read->message);
  inbound.events.push_back(std::move(event));
  return inbound;
}

Decoded Bridge::decode_report(const boost::json::object& body) const {
  const json::object* to = object_of(body, "to");
  const std::string_view peer = to ? text_of(*to, "id") : std::string_view{};
  if (!is_plain_id(peer)) return Refused{400, "to"};
  auto report = read_report(body, options_.name, peer);
  if (!report) return Refused{400, "report"};
  Inbound inbound;
  inbound.events.push_back(std::move(*report));
  return inbound;
}

std::optional<OutRequest> Bridge::media_request(std::string_view id) const {
  if (options_.media_url.empty() || !is_plain_id(id, 512)) return std::nullopt;
  return OutRequest{options_.media_url + "/" + std::string(id),
                    {{"Authorization", "Bearer " + media_key(id)}},
                    {},
                    true,
                    options_.proxy};
}

std::string Bridge::media_key(std::string_view id) const {
  const std::string signature = send_keys_.sign("media", "0", id);
  return signature.substr(signature.find(',') + 1);
}

Encoded Bridge::encode(const Outgoing& outgoing) const {
  if (options_.url.empty()) return NoWay{"no_channel"};
  const auto stamp = std::chrono::floor<std::chrono::seconds>(outgoing.now.time_since_epoch()).count();
  OutRequest request{options_.url, {}, body_of(outgoing), true, options_.proxy};
  std::string timestamp = std::to_string(stamp);
  std::string signature = send_keys_.sign(outgoing.message.id, timestamp, request.body);
  request.headers = {{"Content-Type", "application/json"},
                     {"webhook-id", outgoing.message.id},
                     {"webhook-timestamp", std::move(timestamp)},
                     {"webhook-signature", std::move(signature)}};
  Requests requests;
  requests.push_back(std::move(request));
  return requests;
}

Verdict Bridge::judge(const Answer& answer) const {
  if (answer.status >= 200 && answer.status < 300) return {Verdict::What::sent};
  for (const Row& row : rows)
    if (row.status == answer.status)
      return {
          row.what,
          row.what == Verdict::What::permanent ? reason_in(answer.body, row.reason) : std::string(row.reason),
          retry_after(answer.retry_after)};
  return {Verdict::What::later, "server", retry_after(answer.retry_after)};
}

}  // namespace steward::channels
