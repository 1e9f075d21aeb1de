#include "channels/kannel.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

#include "channels/crypto.hpp"
#include "channels/sms_segments.hpp"

namespace steward::channels {

namespace {

// What has become of a message, as bits (userguide, "DLR"): 1 delivered, 2 failed, 16 rejected by the centre.
// That it is on its way (4, 8, 32) changes nothing for us.
constexpr std::string_view wanted_reports = "19";
constexpr std::string_view delivered = "1", failed = "2", rejected = "16";

// By what its answers begin with, wherever the status alone does not tell.
struct Row {
  int status;
  std::string_view begins;
  Verdict::What what;
  std::string_view reason;
};
constexpr std::array rows{
    Row{400, "Number(s) has/have been denied", Verdict::What::permanent, "blocked"},
    Row{400, "", Verdict::What::permanent, "refused"},
    Row{403, "Authorization failed", Verdict::What::later, "unauthorised"},
    Row{403, "", Verdict::What::later, "server"},  // "Not routable": also while its core is suspended
    Row{404, "", Verdict::What::later, "misconfigured"},
    Row{500, "Sending failed", Verdict::What::later, "server"},
    Row{503, "Temporal failure", Verdict::What::later, "rate"},  // its queue is full
};

// What a text in this charset says, as UTF-8.
std::string recoded(std::string_view bytes, std::string_view charset) {
  const auto append = [](std::string& out, char32_t code) {
    if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (code < 0x800) {
      out += static_cast<char>(0xC0 | code >> 6);
      out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
      out += static_cast<char>(0xE0 | code >> 12);
      out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      out += static_cast<char>(0xF0 | code >> 18);
      out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
      out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (code & 0x3F));
    }
  };
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  std::string out;
  if (charset.starts_with("UTF-16")) {
    for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
      const auto unit = static_cast<char32_t>(byte(i) << 8 | byte(i + 1));
      const bool is_high = unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.size();
      const auto low = is_high ? static_cast<char32_t>(byte(i + 2) << 8 | byte(i + 3)) : char32_t{0};
      const bool is_pair = low >= 0xDC00 && low < 0xE000;
      if (is_pair) i += 2;
      const bool is_alone = !is_pair && unit >= 0xD800 && unit < 0xE000;
      append(out, is_pair ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : is_alone ? U'\uFFFD' : unit);
    }
    return out;
  }
  if (charset == "ISO-8859-1" || charset == "WINDOWS-1252") {
    for (size_t i = 0; i < bytes.size(); ++i) append(out, byte(i));
    return out;
  }
  return std::string(bytes);
}

// "2026-03-03 02:00:00", in UTC.
std::optional<Instant> time_of(std::string_view text) {
  if (text.size() != 19) return std::nullopt;
  std::string written(text);
  written[10] = 'T';
  return domain::parse_iso8601(written + "Z");
}

}  // namespace

Kannel::Kannel(KannelOptions options) : SmsChannel(options.sms), kannel_(std::move(options)) {
  if (kannel_.key.size() < shortest_hook_key)
    throw std::invalid_argument("its secret is shorter than 16 characters");
}

Decoded Kannel::decode(const HookRequest& request) const {
  if (!is_same(value_of(request.query, "key"), kannel_.key)) return Refused{401, "key"};
  if (!value_of(request.query, "report").empty()) return decode_report(request);
  const std::string_view id = value_of(request.query, "id");
  if (id.empty()) return Refused{400, "id"};
  const Instant at = time_of(value_of(request.query, "sent")).value_or(request.received_at);
  // Empty and of a plain type: what it is answered it would send to the phone.
  Inbound inbound{.events = {}, .answer = {}, .answer_type = "text/plain"};
  std::string text = recoded(value_of(request.query, "text"), value_of(request.query, "charset"));
  if (auto event =
          received(value_of(request.query, "from"), id, std::move(text), std::min(at, request.received_at)))
    inbound.events.push_back(std::move(*event));
  return inbound;
}

Decoded Kannel::decode_report(const HookRequest& request) const {
  using What = domain::MessageReported::What;
  Inbound inbound{.events = {}, .answer = {}, .answer_type = "text/plain"};
  const std::string_view report = value_of(request.query, "report");
  const bool is_failure = report == failed || report == rejected;
  if (report != delivered && !is_failure) return inbound;
  auto event = reported(request.query, is_failure ? What::failed : What::delivered,
                        is_failure ? std::string(report == rejected ? "rejected" : "undelivered") : "");
  if (!event) return Refused{400, "message"};
  inbound.events.push_back(std::move(*event));
  return inbound;
}

Encoded Kannel::encode(const Outgoing& outgoing) const {
  const std::string text = words_of(outgoing);
  const SmsSize size = sms_size(text);
  const bool is_gsm = size.alphabet == SmsAlphabet::gsm;
  OutRequest request{kannel_.url, {}, {}, false, options_.proxy};
  request.body = is_gsm ? text : shielded_from_cuts(text);
  request.headers = {{"Content-Type", "text/plain; charset=UTF-8"},
                     {"X-Kannel-Username", kannel_.username},
                     {"X-Kannel-Password", kannel_.password},
                     {"X-Kannel-To", std::string(outgoing.peer)},
                     {"X-Kannel-Coding", is_gsm ? "0" : "2"}};
  if (!options_.from.empty()) request.headers.emplace_back("X-Kannel-From", options_.from);
  if (std::string url = report_url(outgoing.message, {{"key", kannel_.key}}); !url.empty()) {
    request.headers.emplace_back("X-Kannel-DLR-Mask", wanted_reports);
    request.headers.emplace_back("X-Kannel-DLR-Url", url + "&report=%d");
  }
  return Requests{std::move(request)};
}

Verdict Kannel::judge(const Answer& answer) const {
  if (answer.status == 202) return {Verdict::What::sent};
  for (const Row& row : rows)
    if (row.status == answer.status && answer.body.starts_with(row.begins))
      return {row.what, std::string(row.reason)};
  // What stands before it may have handed it on.
  if (answer.status >= 500 || answer.status / 100 == 2) return lost_answer();
  return {Verdict::What::later, "server"};
}

}  // namespace steward::channels
