#include "channels/tencent.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <stdexcept>

#include "channels/cloud_signing.hpp"
#include "channels/crypto.hpp"
#include "channels/json_reading.hpp"
#include "channels/json_writing.hpp"
#include "channels/retry_after.hpp"
#include "channels/text.hpp"

namespace steward::channels {

namespace {

constexpr std::string_view taken = R"({"result":0,"errmsg":"OK"})";
constexpr std::string_view json_type = "application/json";
constexpr size_t longest_context = 511;  // SessionContext: "less than 512 bytes"

// https://cloud.tencent.com/document/api/382/59177, by what a code begins with; the first that fits.
struct Row {
  std::string_view begins;
  Verdict::What what;
  std::string_view reason;
};
constexpr std::array rows{
    Row{"FailedOperation.PhoneNumberInBlacklist", Verdict::What::permanent, "stopped"},
    Row{"FailedOperation.ContainSensitiveWord", Verdict::What::permanent, "refused"},
    Row{"FailedOperation.SignatureIncorrectOrUnapproved", Verdict::What::permanent, "refused"},
    Row{"FailedOperation.TemplateIncorrectOrUnapproved", Verdict::What::permanent, "refused"},
    Row{"FailedOperation.InsufficientBalanceInSmsPackage", Verdict::What::later, "unauthorised"},
    Row{"FailedOperation.ForbidAddMarketingTemplates", Verdict::What::permanent, "refused"},
    Row{"FailedOperation", Verdict::What::permanent, "refused"},
    Row{"InvalidParameterValue.IncorrectPhoneNumber", Verdict::What::permanent, "unknown_peer"},
    Row{"InvalidParameterValue.SdkAppIdNotExist", Verdict::What::later, "unauthorised"},
    Row{"InvalidParameterValue", Verdict::What::permanent, "refused"},
    Row{"MissingParameter", Verdict::What::permanent, "refused"},
    Row{"UnsupportedOperation", Verdict::What::permanent, "refused"},
    Row{"LimitExceeded", Verdict::What::later, "rate"},
    Row{"RequestLimitExceeded", Verdict::What::later, "rate"},
    Row{"AuthFailure", Verdict::What::later, "unauthorised"},
    Row{"UnauthorizedOperation", Verdict::What::later, "unauthorised"},
    Row{"InternalError.Timeout", Verdict::What::permanent, "unknown"},  // it may have gone out
    Row{"InternalError", Verdict::What::later, "server"},
};

}  // namespace

std::string tencent_authorization(const TencentRequest& request) {
  const std::string day = utc_second(request.at).substr(0, 10);
  const std::string scope = day + "/sms/tc3_request";
  std::string canonical = "POST\n/\n\ncontent-type:";
  canonical.append(request.content_type).append("\nhost:").append(request.host);
  canonical.append("\n\ncontent-type;host\n").append(hex_sha256(request.body));
  const std::string to_sign = "TC3-HMAC-SHA256\n" + std::to_string(request.at.time_since_epoch().count()) +
                              '\n' + scope + '\n' + hex_sha256(canonical);
  const Digest of_day = hmac_sha256("TC3" + std::string(request.secret_key), {day});
  const Digest of_service = hmac_sha256(as_text(of_day), {"sms"});
  const Digest key = hmac_sha256(as_text(of_service), {"tc3_request"});
  return "TC3-HMAC-SHA256 Credential=" + std::string(request.secret_id) + '/' + scope +
         ", SignedHeaders=content-type;host, Signature=" + hex(as_text(hmac_sha256(as_text(key), {to_sign})));
}

Tencent::Tencent(TencentOptions options) : SmsChannel(options.sms), tencent_(std::move(options)) {
  if (tencent_.key.size() < shortest_hook_key)
    throw std::invalid_argument("its secret is shorter than 16 characters");
  if (tencent_.templates.empty()) throw std::invalid_argument("it needs a template at least");
}

Decoded Tencent::decode(const HookRequest& request) const {
  if (!is_same(value_of(request.query, "key"), tencent_.key)) return Refused{401, "key"};
  return request.body.starts_with('[') ? decode_reports(request) : decode_reply(request);
}

Decoded Tencent::decode_reply(const HookRequest& request) const {
  JsonArena arena;
  const boost::json::object* one = arena.read_object(request.body);
  if (!one) return Refused{400, "no object"};
  Inbound inbound{.events = {}, .answer = std::string(taken)};
  const std::string from =
      "+" + std::string(text_of(*one, "nationcode")) + std::string(text_of(*one, "mobile"));
  const std::string text(text_of(*one, "text"));
  // It gives no id: the same words of the same person in the same second are the same reply.
  const auto second = whole_of(*one, "time");
  if (!second) return Refused{400, "time"};
  const std::string id = hex_sha256(from + '/' + std::to_string(*second) + '/' + text).substr(0, 32);
  if (auto event = received(from, id, text, request.received_at)) inbound.events.push_back(std::move(*event));
  return inbound;
}

Decoded Tencent::decode_reports(const HookRequest& request) const {
  using What = domain::MessageReported::What;
  JsonArena arena;
  const boost::json::array* list = arena.read_array(request.body);
  if (!list) return Refused{400, "no list"};
  Inbound inbound{.events = {}, .answer = std::string(taken)};
  for (const boost::json::value& item : *list) {
    const boost::json::object* one = item.if_object();
    if (!one) return Refused{400, "no object"};
    const std::string_view status = text_of(*one, "report_status");
    if (status != "SUCCESS" && status != "FAIL") continue;
    const What what = status == "SUCCESS" ? What::delivered : What::failed;
    std::string why = what == What::failed ? "undelivered: " + std::string(text_of(*one, "errmsg")) : "";
    if (auto event = reported(text_of(*one, "ext"), what, why)) {
      inbound.events.push_back(std::move(*event));
      continue;
    }
    const std::string_view id = text_of(*one, "sid");
    if (!is_plain_id(id)) return Refused{400, "sid"};
    domain::MessageReported report{.to = {},
                                   .orders = {},
                                   .message_id = {},
                                   .through = options_.name,
                                   .what = what,
                                   .why = std::move(why)};
    inbound.reports.push_back({std::string(id), {.once = {}, .body = std::move(report)}});
  }
  return inbound;
}

Encoded Tencent::encode(const Outgoing& outgoing) const {
  const auto filled = filled_template(tencent_.templates, outgoing.message, outgoing.rendered);
  if (!filled) return NoWay{"no_template"};
  OutRequest request{tencent_.api_url + "/", {}, {}, false, options_.proxy};
  JsonWriter json(request.body);
  json.begin().key("PhoneNumberSet").begin_list().value(outgoing.peer).end_list();
  json.field("SmsSdkAppId", tencent_.app).field("TemplateId", filled->code).field("SignName", options_.from);
  json.key("TemplateParamSet").begin_list();
  for (const auto& [name, value] : filled->values) json.value(value);
  json.end_list();
  if (const std::string mark = mark_of(outgoing.message); mark.size() <= longest_context)
    json.field("SessionContext", mark);
  json.end();

  const auto second = std::chrono::floor<std::chrono::seconds>(outgoing.now);
  request.headers = {
      {"Content-Type", std::string(json_type)},
      {"X-TC-Action", "SendSms"},
      {"X-TC-Version", "2021-01-11"},
      {"X-TC-Region", tencent_.region},
      {"X-TC-Timestamp", std::to_string(second.time_since_epoch().count())},
      {"Authorization", tencent_authorization({tencent_.secret_id, tencent_.secret_key,
                                               host_of(tencent_.api_url), json_type, request.body, second})}};
  return Requests{std::move(request)};
}

Verdict Tencent::judge(const Answer& answer) const {
  JsonArena arena;
  const boost::json::object* body = arena.read_object(answer.body);
  const boost::json::object* response = body ? object_of(*body, "Response") : nullptr;
  const auto wait = retry_after(answer.retry_after);
  if (!response) {
    if (answer.status == 429) return {Verdict::What::later, "rate", wait};
    if (answer.status >= 400 && answer.status < 500) return {Verdict::What::later, "misconfigured", wait};
    return lost_answer();
  }
  std::string_view code;
  if (const boost::json::object* error = object_of(*response, "Error")) code = text_of(*error, "Code");
  const boost::json::array* list = array_of(*response, "SendStatusSet");
  if (const boost::json::object* one = list && !list->empty() ? list->front().if_object() : nullptr) {
    code = text_of(*one, "Code");  // of the one number that was asked for
    if (code == "Ok") return {Verdict::What::sent, {}, {}, std::string(text_of(*one, "SerialNo"))};
  }
  for (const Row& row : rows)
    if (code.starts_with(row.begins)) return {row.what, std::string(row.reason), wait};
  return lost_answer();
}

}  // namespace steward::channels
