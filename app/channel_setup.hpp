#pragma once
// The channels of a configuration, ready to be spoken over.

#include <string>
#include <vector>

#include "app/settings.hpp"
#include "bot/web_chat.hpp"
#include "channels/channels.hpp"

namespace steward::app {

// Problems name the channel: a secret that is malformed, an id that comes twice.
void add_channels(const Settings& settings, channels::Channels& into, std::vector<std::string>& problems);

std::vector<bot::WebChatOptions> web_chats(const std::vector<ChannelSettings>& settings);

}  // namespace steward::app
