#pragma once
// Our own JSON of a message, as bridges and the web chat send it.

#include "channels/channel.hpp"

#include <boost/json/fwd.hpp>
#include <optional>
#include <string_view>

namespace steward::channels {

// What is believed of it beyond the words.
struct MessageTrust {
  std::string_view channel;
  bool has_phone = false;  // the sender vouches for the phone it gives
};

// Nothing where a member that must be there is missing or one is of no use: an id, somebody it is from, and a
// text, a medium or a press. `from` is left to the caller.
struct ReadMessage {
  std::string_view id;
  domain::MessageReceived message;
};
std::optional<ReadMessage> read_message(const boost::json::object& json, const MessageTrust& trust,
                                        Instant received_at);

std::string_view spelling_of(domain::Media::Form form);
std::optional<domain::Media::Form> media_form_from(std::string_view text);
// "zh-Hans", and what platforms write: "zh-CN", "zh_TW", "en-GB".
std::optional<domain::Language> language_from(std::string_view tag);

}  // namespace steward::channels
