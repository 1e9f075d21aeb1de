#pragma once
// What a notice says, as a file of JSON: its class and its words in each language, with {placeholders} that
// are filled in when it is composed. The shipped ones are in config/notices.

#include <map>
#include <optional>
#include <string>

#include "app/config_table.hpp"
#include "domain/notice.hpp"

namespace steward::app {

struct NoticeFile {
  domain::NoticeClass sort = domain::NoticeClass::other;
  std::vector<domain::NoticeText> texts;
};

template <>
const Table<domain::NoticeText>& table_of();
template <>
const Table<NoticeFile>& table_of();

// `name` is a path, or that of a shipped one without ".json". Nothing, with a problem each, where it cannot
// be read, a placeholder has no value, or a value no placeholder.
std::optional<NoticeFile> read_notice(const std::string& name,
                                      const std::map<std::string, std::string>& values, Problems& problems);

}  // namespace steward::app
