#include "notices/wording.hpp"

#include <algorithm>

#include "domain/phrasebook.hpp"

namespace steward::notices {
namespace {

std::string fill(const std::string& text, const Values& values, Filled& all) {
  std::string out;
  size_t at = 0;
  for (const std::string& name : domain::placeholders_in(text)) {
    const std::string placeholder = "{" + name + "}";
    const size_t place = text.find(placeholder, at);
    const auto value = values.find(name);
    if (value == values.end()) all.lacking.insert(name);
    out.append(text, at, place - at);
    out += value == values.end() ? placeholder : value->second;
    at = place + placeholder.size();
  }
  return out.append(text, at);
}

}  // namespace

std::vector<std::string> placeholders_of(const std::vector<domain::NoticeText>& texts) {
  std::vector<std::string> names;
  for (const domain::NoticeText& one : texts)
    for (const std::string& words : {one.title, one.text})
      for (std::string& name : domain::placeholders_in(words))
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  return names;
}

Filled filled(std::vector<domain::NoticeText> texts, const Values& values) {
  Filled all;
  const std::vector<std::string> known = placeholders_of(texts);
  for (domain::NoticeText& one : texts) {
    one.title = fill(one.title, values, all);
    one.text = fill(one.text, values, all);
  }
  for (const auto& [name, value] : values)
    if (std::find(known.begin(), known.end(), name) == known.end()) all.unknown.insert(name);
  all.texts = std::move(texts);
  return all;
}

std::string words_of(const domain::NoticeText& text) {
  return text.title.empty() ? text.text : text.title + '\n' + text.text;
}

}  // namespace steward::notices
