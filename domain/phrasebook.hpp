#pragma once
// From phrases to words: a message becomes text and button labels, in the wording of who reads it. A
// template's {placeholders} are filled once; what stands in a value is never expanded again.

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/message.hpp"
#include "domain/rules.hpp"

namespace steward::domain {

// Traditional characters are worded differently in Taiwan and in Hong Kong.
enum class Wording : uint8_t { zh_hans, zh_hant_tw, zh_hant_hk, en };

template <>
struct Spellings<Wording> {
  static constexpr std::array<Spelling<Wording>, 4> table{{
      {Wording::zh_hans, "zh-Hans"},
      {Wording::zh_hant_tw, "zh-Hant-TW"},
      {Wording::zh_hant_hk, "zh-Hant-HK"},
      {Wording::en, "en"},
  }};
};

Wording wording_of(Language language, Region region);

// The names between braces, in the sequence of the text. A brace that opens no name is text.
std::vector<std::string> placeholders_in(std::string_view text);

struct Rendered {
  std::string text;                  // paragraphs, a line each
  std::vector<std::string> buttons;  // labels, in the sequence of the message's buttons
  // Of an SMS what its placeholders became, by name: some providers fill a template of their own with them.
  std::vector<std::pair<std::string, std::string>> values{};
  bool operator==(const Rendered&) const = default;
};

class Phrasebook {
 public:
  void add(Wording wording, std::string key, std::string text);
  // Nothing where this wording lacks the phrase.
  const std::string* find(Wording wording, std::string_view key) const;
  std::vector<std::string> keys(Wording wording) const;

  // `site` gives the zone, the wording's region, and the placeholders every phrase may use: {site},
  // {desk_phone}, {keeper}, {fire}, {ambulance}, {police}, {defibrillator}.
  Rendered render(const OutMessage& message, const Rules& rules) const;
  std::string say(const Say& sentence, Wording wording, const Site& site, const Emergency& emergency,
                  Instant at) const;

 private:
  const std::string& text_of(Wording wording, const std::string& key) const;
  std::string shown(const Arg& arg, Wording wording, const Site& site, const Emergency& emergency,
                    Instant at) const;
  std::string listed(std::string_view keys, Wording wording, const Site& site, const Emergency& emergency,
                     Instant at) const;

  std::array<std::map<std::string, std::string, std::less<>>, 4> texts_;
};

// Placeholders that every phrase may use besides its own.
inline constexpr std::array<std::string_view, 7> general_placeholders{
    "site", "desk_phone", "keeper", "fire", "ambulance", "police", "defibrillator"};

}  // namespace steward::domain
