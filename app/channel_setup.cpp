#include "app/channel_setup.hpp"

#include <stdexcept>

#include "channels/bridge.hpp"
#include "channels/telegram.hpp"
#include "channels/web_chat.hpp"

namespace steward::app {
namespace {

std::unique_ptr<const channels::Channel> telegram(const ChannelSettings& settings) {
  channels::TelegramOptions options{
      .name = settings.id, .token = settings.token.reveal(), .secret_token = settings.secret.reveal()};
  if (!settings.base_url.empty()) options.api_url = settings.base_url;
  options.site = settings.site.value;
  options.proxy = settings.proxy;
  return std::make_unique<const channels::Telegram>(std::move(options));
}

std::unique_ptr<const channels::Channel> bridge(const ChannelSettings& settings) {
  channels::BridgeOptions options{.name = settings.id,
                                  .secrets = {settings.secret.reveal()},
                                  .send_secret = settings.send_secret.reveal(),
                                  .url = settings.base_url};
  options.site = settings.site.value;
  options.proxy = settings.proxy;
  options.media_url = settings.media_url;
  return std::make_unique<const channels::Bridge>(std::move(options));
}

std::unique_ptr<const channels::Channel> channel(const ChannelSettings& settings) {
  switch (settings.type) {
    case ChannelType::telegram: return telegram(settings);
    case ChannelType::webhook: return bridge(settings);
    case ChannelType::web: return std::make_unique<const channels::WebChat>(settings.id, settings.site.value);
    case ChannelType::sms_board: return std::make_unique<const channels::SmsBoard>(settings.id);
  }
  throw std::logic_error("no such channel");
}

}  // namespace

void add_channels(const std::vector<ChannelSettings>& settings, channels::Channels& into,
                  std::vector<std::string>& problems) {
  for (const ChannelSettings& one : settings) try {
      into.add(channel(one));
    } catch (const std::invalid_argument& wrong) {
      problems.push_back("channel \"" + one.id + "\": " + wrong.what());
    }
}

std::vector<bot::WebChatOptions> web_chats(const std::vector<ChannelSettings>& settings) {
  std::vector<bot::WebChatOptions> chats;
  for (const ChannelSettings& one : settings)
    if (one.type == ChannelType::web)
      chats.push_back({.channel = one.id, .site = one.site.value, .origins = one.origins});
  return chats;
}

}  // namespace steward::app
