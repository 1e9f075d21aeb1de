#include "net/chunk_decoder.hpp"

#include <algorithm>

namespace steward::net {
namespace {

constexpr std::size_t most_digits = 15;  // what fits without a thought of overflow
constexpr std::size_t most_overhead = 16 << 10;

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

bool is_forbidden(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return (byte < 0x20 && byte != '\t') || byte == 0x7F;
}

}  // namespace

ChunkDecoder::State ChunkDecoder::after_size(char letter) {
  if (const int digit = hex_digit(letter); digit >= 0) {
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
    return ++digits_ > most_digits ? State::malformed : State::size;
  }
  if (digits_ == 0) return State::malformed;
  if (letter == '\r') return State::size_end;
  return letter == ';' ? State::extension : State::malformed;
}

ChunkDecoder::State ChunkDecoder::after(char letter) {
  const auto must_be = [letter](char wanted, State next) {
    return letter == wanted ? next : State::malformed;
  };
  const auto in_line = [this, letter](State line, State end) {
    if (letter == '\r') return end;
    return is_forbidden(letter) || ++overhead_ > most_overhead ? State::malformed : line;
  };
  switch (state_) {
    case State::size: return after_size(letter);
    case State::extension: return in_line(State::extension, State::size_end);
    case State::size_end: return must_be('\n', left_ == 0 ? State::trailer : State::data);
    case State::data_cr: return must_be('\r', State::data_end);
    case State::data_end: digits_ = 0; return must_be('\n', State::size);
    case State::trailer:
      if (letter == ' ' || letter == '\t') return State::malformed;  // a folded line
      return in_line(State::trailer_line, State::last_end);
    case State::trailer_line: return in_line(State::trailer_line, State::trailer_end);
    case State::trailer_end: return must_be('\n', State::trailer);
    case State::last_end: return must_be('\n', State::done);
    default: return state_;
  }
}

std::size_t ChunkDecoder::take(std::string_view bytes, std::string& body, std::size_t most_bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && !has_ended()) {
    if (state_ != State::data) {
      state_ = after(bytes[at++]);
      continue;
    }
    if (left_ > most_bytes - body.size()) {
      state_ = State::too_large;
      break;
    }
    const std::size_t part = std::min<std::size_t>(left_, bytes.size() - at);
    body.append(bytes.substr(at, part));
    at += part;
    left_ -= part;
    if (left_ == 0) state_ = State::data_cr;
  }
  return at;
}

}  // namespace steward::net
