#include "domain/phrasebook.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "domain/letters.hpp"
#include "domain/sms_talk.hpp"
#include "domain/spoken_time.hpp"

namespace steward::domain {
namespace {

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// The name that the brace at `at` opens; empty when it opens none.
std::string_view name_at(std::string_view text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() && is_name_character(text[end])) ++end;
  if (end == at + 1 || end >= text.size() || text[end] != '}') return {};
  return text.substr(at + 1, end - at - 1);
}

template <class Fill>
std::string filled(std::string_view text, Fill value_of) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const std::string_view name = text[at] == '{' ? name_at(text, at) : std::string_view{};
    if (name.empty()) {
      out += text[at++];
      continue;
    }
    out += value_of(name);
    at += name.size() + 2;
  }
  return out;
}

std::optional<long long> number_in(std::string_view text) {
  long long number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<LocalTime> local_in(std::string_view milliseconds, const Site& site) {
  const auto number = number_in(milliseconds);
  if (!number) return std::nullopt;
  return site.zone.to_local(Instant(Duration(*number)));
}

// A number of the site's own country is shown as people there dial it.
std::string shown_phone(const std::string& phone, Region region) {
  constexpr std::string_view country[]{"+86", "+852", "+853", "+886"};
  const std::string_view code = country[static_cast<size_t>(region)];
  if (!phone.starts_with(code)) return phone;
  return (region == Region::tw ? "0" : "") + phone.substr(code.size());
}

// What somebody typed may not look like our own lines: one line, no control characters.
std::string as_value(const std::string& text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return out;
}

std::string general_value(std::string_view name, const Site& site, const Emergency& emergency) {
  if (name == "site") return site.name;
  if (name == "desk_phone") return site.phone;
  if (name == "keeper") return site.keeper.empty() ? site.name : site.keeper;
  if (name == "fire") return emergency.fire;
  if (name == "ambulance") return emergency.ambulance;
  if (name == "police") return emergency.police;
  if (name == "defibrillator") return site.defibrillator;
  return {};
}

}  // namespace

Wording wording_of(Language language, Region region) {
  if (language == Language::en) return Wording::en;
  if (language == Language::zh_hans) return Wording::zh_hans;
  return region == Region::tw ? Wording::zh_hant_tw : Wording::zh_hant_hk;
}

std::vector<std::string> placeholders_in(std::string_view text) {
  std::vector<std::string> names;
  for (size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1))
    if (const auto name = name_at(text, at); !name.empty()) names.emplace_back(name);
  return names;
}

void Phrasebook::add(Wording wording, std::string key, std::string text) {
  texts_[static_cast<size_t>(wording)].insert_or_assign(std::move(key), std::move(text));
}

const std::string* Phrasebook::find(Wording wording, std::string_view key) const {
  const auto& texts = texts_[static_cast<size_t>(wording)];
  const auto found = texts.find(key);
  return found == texts.end() ? nullptr : &found->second;
}

std::vector<std::string> Phrasebook::keys(Wording wording) const {
  std::vector<std::string> list;
  for (const auto& [key, text] : texts_[static_cast<size_t>(wording)]) list.push_back(key);
  return list;
}

// The configuration check has found every phrase; a key that is shown instead is at least traceable.
const std::string& Phrasebook::text_of(Wording wording, const std::string& key) const {
  if (const auto* text = find(wording, key)) return *text;
  if (const auto* text = find(Wording::zh_hans, key)) return *text;
  return key;
}

std::string Phrasebook::listed(std::string_view keys, Wording wording, const Site& site,
                               const Emergency& emergency, Instant at) const {
  std::string list;
  while (!keys.empty()) {
    const std::string_view key = keys.substr(0, keys.find(' '));
    keys.remove_prefix(std::min(key.size() + 1, keys.size()));
    if (!list.empty()) list += wording == Wording::en ? ", " : "、";
    list += say(Say{std::string{key}, {}}, wording, site, emergency, at);
  }
  return list;
}

std::string Phrasebook::shown(const Arg& arg, Wording wording, const Site& site, const Emergency& emergency,
                              Instant at) const {
  const LocalTime now = site.zone.to_local(at);
  switch (arg.form) {
    case Arg::Form::text: return as_value(arg.value);
    case Arg::Form::phrase: return say(Say{arg.value, {}}, wording, site, emergency, at);
    case Arg::Form::phrases: return listed(arg.value, wording, site, emergency, at);
    case Arg::Form::phone: return shown_phone(arg.value, site.region);
    case Arg::Form::duration:
      return spoken_minutes(std::chrono::minutes(number_in(arg.value).value_or(0)), wording);
    case Arg::Form::time: {
      const auto time = local_in(arg.value, site);
      return time ? spoken_time(*time, now, wording) : std::string();
    }
    case Arg::Form::window: {
      const std::string_view both = arg.value;
      const size_t comma = std::min(both.find(','), both.size());
      const std::string_view end = comma < both.size() ? both.substr(comma + 1) : std::string_view{};
      return spoken_window(local_in(both.substr(0, comma), site), local_in(end, site), now, wording);
    }
  }
  return {};
}

std::string Phrasebook::say(const Say& sentence, Wording wording, const Site& site,
                            const Emergency& emergency, Instant at) const {
  return filled(text_of(wording, sentence.phrase), [&](std::string_view name) {
    for (const Arg& arg : sentence.args)
      if (arg.name == name) return shown(arg, wording, site, emergency, at);
    return general_value(name, site, emergency);
  });
}

Rendered Phrasebook::render(const OutMessage& message, const Rules& rules) const {
  const Site& site = rules.site(message.site);
  const Wording wording = wording_of(message.language, site.region);
  const auto found = rules.emergency.find(site.region);
  const Emergency emergency = found == rules.emergency.end() ? Emergency{} : found->second;

  Rendered rendered{message.text, {}};
  const bool is_by_sms = is_sms(message.to);
  for (const Say& paragraph : message.says) {
    const std::string text = say(paragraph, wording, site, emergency, message.created_at);
    if (text.empty()) continue;
    if (!rendered.text.empty()) rendered.text += '\n';
    rendered.text += text;
    if (!is_by_sms) continue;
    for (const Arg& arg : paragraph.args)
      rendered.values.emplace_back(arg.name, shown(arg, wording, site, emergency, message.created_at));
  }
  if (is_by_sms)
    for (const std::string_view name : general_placeholders)
      rendered.values.emplace_back(name, general_value(name, site, emergency));
  for (const Button& button : message.buttons)
    rendered.buttons.push_back(
        button.phrase.empty() ? as_value(button.text)
                              : say(Say{button.phrase, {}}, wording, site, emergency, message.created_at));
  // Nothing can be pressed in an SMS: it says what to write.
  if (is_by_sms && !rendered.buttons.empty())
    rendered.text += '\n' + say(offer_of(message, rendered.buttons, wording == Wording::en ? ", " : "，"),
                                wording, site, emergency, message.created_at);
  return rendered;
}

}  // namespace steward::domain
