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

}  // namespace steward::domain
