#pragma once
// What providers of SMS have in common. A person's account is "sms:" and their phone in E.164, whichever
// provider carries it; a provider has a name of its own, for its hooks and its pace.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "channels/channel.hpp"
#include "domain/labels.hpp"

namespace steward::channels {

struct SmsOptions {
  std::string name;
  std::string from;                     // the number or name that the reader sees
  std::vector<std::string> prefixes{};  // of the numbers it carries, "+86"; empty: all
  std::string site{};                   // of whoever writes to it, as long as nothing else is known
  domain::Region region{};              // of numbers without a country code
  std::string hook_url{};               // where it reports to: …/hooks/<name>; empty: it cannot
  std::string proxy{};
  double per_second = 30;
};

// What a message was, in a line that goes with it and comes back with its report: its id, to whom, of which
// orders.
std::string mark_of(const domain::OutMessage& message);
// Under this once-key such a line is kept for providers that report by an id of their own.
std::string sent_as(std::string_view channel, std::string_view provider_id);
// False where it is no such line.
bool read_mark(std::string_view mark, domain::MessageReported& into);

// Of those whose calls are not signed: what their address holds is all that tells them from others.
inline constexpr size_t shortest_hook_key = 16;

class SmsChannel : public Channel {
 public:
  explicit SmsChannel(SmsOptions options);

  std::string_view name() const override { return options_.name; }
  const Limits& limits() const override { return limits_; }
  bool carries(std::string_view phone) const override;
  // It cannot be told whether it went out, and a second one would cost and annoy: a person looks.
  Verdict lost_answer() const override { return {Verdict::What::permanent, "unknown"}; }

 protected:
  // All of it, as far as an SMS should go.
  static std::string words_of(const Outgoing& outgoing);
  // What it is told when a message has arrived or failed: the hook with these pairs behind it.
  std::string report_url(const domain::OutMessage& message, const HookRequest::Pairs& more = {}) const;
  // A message that somebody sent; nothing where the number is no phone (a carrier's own adverts).
  std::optional<domain::Event> received(std::string_view from, std::string_view id, std::string text,
                                        Instant at) const;
  // What became of the message that report_url() named; nothing where the pairs name none.
  std::optional<domain::Event> reported(const HookRequest::Pairs& pairs, domain::MessageReported::What what,
                                        std::string why) const;
  // … that mark_of() stands for.
  std::optional<domain::Event> reported(std::string_view mark, domain::MessageReported::What what,
                                        std::string why) const;

  SmsOptions options_;

 private:
  Limits limits_;
};

std::string_view value_of(const HookRequest::Pairs& pairs, std::string_view name);  // empty: not there
// application/x-www-form-urlencoded, and as in a URL.
std::string encoded(const HookRequest::Pairs& pairs);

}  // namespace steward::channels
