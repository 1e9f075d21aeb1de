#pragma once
// The built-in chat: the reader's page follows our own thread, so a message is delivered by standing there.
// And the board's stand-in for SMS, where no provider is configured: what goes to a phone is shown to the
// front desk.

#include "channels/channel.hpp"

#include <string>
#include <string_view>

namespace steward::channels {

class WebChat final : public Channel {
 public:
  explicit WebChat(std::string name, std::string site = {})
      : name_(std::move(name)), site_(std::move(site)) {}

  std::string_view name() const override { return name_; }
  const Limits& limits() const override;
  Decoded decode(const HookRequest& request) const override;  // it has no webhook
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;

  // What the page posts, said by this account.
  Decoded decode_message(std::string_view body, const domain::AccountId& from, Instant received_at) const;
  // A line of the thread as the page reads it. Media are named by `media_url` and the part of their ref after
  // ours.
  std::string encode_line(const domain::ThreadEntry& line, std::string_view media_url) const;

 private:
  std::string name_, site_;
};

class SmsBoard final : public Channel {
 public:
  explicit SmsBoard(std::string name = "sms") : name_(std::move(name)) {}

  std::string_view name() const override { return name_; }
  const Limits& limits() const override;
  Decoded decode(const HookRequest& request) const override;
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;

 private:
  std::string name_;
};

// Proof of who writes in the built-in chat: the page keeps a random token, we know its account by the hash.
std::string account_peer_of(std::string_view token);
bool is_chat_token(std::string_view text);  // 32 hexadecimal digits

}  // namespace steward::channels
