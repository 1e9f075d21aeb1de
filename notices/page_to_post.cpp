#include "notices/page_to_post.hpp"

#include <fmt/format.h>

namespace steward::notices {
namespace {

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

std::string_view style_of_page() {
  return "\n@page { size: A4; margin: 25mm }\nbody { font: 18pt/1.7 serif; max-width: 160mm; margin: auto }\n"
         "h1 { text-align: center; font-size: 30pt }\n"
         "section + section { border-top: 1px solid; margin-top: 2em }\n"
         "footer { text-align: right; margin-top: 3em; font-size: 14pt }\n";
}

std::string page_of(const domain::Notice& notice, const domain::Site& site) {
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{}</style>\n",
      domain::to_string(notice.texts.front().language), as_html(notice.texts.front().title), style_of_page());
  for (const domain::NoticeText& text : notice.texts)
    out += fmt::format("<section lang=\"{}\">\n<h1>{}</h1>\n<p>{}</p>\n</section>\n",
                       domain::to_string(text.language), as_html(text.title), as_html(text.text));
  return out + fmt::format("<footer>{}<br>{} · {}</footer>\n</html>\n", as_html(site.name),
                           domain::iso8601(notice.created_at, site.zone).substr(0, 10), notice.id.value);
}

}  // namespace steward::notices
