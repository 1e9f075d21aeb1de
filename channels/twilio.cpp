#include "channels/twilio.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <stdexcept>

#include "channels/crypto.hpp"
#include "channels/json_reading.hpp"
#include "channels/retry_after.hpp"

namespace steward::channels {

namespace {

constexpr std::string_view no_reply = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

// https://www.twilio.com/docs/api/errors. What is not here goes by the status of the answer.
struct Row {
  std::int64_t code;
  Verdict::What what;
  std::string_view reason;
};
constexpr std::array rows{
    Row{20003, Verdict::What::later, "unauthorised"},      // authentication
    Row{20429, Verdict::What::later, "rate"},              // too many requests; none was processed
    Row{21211, Verdict::What::permanent, "unknown_peer"},  // no valid number
    Row{21408, Verdict::What::permanent, "refused"},       // the account may not send to that country
    Row{21610, Verdict::What::permanent, "stopped"},       // they wrote STOP
    Row{21611, Verdict::What::later, "rate"},              // the sender's queue is full
    Row{21612, Verdict::What::permanent, "refused"},       // not from this sender to that number
    Row{21614, Verdict::What::permanent, "unknown_peer"},  // not a mobile
    Row{21635, Verdict::What::permanent, "unknown_peer"},  // a landline
    Row{30001, Verdict::What::later, "rate"},              // queue overflow
    Row{30002, Verdict::What::later, "unauthorised"},      // the account is suspended
    Row{30004, Verdict::What::permanent, "blocked"},
    Row{30006, Verdict::What::permanent, "unknown_peer"},  // a landline, or out of reach of the carrier
    Row{30007, Verdict::What::permanent, "blocked"},       // filtered by the carrier
};

}  // namespace

std::string twilio_signature(std::string_view token, std::string url, HookRequest::Pairs form) {
  std::sort(form.begin(), form.end());
  form.erase(std::unique(form.begin(), form.end()), form.end());
  for (const auto& [name, value] : form) url += name + value;
  return base64(hmac_sha1(token, url));
}

Twilio::Twilio(TwilioOptions options) : SmsChannel(options.sms), twilio_(std::move(options)) {
  if (!twilio_.account.starts_with("AC")) throw std::invalid_argument("its account begins with AC");
  if (twilio_.service.empty() && options_.from.empty())
    throw std::invalid_argument("it needs \"from\" or a messaging service");
}

bool Twilio::is_signed(const HookRequest& request) const {
  const std::string query = encoded(request.query);
  std::string url = options_.hook_url + (query.empty() ? "" : "?" + query);
  const std::string_view body_hash = value_of(request.query, "bodySHA256");
  if (!body_hash.empty() && !is_same(hex(as_text(sha256(request.body))), body_hash)) return false;
  const auto expected = twilio_signature(twilio_.token, std::move(url),
                                         body_hash.empty() ? request.form : HookRequest::Pairs{});
  return is_same(request.header("x-twilio-signature"), expected);
}

Decoded Twilio::decode(const HookRequest& request) const {
  if (!is_signed(request)) return Refused{401, "signature"};
  if (!value_of(request.form, "MessageStatus").empty()) return decode_report(request);
  const std::string_view id = value_of(request.form, "MessageSid");
  if (id.empty()) return Refused{400, "MessageSid"};
  Inbound inbound{.events = {}, .answer = std::string(no_reply), .answer_type = "text/xml"};
  auto event = received(value_of(request.form, "From"), id, std::string(value_of(request.form, "Body")),
                        request.received_at);
  if (!event) return inbound;
  // Twilio itself has answered STOP and START, and stopped sending.
  const std::string_view opt_out = value_of(request.form, "OptOutType");
  if (opt_out == "STOP" || opt_out == "START")
    std::get<domain::MessageReceived>(event->body).press =
        std::string(domain::opt_out_answered) + (opt_out == "STOP" ? ":stop" : ":start");
  inbound.events.push_back(std::move(*event));
  return inbound;
}

Decoded Twilio::decode_report(const HookRequest& request) const {
  using What = domain::MessageReported::What;
  Inbound inbound{.events = {}, .answer = {}, .answer_type = "text/plain"};
  const std::string_view status = value_of(request.form, "MessageStatus");
  const bool is_failure = status == "failed" || status == "undelivered";
  const bool is_read = status == "read";
  if (status != "delivered" && !is_failure && !is_read) return inbound;
  const std::string_view code = value_of(request.form, "ErrorCode");
  auto event = reported(request.query,
                        is_failure ? What::failed
                        : is_read  ? What::read
                                   : What::delivered,
                        is_failure ? "undelivered" + (code.empty() ? "" : ": " + std::string(code)) : "");
  if (!event) return Refused{400, "message"};
  inbound.events.push_back(std::move(*event));
  return inbound;
}

std::string Twilio::messages_url() const {
  return twilio_.api_url + "/2010-04-01/Accounts/" + twilio_.account + "/Messages.json";
}

std::pair<std::string, std::string> Twilio::authorization() const {
  return {"Authorization", "Basic " + base64(twilio_.account + ":" + twilio_.token)};
}

Encoded Twilio::encode(const Outgoing& outgoing) const {
  HookRequest::Pairs form{{"To", std::string(outgoing.peer)}, {"Body", words_of(outgoing)}};
  if (twilio_.service.empty())
    form.emplace_back("From", options_.from);
  else
    form.emplace_back("MessagingServiceSid", twilio_.service);
  if (std::string url = report_url(outgoing.message); !url.empty())
    form.emplace_back("StatusCallback", std::move(url));
  OutRequest request{messages_url(), {}, encoded(form), false, options_.proxy};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, authorization()};
  return Requests{std::move(request)};
}

Verdict Twilio::judge(const Answer& answer) const {
  JsonArena arena;
  const boost::json::object* body = arena.read_object(answer.body);
  if (answer.status >= 200 && answer.status < 300)
    return {Verdict::What::sent, {}, {}, body ? std::string(text_of(*body, "sid")) : std::string()};
  const auto wait = retry_after(answer.retry_after);
  const std::int64_t code = body ? whole_of(*body, "code").value_or(0) : 0;
  for (const Row& row : rows)
    if (row.code == code) return {row.what, std::string(row.reason), wait};
  if (answer.status == 429) return {Verdict::What::later, "rate", wait};
  if (answer.status == 401 || answer.status == 403) return {Verdict::What::later, "unauthorised", wait};
  if (answer.status == 404) return {Verdict::What::later, "misconfigured", wait};
  if (answer.status >= 400 && answer.status < 500) return {Verdict::What::permanent, "refused"};
  // It may have been taken: it has no key by which a repeat would be known.
  return lost_answer();
}

}  // namespace steward::channels
