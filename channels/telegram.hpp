#pragma once
// Telegram's Bot API, by webhook: https://core.telegram.org/bots/api. Only private chats; a group is no
// account.

#include "channels/channel.hpp"

#include <string>

namespace steward::channels {

struct TelegramOptions {
  std::string name;
  std::string token;         // of the bot; part of every URL, so URLs are never logged
  std::string secret_token;  // as given to setWebhook
  std::string api_url = "https://api.telegram.org";
  std::string site{};  // where its people live, as long as nothing else is known
  std::string proxy{};
};

class Telegram final : public Channel {
 public:
  explicit Telegram(
      TelegramOptions options);  // throws std::invalid_argument for a missing or malformed secret

  std::string_view name() const override { return options_.name; }
  const Limits& limits() const override;
  Decoded decode(const HookRequest& request) const override;
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;
  bool takes_attachments() const override { return true; }
  std::optional<OutRequest> media_request(std::string_view file_id) const override;
  std::optional<OutRequest> media_behind(const Answer& answer) const override;

 private:
  std::string method_url(std::string_view method) const;
  OutRequest request(std::string_view method, std::string body) const;
  void add_known_media(const Outgoing& outgoing, Requests& requests) const;
  void add_attachments(const Outgoing& outgoing, Requests& requests) const;

  TelegramOptions options_;
};

}  // namespace steward::channels
