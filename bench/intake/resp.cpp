#include "bench/intake/resp.hpp"

#include <algorithm>
#include <charconv>

namespace steward::bench {

size_t resp_size(std::string_view bytes) {
  const auto line = bytes.find("\r\n");
  if (line == std::string_view::npos) return 0;
  const size_t head = line + 2;
  const char type = bytes[0];
  if (type != '$' && type != '*') return head;
  long count = 0;
  std::from_chars(bytes.data() + 1, bytes.data() + line, count);
  if (count < 0) return head;
  if (type == '$') {
    const size_t size = head + static_cast<size_t>(count) + 2;
    return size <= bytes.size() ? size : 0;
  }
  size_t size = head;
  for (long i = 0; i < count; ++i) {
    const size_t part = size < bytes.size() ? resp_size(bytes.substr(size)) : 0;
    if (part == 0) return 0;
    size += part;
  }
  return size;
}

std::string_view resp_argument(std::string_view command, size_t number) {
  command.remove_prefix(std::min(command.find("\r\n") + 2, command.size()));
  for (size_t i = 0; !command.empty(); ++i) {
    const size_t size = resp_size(command);
    if (size == 0) break;
    const size_t head = command.find("\r\n") + 2;
    if (i == number) return command.substr(head, size - head - 2);
    command.remove_prefix(size);
  }
  return {};
}

}  // namespace steward::bench
