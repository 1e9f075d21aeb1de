#pragma once
// Bytes read from a connection and not yet taken, in one piece; its memory is used again.

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace steward::net {

class ByteBuffer {
 public:
  std::string_view view() const { return {bytes_.get() + begin_, size()}; }
  std::size_t size() const { return end_ - begin_; }

  // Room for `more` bytes behind what is there; what was read into it is made known by commit().
  char* prepare(std::size_t more) {
    if (capacity_ - end_ < more) make_room(size() + more);
    return bytes_.get() + end_;
  }
  void commit(std::size_t count) { end_ += count; }

  void consume(std::size_t count) {
    begin_ += count;
    if (begin_ == end_) clear();
  }
  void clear() { begin_ = end_ = 0; }

 private:
  void make_room(std::size_t wanted) {
    const std::size_t held = size();
    if (wanted <= capacity_) {
      std::memmove(bytes_.get(), bytes_.get() + begin_, held);
    } else {
      std::unique_ptr<char[]> larger(new char[wanted]);
      if (held > 0) std::memcpy(larger.get(), bytes_.get() + begin_, held);
      bytes_ = std::move(larger);
      capacity_ = wanted;
    }
    begin_ = 0;
    end_ = held;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
};

}  // namespace steward::net
