#include "app/channel_setup.hpp"

#include <algorithm>
#include <stdexcept>

#include "channels/aliyun.hpp"
#include "channels/bridge.hpp"
#include "channels/kannel.hpp"
#include "channels/telegram.hpp"
#include "channels/tencent.hpp"
#include "channels/twilio.hpp"
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

std::string without_slash(const std::string& url) { return url.substr(0, url.find_last_not_of('/') + 1); }

channels::SmsOptions sms(const ChannelSettings& settings, const Settings& all) {
  channels::SmsOptions options{.name = settings.id, .from = settings.from};
  options.prefixes = settings.prefixes;
  options.site = settings.site.value;
  const auto& sites = all.desk.sites;
  const auto home =
      std::find_if(sites.begin(), sites.end(), [&](const auto& one) { return one.id == settings.site; });
  if (!sites.empty()) options.region = (home == sites.end() ? sites.front() : *home).region;
  const std::string& reached_at = settings.callback_url.empty() ? all.public_url : settings.callback_url;
  const std::string base = without_slash(reached_at);
  if (!base.empty()) options.hook_url = base + "/hooks/" + settings.id;
  options.proxy = settings.proxy;
  options.per_second = settings.per_second;
  return options;
}

std::unique_ptr<const channels::Channel> kannel(const ChannelSettings& settings, const Settings& all) {
  return std::make_unique<const channels::Kannel>(channels::KannelOptions{.sms = sms(settings, all),
                                                                          .url = settings.base_url,
                                                                          .username = settings.account,
                                                                          .password = settings.token.reveal(),
                                                                          .key = settings.secret.reveal()});
}

std::unique_ptr<const channels::Channel> twilio(const ChannelSettings& settings, const Settings& all) {
  channels::TwilioOptions options{.sms = sms(settings, all),
                                  .account = settings.account,
                                  .token = settings.token.reveal(),
                                  .service = settings.service};
  if (!settings.base_url.empty()) options.api_url = settings.base_url;
  return std::make_unique<const channels::Twilio>(std::move(options));
}

std::unique_ptr<const channels::Channel> aliyun(const ChannelSettings& settings, const Settings& all) {
  channels::AliyunOptions options{.sms = sms(settings, all),
                                  .access_key = settings.account,
                                  .secret = settings.token.reveal(),
                                  .key = settings.secret.reveal(),
                                  .templates = settings.templates};
  if (!settings.base_url.empty()) options.api_url = without_slash(settings.base_url);
  return std::make_unique<const channels::Aliyun>(std::move(options));
}

std::unique_ptr<const channels::Channel> tencent(const ChannelSettings& settings, const Settings& all) {
  channels::TencentOptions options{.sms = sms(settings, all),
                                   .secret_id = settings.account,
                                   .secret_key = settings.token.reveal(),
                                   .app = settings.service,
                                   .key = settings.secret.reveal(),
                                   .templates = settings.templates};
  if (!settings.base_url.empty()) options.api_url = without_slash(settings.base_url);
  return std::make_unique<const channels::Tencent>(std::move(options));
}

std::unique_ptr<const channels::Channel> channel(const ChannelSettings& settings, const Settings& all) {
  switch (settings.type) {
    case ChannelType::kannel: return kannel(settings, all);
    case ChannelType::twilio: return twilio(settings, all);
    case ChannelType::aliyun: return aliyun(settings, all);
    case ChannelType::tencent: return tencent(settings, all);
    case ChannelType::telegram: return telegram(settings);
    case ChannelType::webhook: return bridge(settings);
    case ChannelType::web: return std::make_unique<const channels::WebChat>(settings.id, settings.site.value);
    case ChannelType::sms_board: return std::make_unique<const channels::SmsBoard>(settings.id);
  }
  throw std::logic_error("no such channel");
}

}  // namespace

void add_channels(const Settings& settings, channels::Channels& into, std::vector<std::string>& problems) {
  for (const ChannelSettings& one : settings.channels) try {
      into.add(channel(one, settings));
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
