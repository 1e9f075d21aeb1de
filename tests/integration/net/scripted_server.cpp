#include "scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace steward::net {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// Whether something was passed on.
bool pass(int from, int to) {
  char some[4096];
  const auto count = ::recv(from, some, sizeof some, 0);
  return count > 0 && ::send(to, some, static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
}

}  // namespace

std::string ScriptedPeer::hear(std::size_t bytes) {
  char some[4096];
  while (read_.size() < bytes) {
    const auto count = ::recv(socket_, some, sizeof some, 0);
    if (count <= 0) return std::exchange(read_, {});
    read_.append(some, static_cast<std::size_t>(count));
  }
  std::string heard = read_.substr(0, bytes);
  read_.erase(0, bytes);
  return heard;
}

std::string ScriptedPeer::hear_request() {
  std::string head;
  while (head.find("\r\n\r\n") == std::string::npos) {
    const std::string byte = hear(1);
    if (byte.empty()) return "";
    head += byte;
  }
  const std::size_t length_at = head.find("Content-Length: ");
  return length_at == std::string::npos ? head : head + hear(std::stoul(head.substr(length_at + 16)));
}

void ScriptedPeer::say(std::string_view bytes) { ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }

void ScriptedPeer::answer(std::string_view body, std::string_view headers) {
  say("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(headers) +
      "\r\n" + std::string(body));
}

void ScriptedPeer::wait_for_end() {
  while (!hear(4096).empty()) continue;
}

bool ScriptedPeer::is_spoken_to_within(int milliseconds) {
  pollfd wanted{socket_, POLLIN, 0};
  return ::poll(&wanted, 1, milliseconds) > 0;
}

void ScriptedPeer::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void ScriptedPeer::carry_to(std::uint16_t port) {
  const int other = ::socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  ::connect(other, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  pollfd both[] = {{socket_, POLLIN, 0}, {other, POLLIN, 0}};
  for (bool goes_on = true; goes_on && ::poll(both, 2, 5000) > 0;) {
    if (both[0].revents) goes_on = pass(socket_, other);
    if (goes_on && both[1].revents) goes_on = pass(other, socket_);
  }
  ::close(other);
}

ScriptedServer::ScriptedServer(std::vector<Script> scripts) : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(listening_, reinterpret_cast<sockaddr*>(&address), size);
  ::listen(listening_, 16);
  ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this, scripts = std::move(scripts)] { play(scripts); });
}

ScriptedServer::~ScriptedServer() {
  ::shutdown(listening_, SHUT_RDWR);
  thread_.join();
  if (listening_ >= 0) ::close(listening_);
}

void ScriptedServer::play(const std::vector<Script>& scripts) {
  const timeval patience{.tv_sec = 8, .tv_usec = 0};
  for (const Script& script : scripts) {
    const int socket = ::accept(listening_, nullptr, nullptr);
    if (socket < 0) return;
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ++played_;
    ScriptedPeer peer(socket);
    script(peer);
    ::close(socket);
  }
}

}  // namespace steward::net
