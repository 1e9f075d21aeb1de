#pragma once
// What a notice says, as a file of JSON: its class and its words in each language, with {placeholders}. The
// shipped ones are in config/notices; a desk may have a folder of its own.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/config_table.hpp"
#include "notices/wording.hpp"

namespace steward::app {

template <>
const Table<domain::NoticeText>& table_of();
template <>
const Table<notices::Template>& table_of();

// `name` is a path, or that of one in the desk's own folder or of a shipped one, without ".json". Nothing,
// with a problem each, where it cannot be read, a placeholder has no value, or a value no placeholder.
std::optional<notices::Template> read_notice(const std::string& name, const std::filesystem::path& own,
                                             const notices::Values& values, Problems& problems);

// The desk's own and the shipped ones, by name; an own one stands for a shipped one of its name. What cannot
// be read is a problem, and left out.
std::vector<notices::Template> notice_templates(const std::filesystem::path& own, Problems& problems);

}  // namespace steward::app
