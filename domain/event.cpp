#include "domain/event.hpp"

#include <algorithm>

namespace steward::domain {

bool MessageReceived::is_voice_without_words() const {
  return text.empty() && std::any_of(media.begin(), media.end(), [](const Media& one) {
           return one.form == Media::Form::voice && one.transcript.empty();
         });
}

std::string_view MessageReceived::words() const {
  if (!text.empty()) return text;
  for (const Media& one : media)
    if (!one.transcript.empty()) return one.transcript;
  return {};
}

int MessageReceived::photos() const {
  return static_cast<int>(std::count_if(media.begin(), media.end(),
                                        [](const Media& one) { return one.form == Media::Form::photo; }));
}

std::string once_of(const MessageReported& report) {
  return "report:" + report.message_id + ":" + std::string(to_string(report.what));
}

}  // namespace steward::domain
