#pragma once
// The chunked transfer coding, both of requests and of answers. Beast's own asserts in a debug build on a
// last chunk that comes in pieces, and lets a line feed pass inside a quoted extension; this one has a single
// reading.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace steward::net {

class ChunkDecoder {
 public:
  enum class State : std::uint8_t {
    size,
    extension,
    size_end,
    data,
    data_cr,
    data_end,
    trailer,
    trailer_line,
    trailer_end,
    last_end,
    done,
    malformed,
    too_large
  };

  void begin() { *this = ChunkDecoder{}; }

  // Appends data to `body`, which may become `most_bytes` long. Answers how many bytes it took: all, unless
  // it is done or failed. Extensions and trailers are passed over.
  std::size_t take(std::string_view bytes, std::string& body, std::size_t most_bytes);

  State state() const { return state_; }
  bool has_ended() const { return state_ >= State::done; }

 private:
  State after(char letter);
  State after_size(char letter);

  State state_ = State::size;
  std::uint64_t left_ = 0;    // of the chunk
  std::size_t digits_ = 0;    // of its size
  std::size_t overhead_ = 0;  // extensions and trailers, in all
};

}  // namespace steward::net
