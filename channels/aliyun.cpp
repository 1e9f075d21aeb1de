#include "channels/aliyun.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <stdexcept>

#include "channels/cloud_signing.hpp"
#include "channels/crypto.hpp"
#include "channels/json_reading.hpp"
#include "channels/json_writing.hpp"
#include "channels/retry_after.hpp"

namespace steward::channels {

namespace {

constexpr std::string_view taken = R"({"code":0,"msg":"接收成功"})";
constexpr size_t longest_mark = 255;  // OutId: "less than 256 characters"

// https://help.aliyun.com/document_detail/101346.html, by what a code begins with; the first that fits.
struct Row {
  std::string_view begins;
  Verdict::What what;
  std::string_view reason;
};
constexpr std::array rows{
    Row{"isv.BUSINESS_LIMIT_CONTROL", Verdict::What::later, "rate"},     // of this number, or of the account
    Row{"isv.DAY_LIMIT_CONTROL", Verdict::What::later, "unauthorised"},  // the account's own limit of a day
    Row{"isv.MONTH_LIMIT_CONTROL", Verdict::What::later, "unauthorised"},
    Row{"isv.AMOUNT_NOT_ENOUGH", Verdict::What::later, "unauthorised"},  // no money left
    Row{"isv.OUT_OF_SERVICE", Verdict::What::later, "unauthorised"},     // likewise
    Row{"isv.ACCOUNT_", Verdict::What::later, "unauthorised"},
    Row{"isv.PRODUCT_UN", Verdict::What::later, "unauthorised"},
    Row{"isv.DENY_IP_RANGE", Verdict::What::later, "unauthorised"},
    Row{"isp.RAM_PERMISSION_DENY", Verdict::What::later, "unauthorised"},
    Row{"isp.", Verdict::What::later, "server"},
    Row{"isv.MOBILE_NUMBER_ILLEGAL", Verdict::What::permanent, "unknown_peer"},
    Row{"isv.MOBILE_COUNT_OVER_LIMIT", Verdict::What::permanent, "unknown_peer"},
    Row{"isv.BLACK_KEY_CONTROL_LIMIT", Verdict::What::permanent, "blocked"},
    Row{"isv.", Verdict::What::permanent, "refused"},  // signature name, template, content
    Row{"SignatureDoesNotMatch", Verdict::What::later, "unauthorised"},
    Row{"SignatureNonceUsed", Verdict::What::later, "server"},
    Row{"InvalidAccessKeyId", Verdict::What::later, "unauthorised"},
    Row{"InvalidTimeStamp", Verdict::What::later, "misconfigured"},  // our clock is wrong
    Row{"Forbidden", Verdict::What::later, "unauthorised"},
    Row{"NoPermission", Verdict::What::later, "unauthorised"},
    Row{"Throttling", Verdict::What::later, "rate"},
};

// "13800138000" at home, "85291234567" anywhere else.
std::string number_for(std::string_view phone) {
  constexpr std::string_view home = "+86";
  return std::string(phone.substr(phone.starts_with(home) ? home.size() : 1));
}

std::string json_of(const FilledTemplate& filled) {
  std::string out;
  JsonWriter json(out);
  json.begin();
  for (const auto& [name, value] : filled.values) json.field(name, value);
  json.end();
  return out;
}

}  // namespace

std::string aliyun_authorization(const AliyunRequest& request) {
  std::string names, headers;
  for (const auto& [name, value] : request.headers) {
    names += (names.empty() ? "" : ";") + name;
    headers += name + ':' + value + '\n';
  }
  std::string canonical = "POST\n/\n";
  canonical.append(request.query).append(1, '\n').append(headers).append(1, '\n');
  canonical.append(names).append(1, '\n').append(hex_sha256(""));
  const std::string to_sign = "ACS3-HMAC-SHA256\n" + hex_sha256(canonical);
  return "ACS3-HMAC-SHA256 Credential=" + std::string(request.access_key) + ",SignedHeaders=" + names +
         ",Signature=" + hex(as_text(hmac_sha256(request.secret, {to_sign})));
}

Aliyun::Aliyun(AliyunOptions options) : SmsChannel(options.sms), aliyun_(std::move(options)) {
  if (aliyun_.key.size() < shortest_hook_key)
    throw std::invalid_argument("its secret is shorter than 16 characters");
  if (aliyun_.templates.empty()) throw std::invalid_argument("it needs a template at least");
}

Decoded Aliyun::decode(const HookRequest& request) const {
  if (!is_same(value_of(request.query, "key"), aliyun_.key)) return Refused{401, "key"};
  JsonArena arena;
  const boost::json::array* list = arena.read_array(request.body);
  if (!list) return Refused{400, "no list"};
  Inbound inbound{.events = {}, .answer = std::string(taken)};
  for (const boost::json::value& item : *list) {
    const boost::json::object* one = item.if_object();
    if (!one) return Refused{400, "no object"};
    if (one->contains("content")) {
      const auto id = whole_of(*one, "sequence_id");
      if (!id) return Refused{400, "sequence_id"};
      if (auto event = received(text_of(*one, "phone_number"), std::to_string(*id),
                                std::string(text_of(*one, "content")), request.received_at))
        inbound.events.push_back(std::move(*event));
      continue;
    }
    const bool has_arrived = is_true(*one, "success");
    using What = domain::MessageReported::What;
    // What was sent by somebody else with the same account has another mark, and none of ours.
    if (auto event = reported(text_of(*one, "out_id"), has_arrived ? What::delivered : What::failed,
                              has_arrived ? "" : "undelivered: " + std::string(text_of(*one, "err_code"))))
      inbound.events.push_back(std::move(*event));
  }
  return inbound;
}

Encoded Aliyun::encode(const Outgoing& outgoing) const {
  const auto filled = filled_template(aliyun_.templates, outgoing.message, outgoing.rendered);
  if (!filled) return NoWay{"no_template"};
  HookRequest::Pairs query{{"PhoneNumbers", number_for(outgoing.peer)},
                           {"SignName", options_.from},
                           {"TemplateCode", std::string(filled->code)}};
  if (std::string mark = mark_of(outgoing.message); mark.size() <= longest_mark)
    query.emplace(query.begin(), "OutId", std::move(mark));
  if (!filled->values.empty()) query.emplace_back("TemplateParam", json_of(*filled));

  const std::string encoded_query = encoded(query);
  // Another one for each try, since what it has seen it does not take again.
  const std::string nonce =
      hex_sha256(outgoing.message.id + '/' + std::to_string(outgoing.now.time_since_epoch().count()));
  HookRequest::Pairs headers{
      {"host", std::string(host_of(aliyun_.api_url))}, {"x-acs-action", "SendSms"},
      {"x-acs-content-sha256", hex_sha256("")},        {"x-acs-date", utc_second(outgoing.now)},
      {"x-acs-signature-nonce", nonce.substr(0, 32)},  {"x-acs-version", "2017-05-25"}};
  OutRequest request{aliyun_.api_url + "/?" + encoded_query, {}, {}, false, options_.proxy};
  const std::string authorization =
      aliyun_authorization({aliyun_.access_key, aliyun_.secret, encoded_query, headers});
  headers.erase(headers.begin());  // the host is set by whoever sends it
  request.headers = std::move(headers);
  request.headers.emplace_back("Authorization", authorization);
  return Requests{std::move(request)};
}

Verdict Aliyun::judge(const Answer& answer) const {
  JsonArena arena;
  const boost::json::object* body = arena.read_object(answer.body);
  const std::string_view code = body ? text_of(*body, "Code") : std::string_view{};
  if (code == "OK") return {Verdict::What::sent, {}, {}, std::string(text_of(*body, "BizId"))};
  const auto wait = retry_after(answer.retry_after);
  for (const Row& row : rows)
    if (code.starts_with(row.begins)) return {row.what, std::string(row.reason), wait};
  if (answer.status == 429) return {Verdict::What::later, "rate", wait};
  if (answer.status >= 400 && answer.status < 500) return {Verdict::What::later, "misconfigured", wait};
  return lost_answer();  // "ServiceUnavailable", a page of what stands before it: it may have been taken
}

}  // namespace steward::channels
