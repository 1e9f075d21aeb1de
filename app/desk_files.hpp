#pragma once
// The files that describe a desk's work: kinds of order, trades, phrases.

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/config_table.hpp"
#include "domain/phrasebook.hpp"
#include "domain/rules.hpp"

namespace steward::app {

template <>
const Table<domain::Kind>& table_of();
template <>
const Table<domain::Trade>& table_of();

// A file each, its name the kind's id, in the sequence of their names.
std::vector<domain::Kind> read_kinds(const std::filesystem::path& folder, Problems& problems);
std::vector<domain::Trade> read_trades(const std::filesystem::path& file, Problems& problems);

// Where each phrase was read, to complain at.
struct PhrasePlace {
  std::string file;
  int line = 0;
};
using PhrasePlaces = std::map<std::pair<domain::Wording, std::string>, PhrasePlace>;

// zh-Hans.json, zh-Hant-TW.json, zh-Hant-HK.json and en.json, as far as they are there.
void read_phrases(const std::filesystem::path& folder, domain::Phrasebook& into, PhrasePlaces& places,
                  Problems& problems);

// Every phrase the program and these kinds and trades use stands in every wording, with its own placeholders.
// What is missing belongs into `folder`, the desk's own, empty where it has none. Nothing stands there that
// nobody says; of what is shipped, a desk with other kinds may leave some unsaid.
void check_phrases(const domain::Phrasebook& phrases, const PhrasePlaces& places, const domain::Rules& rules,
                   const std::filesystem::path& folder, Problems& problems);

}  // namespace steward::app

template <>
struct steward::domain::Spellings<steward::domain::Handler> {
  static constexpr std::array<Spelling<Handler>, 4> table{{
      {Handler::technician, "technician"},
      {Handler::front_desk, "front_desk"},
      {Handler::department, "department"},
      {Handler::named_staff, "named_staff"},
  }};
};
