#include "console/wanted_notice.hpp"

#include <algorithm>

namespace steward::console {
namespace {

using Wrong = std::optional<WrongField>;

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_text = 8000;
constexpr std::int64_t highest_floor = 300;

Wrong take_own_words(const Fields& fields, domain::Notice& notice) {
  const auto titles = fields.texts_under("title."), texts = fields.texts_under("text.");
  for (const auto& [language, spelling] : domain::Spellings<domain::Language>::table) {
    const std::string name(spelling);
    const auto title = titles.find(name), text = texts.find(name);
    if (text == texts.end() && title == titles.end()) continue;
    if (text == texts.end())
      return WrongField{"text." + name, "missing", "It says nothing in this language."};
    notice.texts.push_back({language, title == titles.end() ? "" : title->second, text->second});
  }
  if (notice.texts.empty()) return WrongField{"text", "missing", "It says nothing."};
  return std::nullopt;
}

Wrong take_template(const Fields& fields, const NoticeSources& sources, domain::Notice& notice) {
  const std::string name = fields.text("template");
  const auto templates = sources.templates();
  const auto found = std::ranges::find(templates, name, &notices::Template::name);
  if (found == templates.end()) return WrongField{"template", "unknown", "There is no such template.", name};
  notices::Filled filled = notices::filled(found->texts, fields.texts_under("value."));
  if (!filled.lacking.empty())
    return WrongField{"value." + *filled.lacking.begin(), "missing", "This has no value."};
  if (!filled.unknown.empty())
    return WrongField{"value." + *filled.unknown.begin(), "unknown", "Nothing in it is called so."};
  notice.sort = found->sort;
  notice.texts = std::move(filled.texts);
  return std::nullopt;
}

Wrong take_words(const Fields& fields, const NoticeSources& sources, domain::Notice& notice) {
  const bool is_own = fields.text("template").empty();
  const Wrong wrong = is_own ? take_own_words(fields, notice) : take_template(fields, sources, notice);
  if (wrong) return wrong;
  const std::string sort = fields.text("class");
  const auto given = domain::from_string<domain::NoticeClass>(sort);
  if (!given && (is_own || !sort.empty()))
    return WrongField{"class", "no-class", "There is no such class.", sort};
  notice.sort = given.value_or(notice.sort);
  for (const domain::NoticeText& text : notice.texts)
    if (text.title.size() > longest_title || text.text.size() > longest_text)
      return WrongField{"text." + std::string(domain::to_string(text.language)), "too-long",
                        "It is too long."};
  return std::nullopt;
}

Wrong take_audience(const Fields& fields, const domain::Site& site, const NoticeSources& sources,
                    notices::WantedAudience& wanted) {
  wanted.audience.building = fields.text("building");
  wanted.audience.entrance = fields.text("entrance");
  const std::int64_t floor = fields.whole("floor").value_or(0);
  const bool is_floor = floor >= -highest_floor && floor <= highest_floor;
  if (!is_floor || !fields.text("floor").empty())
    return WrongField{"floor", "no-floor", "This is no floor.", fields.text("floor")};
  wanted.audience.floor = static_cast<int>(floor);
  const std::string units = fields.text("units"), orders = fields.text("orders"), list = fields.text("list");
  for (std::string& unit : notices::named_in(units)) wanted.audience.units.emplace_back(std::move(unit));
  for (std::string& order : notices::named_in(orders)) wanted.orders.emplace_back(std::move(order));
  wanted.is_listed = !units.empty() || !orders.empty();
  if (list.empty()) return std::nullopt;
  std::string wrong = sources.read_list(list, site, wanted);
  if (!wrong.empty()) return WrongField{"list", "bad-list", std::move(wrong)};
  return std::nullopt;
}

}  // namespace

std::variant<WantedNotice, WrongField> wanted_notice(const Asking& who, const Fields& fields,
                                                     const NoticeSources& sources) {
  const std::string asked = fields.text("site");
  const auto sites = who.sites(asked);
  if (asked.empty() || sites.empty()) return WrongField{"site", "no-site", "There is no such site.", asked};
  WantedNotice wanted;
  wanted.notice.site = sites.front()->id;
  wanted.notice.by = who.staff.id;
  wanted.notice.corrects = domain::NoticeId(fields.text("corrects"));
  if (Wrong wrong = take_words(fields, sources, wanted.notice)) return *wrong;
  if (const auto* text = notices::too_long(wanted.notice.texts, *sites.front(), sources.prices()))
    return WrongField{"text." + std::string(domain::to_string(text->language)), "too-many-parts",
                      "It takes more parts of SMS than desk.notices.most_parts allows.",
                      std::to_string(notices::segments_of(*text, *sites.front()))};
  if (Wrong wrong = take_audience(fields, *sites.front(), sources, wanted.audience)) return *wrong;
  return wanted;
}

}  // namespace steward::console
