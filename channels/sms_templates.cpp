#include "channels/sms_templates.hpp"

#include <algorithm>

namespace steward::channels {

namespace {

std::string in_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string value_named(const std::string& name, const Rendered& rendered) {
  if (name == "text") return in_one_line(rendered.text);
  for (const auto& [key, value] : rendered.values)
    if (key == name) return value;
  return {};
}

}  // namespace

std::optional<FilledTemplate> filled_template(const std::vector<SmsTemplate>& templates,
                                              const domain::OutMessage& message, const Rendered& rendered) {
  const std::string_view phrase = message.says.empty() ? std::string_view{} : message.says.front().phrase;
  const auto of_phrase = [](std::string_view wanted) {
    return [wanted](const SmsTemplate& one) { return one.phrase == wanted; };
  };
  auto found = std::find_if(templates.begin(), templates.end(), of_phrase(phrase));
  if (found == templates.end()) found = std::find_if(templates.begin(), templates.end(), of_phrase(""));
  if (found == templates.end()) return std::nullopt;
  FilledTemplate filled{.code = found->code, .values = {}};
  for (const std::string& variable : found->variables)
    filled.values.emplace_back(variable, value_named(variable, rendered));
  return filled;
}

}  // namespace steward::channels
