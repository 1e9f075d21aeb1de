#include "net/request_parser.hpp"

#include "net/chunk_decoder.hpp"
#include "net/head_scan.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace steward::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

constexpr Refusal malformed{400, "malformed-request", "The request is malformed"};
constexpr Refusal ambiguous{400, "ambiguous-request", "The request could be read in two ways"};
constexpr Refusal bad_target{400, "bad-target", "The request target is not a plain path"};
constexpr Refusal bad_host{400, "bad-host", "The request needs exactly one Host"};
constexpr Refusal head_too_large{431, "header-too-large", "The request header is too large"};
constexpr Refusal body_too_large{413, "body-too-large", "The request body is too large"};
constexpr Refusal bad_expectation{417, "expectation-failed", "Only 100-continue can be expected"};
constexpr Refusal no_such_version{505, "http-version", "This version of HTTP is not spoken here"};
constexpr Refusal no_such_coding{501, "transfer-coding", "Only the chunked transfer coding is understood"};

constexpr std::size_t most_fields = 100;
constexpr std::size_t reserved_at_once = 64
                                         << 10;  // a length is believed no further before its bytes are there

std::string_view std_view(Text text) { return {text.data(), text.size()}; }

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 18 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_host(std::string_view host) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]%";
  return !host.empty() && host.find_first_not_of(allowed) == std::string_view::npos;
}

// Fills the request as Beast finds its parts. What Beast lets pass and we do not is refused in `refusal`.
class Filler : public http::basic_parser<true> {
 public:
  Filler(Request& request, std::optional<Refusal>& refusal) : request_(request), refusal_(refusal) {
    eager(true);
    body_limit(boost::none);  // ours depends on the path
    header_limit(
        std::numeric_limits<std::uint32_t>::max());  // the head is complete and measured before it comes here
  }

  std::string_view target() const { return target_; }
  bool is_http10() const { return is_http10_; }
  void allow_body(std::size_t bytes) { body_bytes_ = bytes; }

 private:
  void on_request_impl(http::verb, Text method, Text target, int version, error_code&) override {
    is_http10_ = version < 11;
    request_.method = method_of(std_view(method));
    target_ = std_view(target);  // refers to the head, which is there until the head is judged
  }
  void on_response_impl(int, Text, int, error_code&) override {}

  void on_field_impl(http::field, Text name, Text value, error_code& failed) override {
    if (request_.headers.size() == most_fields) return refuse(head_too_large, failed);
    request_.headers.add(std_view(name), std_view(value));
  }
  void on_header_impl(error_code&) override {}

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code& failed) override {
    if (!length) return;
    if (*length > body_bytes_) return refuse(body_too_large, failed);
    request_.body.reserve(std::min<std::size_t>(*length, reserved_at_once));
  }
  std::size_t on_body_impl(Text part, error_code& failed) override {
    if (part.size() > body_bytes_ - request_.body.size()) return refuse(body_too_large, failed), 0;
    request_.body += std_view(part);
    return part.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}  // chunks do not come here
  std::size_t on_chunk_body_impl(std::uint64_t, Text, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}

  void refuse(const Refusal& why, error_code& failed) {
    refusal_ = why;
    failed = http::error::bad_value;
  }

  Request& request_;
  std::optional<Refusal>& refusal_;
  std::string_view target_;
  std::size_t body_bytes_ = 0;
  bool is_http10_ = false;
};

// A request line of three words whose last is not our version; with more words it is only malformed.
bool names_other_version(std::string_view head) {
  const std::string_view line = head.substr(0, head.find("\r\n"));
  const std::size_t last = line.rfind(' ');
  return std::count(line.begin(), line.end(), ' ') == 2 && line.substr(last + 1).substr(0, 5) == "HTTP/";
}

Refusal refusal_of(const error_code& failed) {
  if (failed == http::error::bad_target) return bad_target;
  const bool is_framing = failed == http::error::bad_content_length ||
                          failed == http::error::multiple_content_length ||
                          failed == http::error::bad_transfer_encoding;
  return is_framing ? ambiguous : malformed;
}

// How long the body is must have one reading.
std::optional<Refusal> judge_framing(const Headers& headers, bool is_http10) {
  const auto length = headers.find("Content-Length");
  const auto coding = headers.find("Transfer-Encoding");
  if (headers.count("Content-Length") > 1 || headers.count("Transfer-Encoding") > 1) return ambiguous;
  if (length && coding) return ambiguous;
  if (length && !is_number(*length)) return ambiguous;
  if (coding && is_http10) return ambiguous;
  if (coding && !same_without_case(*coding, "chunked")) return no_such_coding;
  return {};
}

std::optional<Refusal> judge_headers(const Headers& headers, bool is_http10) {
  if (auto refusal = judge_framing(headers, is_http10)) return refusal;
  const std::size_t hosts = headers.count("Host");
  if (hosts > 1 || (hosts == 0 && !is_http10)) return bad_host;
  if (hosts == 1 && !is_host(headers.get("Host"))) return bad_host;
  if (const auto expected = headers.find("Expect"))
    if (!same_without_case(*expected, "100-continue")) return bad_expectation;
  return {};
}

}  // namespace

struct RequestParser::Parsing {
  explicit Parsing(const ServerLimits& its_limits) : limits(its_limits) {}

  const ServerLimits& limits;
  Request* request = nullptr;
  std::optional<Filler> filler;
  HeadScan head;
  ChunkDecoder chunks;
  State state = State::head;
  std::optional<Refusal> refusal;
  BodyLimit body_limit;

  std::size_t refuse(const Refusal& why) {
    refusal = why;
    state = State::refused;
    return 0;
  }

  bool is_http10() const { return filler->is_http10(); }

  std::optional<Refusal> read_target(std::string_view target) {
    const std::size_t question = std::min(target.find('?'), target.size());
    auto path = normalised_path(target.substr(0, question));
    auto query = parse_query(target.substr(std::min(question + 1, target.size())));
    if (!path || !query || target.find('#') != std::string_view::npos) return bad_target;
    request->path = std::move(*path);
    request->query = std::move(*query);
    return {};
  }

  std::size_t take_head(std::string_view bytes) {
    // One empty line before a request is what some clients send after a body.
    if (bytes.substr(0, 2) == "\r\n") return head.begin(), 2;
    const auto found = head.scan(bytes.substr(0, limits.header_bytes));
    if (found == HeadScan::Found::malformed) return refuse(malformed);
    if (found == HeadScan::Found::need_more)
      return bytes.size() >= limits.header_bytes ? refuse(head_too_large) : 0;

    error_code failed;
    filler->put(boost::asio::buffer(bytes.data(), head.size()), failed);
    if (failed == http::error::need_more) failed = {};
    if (refusal) return refuse(*refusal);
    if (failed == http::error::bad_version && names_other_version(bytes)) return refuse(no_such_version);
    if (failed) return refuse(refusal_of(failed));
    if (!filler->is_header_done()) return refuse(malformed);
    if (auto why = judge_headers(request->headers, is_http10())) return refuse(*why);
    if (auto why = read_target(filler->target())) return refuse(*why);

    body_limit = limits.body_of ? limits.body_of(request->path) : limits.body;
    filler->allow_body(body_limit.bytes);
    chunks.begin();
    const auto length = filler->content_length();
    if (length && *length > body_limit.bytes) return refuse(body_too_large);
    state = filler->is_done() ? State::done : State::body;
    return head.size();
  }

  std::size_t take_body(std::string_view bytes) {
    if (filler->chunked()) return take_chunks(bytes);
    error_code failed;
    const std::size_t taken = filler->put(boost::asio::buffer(bytes.data(), bytes.size()), failed);
    if (refusal) return refuse(*refusal);
    if (failed && failed != http::error::need_more) return refuse(refusal_of(failed));
    if (filler->is_done()) state = State::done;
    return taken;
  }

  std::size_t take_chunks(std::string_view bytes) {
    const std::size_t taken = chunks.take(bytes, request->body, body_limit.bytes);
    if (chunks.state() == ChunkDecoder::State::malformed) return refuse(malformed);
    if (chunks.state() == ChunkDecoder::State::too_large) return refuse(body_too_large);
    if (chunks.has_ended()) state = State::done;
    return taken;
  }
};

RequestParser::RequestParser(const ServerLimits& limits) : parsing_(std::make_unique<Parsing>(limits)) {}
RequestParser::~RequestParser() = default;

void RequestParser::begin(Request& request) {
  request.headers.clear();
  request.query.clear();
  request.parameters.clear();
  request.body.clear();
  parsing_->request = &request;
  parsing_->refusal.reset();
  parsing_->filler.emplace(request, parsing_->refusal);
  parsing_->head.begin();
  parsing_->state = State::head;
}

std::size_t RequestParser::take(std::string_view bytes) {
  if (bytes.empty()) return 0;
  if (state() == State::head) return parsing_->take_head(bytes);
  if (state() == State::body) return parsing_->take_body(bytes);
  return 0;
}

RequestParser::State RequestParser::state() const { return parsing_->state; }
const Refusal& RequestParser::refusal() const { return *parsing_->refusal; }
const BodyLimit& RequestParser::body_limit() const { return parsing_->body_limit; }
bool RequestParser::is_http10() const { return parsing_->is_http10(); }

bool RequestParser::expects_continue() const {
  return !is_http10() && parsing_->request->headers.has("Expect");
}

bool RequestParser::keeps_alive() const {
  return parsing_->state == State::done && parsing_->filler->keep_alive();
}

}  // namespace steward::net
