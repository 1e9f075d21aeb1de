#include "app/notices/shown.hpp"

#include <fmt/format.h>

#include <array>

#include "app/report/excel.hpp"
#include "channels/sms_segments.hpp"

namespace steward::app {
namespace {

constexpr int bar_width = 30;

std::string words_of(const domain::NoticeText& text) {
  return text.title.empty() ? text.text : text.title + '\n' + text.text;
}

// In mainland China the signature is part of what is billed.
int segments_of(const domain::NoticeText& text, const domain::Site& site) {
  const bool is_mainland = site.region == domain::Region::cn;
  const std::string words = words_of(text);
  const channels::SmsSize size =
      is_mainland ? channels::sms_size_in_china("【" + site.name + "】" + words) : channels::sms_size(words);
  return static_cast<int>(size.segments);
}

int readers_by_sms(const domain::NoticeTally& tally, domain::Language language) {
  switch (language) {
    case domain::Language::zh_hans: return tally.sms_zh_hans;
    case domain::Language::zh_hant: return tally.sms_zh_hant;
    case domain::Language::en: return tally.sms_en;
  }
  return 0;
}

std::string as_html(std::string_view text) {
  std::string out;
  for (const char sign : text) {
    switch (sign) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "<br>\n"; break;
      default: out += sign;
    }
  }
  return out;
}

}  // namespace

int segments_of(const domain::Notice& notice, const domain::Site& site) {
  int segments = 0;
  for (const domain::NoticeText& text : notice.texts)
    segments += segments_of(text, site) * readers_by_sms(notice.tally, text.language);
  return segments;
}

std::string preview_of(const domain::Notice& notice, const domain::Site& site, const NoticeSettings& prices) {
  const domain::NoticeTally& tally = notice.tally;
  std::string out = fmt::format("{}  {}  {}\n", notice.id.value, domain::to_string(notice.sort),
                                domain::to_string(notice.state));
  for (const domain::NoticeText& text : notice.texts)
    out += fmt::format("\n[{}] {} SMS part{} each\n{}\n", domain::to_string(text.language),
                       segments_of(text, site), segments_of(text, site) == 1 ? "" : "s", words_of(text));
  out += fmt::format("\n{} recipients: {} by chat, {} by SMS, {} cannot be reached\n", notice.size,
                     tally.chat, tally.sms, tally.unreachable);
  const int segments = segments_of(notice, site);
  out += fmt::format("{} SMS parts", segments);
  if (prices.per_segment > 0)
    out += fmt::format(", about {:.2f} {}", segments * prices.per_segment, prices.currency);
  return out + "\n";
}

int Progress::gone() const {
  using enum domain::CopyState;
  return of(skipped) + of(failed) + of(sent) + of(delivered) + of(read);
}

Progress progress_of(const storage::Store::NoticeCopies& copies) {
  Progress progress;
  for (const domain::CopyState state : copies.states)
    if (static_cast<size_t>(state) < domain::copy_states) ++progress.counts[static_cast<size_t>(state)];
  return progress;
}

std::string bar_of(const Progress& progress, int size) {
  using enum domain::CopyState;
  const int filled = size == 0 ? bar_width : static_cast<int>(int64_t{bar_width} * progress.gone() / size);
  std::string out = "[" + std::string(static_cast<size_t>(filled), '#') +
                    std::string(static_cast<size_t>(bar_width - filled), '.') + "]";
  out += fmt::format(" {} of {}", progress.gone(), size);
  constexpr std::array shown{queued, sent, delivered, read, failed, skipped};
  for (const domain::CopyState state : shown)
    if (progress.of(state) > 0) out += fmt::format(" · {} {}", progress.of(state), domain::to_string(state));
  return out;
}

std::string line_of(const domain::Notice& notice, const domain::Zone& zone) {
  return fmt::format("{}  {}  {:<9}  {:<10}  {:>7}  {}", notice.id.value, iso8601(notice.created_at, zone),
                     domain::to_string(notice.sort), domain::to_string(notice.state), notice.size,
                     notice.texts.front().title);
}

std::string register_csv(const std::vector<domain::Notice>& notices, const domain::Zone& zone) {
  report::ExcelSheet sheet;
  for (const char* column : {"number", "class", "title", "text", "site", "state", "composed", "by",
                             "approved by", "recipients", "by chat", "by SMS", "unreachable", "corrects"})
    sheet.add(column);
  sheet.end_line();
  for (const domain::Notice& one : notices) {
    for (const std::string& cell :
         {one.id.value, std::string(domain::to_string(one.sort)), one.texts.front().title,
          one.texts.front().text, one.site.value, std::string(domain::to_string(one.state)),
          iso8601(one.created_at, zone), one.by.value, one.approved_by.value, std::to_string(one.size),
          std::to_string(one.tally.chat), std::to_string(one.tally.sms),
          std::to_string(one.tally.unreachable), one.corrects.value})
      sheet.add(cell);
    sheet.end_line();
  }
  return std::move(sheet).text();
}

std::string page_of(const domain::Notice& notice, const domain::Site& site) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n"
      "@page {{ size: A4; margin: 25mm }}\nbody {{ font: 18pt/1.7 serif; max-width: 160mm; margin: auto }}\n"
      "h1 {{ text-align: center; font-size: 30pt }}\nsection + section {{ border-top: 1px solid; margin-top: "
      "2em }}\nfooter {{ text-align: right; margin-top: 3em; font-size: 14pt }}\n</style>\n",
      domain::to_string(notice.texts.front().language), as_html(notice.texts.front().title));
  for (const domain::NoticeText& text : notice.texts)
    out += fmt::format("<section lang=\"{}\">\n<h1>{}</h1>\n<p>{}</p>\n</section>\n",
                       domain::to_string(text.language), as_html(text.title), as_html(text.text));
  return out + fmt::format("<footer>{}<br>{} · {}</footer>\n</html>\n", as_html(site.name),
                           domain::iso8601(notice.created_at, site.zone).substr(0, 10), notice.id.value);
}

}  // namespace steward::app
