#include "app/playground_chat.hpp"

#include <array>
#include <fstream>

#include "channels/channel.hpp"
#include "channels/crypto.hpp"
#include "channels/web_chat.hpp"
#include "net/random.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

std::string random_hex() {
  std::array<std::byte, 16> bytes{};
  net::fill_random(bytes);
  return channels::hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::string key_in(const fs::path& file) {
  std::string key;
  if (std::ifstream(file) >> key) return key;
  key = random_hex();
  std::ofstream(file) << key << "\n";
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  return key;
}

}  // namespace

PlaygroundChat::PlaygroundChat(const fs::path& folder, std::string channel)
    : channel_(std::move(channel)), key_(key_in(folder / "playground.key")) {}

console::ChatSession PlaygroundChat::open(const std::string& peer) const {
  const std::string token =
      peer.empty() ? random_hex()
                   : channels::hex(channels::as_text(channels::sha256(key_ + ":" + peer)).substr(0, 16));
  return {channels::account_of(channel_, channels::account_peer_of(token)), channel_, token};
}

}  // namespace steward::app
