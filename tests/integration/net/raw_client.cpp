#include "raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <utility>

namespace steward::net {
namespace {

void give_patience(int socket) {
  const timeval patience{.tv_sec = 8, .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  give_patience(socket_);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

RawClient::RawClient(const std::string& unix_path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, unix_path.c_str(), sizeof address.sun_path - 1);
  give_patience(socket_);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
}

RawClient::~RawClient() { hang_up(); }

void RawClient::hang_up() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool RawClient::say(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::read_more() {
  char some[4096];
  const auto count = ::recv(socket_, some, sizeof some, 0);
  if (count > 0) read_.append(some, static_cast<std::size_t>(count));
  return count > 0;
}

std::string RawClient::hear_until(std::string_view end) {
  while (read_.find(end) == std::string::npos)
    if (!read_more()) return "";
  const std::size_t size = read_.find(end) + end.size();
  std::string heard = read_.substr(0, size);
  read_.erase(0, size);
  return heard;
}

RawAnswer RawClient::hear(bool is_head) {
  RawAnswer answer;
  answer.head = hear_until("\r\n\r\n");
  if (answer.head.size() < 12) return answer;
  answer.status = std::stoi(answer.head.substr(9, 3));
  const std::size_t length_at = answer.head.find("Content-Length: ");
  if (is_head || length_at == std::string::npos) return answer;
  const std::size_t length = std::stoul(answer.head.substr(length_at + 16));
  while (read_.size() < length)
    if (!read_more()) break;
  answer.body = read_.substr(0, length);
  read_.erase(0, length);
  return answer;
}

std::string RawClient::hear_all() {
  while (read_more()) continue;
  return std::exchange(read_, {});
}

bool RawClient::hears_within(int milliseconds) {
  pollfd wanted{socket_, POLLIN, 0};
  return !read_.empty() || ::poll(&wanted, 1, milliseconds) > 0;
}

bool RawClient::is_closed() {
  if (!read_.empty()) return false;
  char byte = 0;
  const auto count = ::recv(socket_, &byte, 1, 0);
  return count == 0 || (count < 0 && errno == ECONNRESET);
}

}  // namespace steward::net
