#pragma once
// What a notice says. A template has its words in each language with {placeholders}; they are filled in once,
// when it is composed, and what stands in a value is never expanded again.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/notice.hpp"

namespace steward::notices {

struct Template {
  std::string name;
  domain::NoticeClass sort = domain::NoticeClass::other;
  std::vector<domain::NoticeText> texts;
};

using Values = std::map<std::string, std::string>;

// Each once, in the sequence in which they come.
std::vector<std::string> placeholders_of(const std::vector<domain::NoticeText>& texts);

struct Filled {
  std::vector<domain::NoticeText> texts;
  std::set<std::string> lacking;  // placeholders without a value
  std::set<std::string> unknown;  // values that no placeholder asks for
};
Filled filled(std::vector<domain::NoticeText> texts, const Values& values);

// Title and text, as they are sent.
std::string words_of(const domain::NoticeText& text);

}  // namespace steward::notices
