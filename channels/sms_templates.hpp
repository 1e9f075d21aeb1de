#pragma once
// Providers in mainland China send no text but one of the templates that they have approved, with values for
// its variables. Which of ours goes by which of theirs stands in the configuration.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "channels/channel.hpp"

namespace steward::channels {

struct SmsTemplate {
  std::string phrase;  // of the message's first paragraph, "follow_up"; empty: of every other message
  std::string code;    // as the provider knows it: "SMS_100000001"
  // The template's variables in their sequence: {…} of our phrases, or "text" for all of it.
  std::vector<std::string> variables;
};

// A template with what to fill in.
struct FilledTemplate {
  std::string_view code;
  std::vector<std::pair<std::string_view, std::string>> values;  // in the template's sequence
};

// Nothing where none of them is for this message. A text comes in one line: providers take no breaks.
std::optional<FilledTemplate> filled_template(const std::vector<SmsTemplate>& templates,
                                              const domain::OutMessage& message, const Rendered& rendered);

}  // namespace steward::channels
