#include "app/demo/thread_reader.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace steward::app::demo {

ThreadReader::ThreadReader(uint16_t port, const std::string& channel, const std::string& token) {
  stream_.expires_after(std::chrono::seconds(10));
  stream_.connect("127.0.0.1", std::to_string(port));
  stream_ << fmt::format(
                 "GET /chat/{}/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n\r\n",
                 channel, port, token)
          << std::flush;
  std::string line;
  std::getline(stream_, line);
  if (line.find(" 200 ") == std::string::npos) throw std::runtime_error("the chat does not open: " + line);
  while (std::getline(stream_, line) && line != "\r") {
  }
}

// The body comes in chunks: a length in hexadecimal digits, a line end, so many bytes, a line end.
bool ThreadReader::read_chunk() {
  std::string length;
  if (!std::getline(stream_, length)) return false;
  const auto bytes = static_cast<size_t>(std::strtoul(length.c_str(), nullptr, 16));
  if (bytes == 0) return false;
  std::string chunk(bytes + 2, '\0');
  if (!stream_.read(chunk.data(), static_cast<std::streamsize>(chunk.size()))) return false;
  text_.append(chunk, 0, bytes);
  return true;
}

std::optional<std::string> ThreadReader::take_data() {
  for (size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n')) {
    const std::string line = text_.substr(0, end);
    text_.erase(0, end + 1);
    if (line.starts_with("data: ")) return line.substr(6);
  }
  return std::nullopt;
}

std::optional<nlohmann::json> ThreadReader::next(const Sort& sort, std::chrono::seconds patience) {
  stream_.expires_after(patience);
  while (true) {
    while (const auto data = take_data()) {
      auto line = nlohmann::json::parse(*data, nullptr, false);
      if (line.is_object() && sort(line)) return line;
    }
    if (!read_chunk()) return std::nullopt;
  }
}

}  // namespace steward::app::demo
