#include "net/response_parser.hpp"

#include "net/chunk_decoder.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <optional>

namespace steward::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

constexpr std::size_t most_head_bytes = 32 << 10;
constexpr std::size_t most_fields = 200;
constexpr std::size_t reserved_at_once = 64 << 10;

std::string_view std_view(Text text) { return {text.data(), text.size()}; }

class Filler : public http::basic_parser<false> {
 public:
  Filler(ClientResponse& response, std::size_t most_bytes) : response_(response), most_bytes_(most_bytes) {
    eager(false);             // stops after the head: chunks are not for Beast
    body_limit(boost::none);  // counted here, since a length may be missing
    header_limit(most_head_bytes);
  }
  bool is_too_large() const { return is_too_large_; }

 private:
  void on_request_impl(http::verb, Text, Text, int, error_code&) override {}
  void on_response_impl(int status, Text, int, error_code&) override { response_.status = status; }
  void on_field_impl(http::field, Text name, Text value, error_code& failed) override {
    if (response_.headers.size() == most_fields) return refuse(failed);
    response_.headers.add(std_view(name), std_view(value));
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code& failed) override {
    if (!length) return;
    if (*length > most_bytes_) return refuse(failed);
    response_.body.reserve(std::min<std::size_t>(*length, reserved_at_once));
  }
  std::size_t on_body_impl(Text part, error_code& failed) override {
    if (part.size() > most_bytes_ - response_.body.size()) return refuse(failed), 0;
    response_.body += std_view(part);
    return part.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}  // chunks do not come here
  std::size_t on_chunk_body_impl(std::uint64_t, Text, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}

  void refuse(error_code& failed) {
    is_too_large_ = true;
    failed = http::error::body_limit;
  }

  ClientResponse& response_;
  const std::size_t most_bytes_;
  bool is_too_large_ = false;
};

}  // namespace

struct ResponseParser::Parsing {
  ClientResponse& response;
  const bool is_head;
  const std::size_t most_bytes;
  std::optional<Filler> filler;
  ChunkDecoder chunks;
  State state = State::head;

  void begin() {
    response = ClientResponse{};
    filler.emplace(response, most_bytes);
    filler->skip(is_head);
    chunks.begin();
    state = State::head;
  }

  std::size_t take_chunks(std::string_view bytes) {
    const std::size_t taken = chunks.take(bytes, response.body, most_bytes);
    if (chunks.state() == ChunkDecoder::State::malformed) state = State::garbage;
    if (chunks.state() == ChunkDecoder::State::too_large) state = State::too_large;
    if (chunks.state() == ChunkDecoder::State::done) state = State::done;
    return taken;
  }

  void judge(const error_code& failed) {
    const bool is_too_large = filler->is_too_large() || failed == http::error::header_limit;
    if (is_too_large)
      state = State::too_large;
    else if (failed && failed != http::error::need_more)
      state = State::garbage;
    else if (filler->is_done())
      state = State::done;
    else if (filler->is_header_done())
      state = State::body;
  }
};

ResponseParser::ResponseParser(ClientResponse& response, bool is_head, std::size_t most_bytes)
    : parsing_(new Parsing{response, is_head, most_bytes, {}}) {
  parsing_->begin();
}

ResponseParser::~ResponseParser() = default;

std::size_t ResponseParser::take(std::string_view bytes) {
  if (bytes.empty() || state() > State::body) return 0;
  if (state() == State::body && parsing_->filler->chunked()) return parsing_->take_chunks(bytes);
  error_code failed;
  const std::size_t taken = parsing_->filler->put(boost::asio::buffer(bytes.data(), bytes.size()), failed);
  parsing_->judge(failed);
  const bool is_unending = failed == http::error::need_more && bytes.size() - taken > most_head_bytes;
  if (is_unending) parsing_->state = State::too_large;
  const bool is_interim = state() == State::done && parsing_->response.status / 100 == 1;
  if (is_interim && parsing_->response.status == 101)
    parsing_->state = State::garbage;  // nobody asked for another protocol
  else if (is_interim)
    parsing_->begin();
  return taken;
}

void ResponseParser::end() {
  if (state() != State::body || parsing_->filler->chunked()) return;
  error_code failed;
  parsing_->filler->put_eof(failed);
  if (!failed && parsing_->filler->is_done()) parsing_->state = State::done;
}

ResponseParser::State ResponseParser::state() const { return parsing_->state; }

bool ResponseParser::keeps_alive() const { return state() == State::done && parsing_->filler->keep_alive(); }

}  // namespace steward::net
