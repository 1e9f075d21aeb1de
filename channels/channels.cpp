#include "channels/channels.hpp"

#include <stdexcept>

namespace steward::channels {

Address split(const domain::AccountId& account) {
  const std::string_view text = account.str();
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {{}, text};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

domain::AccountId account_of(std::string_view channel, std::string_view peer) {
  std::string id;
  id.reserve(channel.size() + 1 + peer.size());
  id.append(channel).append(1, ':').append(peer);
  return domain::AccountId(std::move(id));
}

std::string once_of(const domain::AccountId& account, std::string_view message_id) {
  return account_of(account.str(), message_id).value;
}

void Channels::add(std::unique_ptr<const Channel> channel) {
  std::string name(channel->name());
  const auto [at, is_new] = by_name_.try_emplace(std::move(name), std::move(channel));
  if (!is_new) throw std::invalid_argument("two channels are named " + at->first);
  in_sequence_.push_back(at->second.get());
}

const Channel* Channels::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second.get();
}

std::vector<const Channel*> Channels::carriers_of(const domain::AccountId& account) const {
  const auto [channel, peer] = split(account);
  std::vector<const Channel*> carriers;
  if (channel == domain::sms_channel)
    for (const Channel* one : in_sequence_)
      if (one->carries(peer)) carriers.push_back(one);
  if (const Channel* named = find(channel))
    carriers.push_back(named);  // of SMS the board, where nobody else can
  return carriers;
}

}  // namespace steward::channels
