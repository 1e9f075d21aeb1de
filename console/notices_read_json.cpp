// Reading notices: the register, the texts that can be filled in, one with how far it is, what becomes of
// each recipient, and the page to post.
#include "console/answers.hpp"
#include "console/finding.hpp"
#include "console/handlers.hpp"
#include "console/view.hpp"
#include "notices/page_to_post.hpp"
#include "notices/progress.hpp"
#include "notices/register.hpp"

#include <nlohmann/json.hpp>

#include <variant>

namespace steward::console {
namespace {

using nlohmann::json;

bool is_day(std::string_view text) {
  constexpr std::string_view form = "0000-00-00";
  return text.size() == form.size() &&
         std::equal(text.begin(), text.end(), form.begin(), [](char given, char wanted) {
           return wanted == '0' ? given >= '0' && given <= '9' : given == wanted;
         });
}

std::variant<notices::Search, WrongField> search_of(const net::Query& query) {
  notices::Search search;
  search.site = domain::SiteId(std::string(query.get("site")));
  search.words = query.get("find");
  for (const auto& [name, day] : {std::pair("from", &search.from), std::pair("until", &search.until)}) {
    *day = query.get(name);
    if (!day->empty() && !is_day(*day))
      return WrongField{name, "no-day", "A day is written like 2026-03-03.", *day};
  }
  const std::string sort(query.get("class")), state(query.get("state"));
  search.sort = domain::from_string<domain::NoticeClass>(sort);
  if (!sort.empty() && !search.sort) return WrongField{"class", "no-class", "There is no such class.", sort};
  search.state = domain::from_string<domain::NoticeState>(state);
  if (!state.empty() && !search.state)
    return WrongField{"state", "no-state", "There is no such state.", state};
  return search;
}

awaitable<net::Result<std::vector<domain::Notice>>> found_by(Desk& desk, const Asking& who,
                                                             notices::Search search) {
  const domain::Zone zone = who.rules->site({}).zone;
  const std::function<bool(const domain::Notice&)> is_meant = [&](const domain::Notice& notice) {
    return who.may_see(notice.site) && notices::is_found(notice, search, zone);
  };
  co_return co_await notices::registered(desk.world.store, is_meant);
}

Response spreadsheet(std::string text, const std::string& name) {
  Response answer;
  answer.headers.set("Content-Type", "text/csv; charset=utf-8");
  answer.headers.set("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
  answer.body = std::move(text);
  return answer;
}

}  // namespace

awaitable<Response> list_notices(Desk& desk, const Asking& who, Request& request) {
  const auto search = search_of(request.query);
  if (const auto* wrong = std::get_if<WrongField>(&search)) co_return wrong_field(*wrong);
  auto found = co_await found_by(desk, who, std::get<notices::Search>(search));
  if (!found) co_return failed(found.error());
  json all = json::array();
  for (const domain::Notice& one : *found) all.push_back(view::notice(who, one));
  co_return net::json(200, view::dumped({{"notices", std::move(all)}}));
}

awaitable<Response> list_notices_csv(Desk& desk, const Asking& who, Request& request) {
  const auto search = search_of(request.query);
  if (const auto* wrong = std::get_if<WrongField>(&search)) co_return wrong_field(*wrong);
  auto found = co_await found_by(desk, who, std::get<notices::Search>(search));
  if (!found) co_return failed(found.error());
  co_return spreadsheet(notices::register_csv(*found, who.rules->site({}).zone), "notices");
}

awaitable<Response> list_notice_templates(Desk& desk, const Asking&, Request&) {
  json all = json::array();
  for (const notices::Template& one : desk.world.notices.templates()) {
    json texts = json::array();
    for (const domain::NoticeText& text : one.texts)
      texts.push_back(
          {{"language", domain::to_string(text.language)}, {"title", text.title}, {"text", text.text}});
    all.push_back({{"name", one.name},
                   {"class", domain::to_string(one.sort)},
                   {"values", notices::placeholders_of(one.texts)},
                   {"texts", std::move(texts)}});
  }
  co_return net::json(200, view::dumped({{"templates", std::move(all)}}));
}

awaitable<Response> read_notice(Desk& desk, const Asking& who, Request& request) {
  auto notice = co_await find_notice(desk, who, std::string(request.parameter("number")));
  if (!notice) co_return failed(notice.error());
  if (!*notice) co_return not_found();
  auto copies = co_await desk.world.store.copies_of((*notice)->id, true);
  if (!copies) co_return failed(copies.error());
  const notices::Prices prices = desk.world.notices.prices();
  co_return net::json(200, view::dumped(view::whole_notice(who, **notice, prices, *copies)));
}

awaitable<Response> list_recipients_csv(Desk& desk, const Asking& who, Request& request) {
  auto notice = co_await find_notice(desk, who, std::string(request.parameter("number")));
  if (!notice) co_return failed(notice.error());
  if (!*notice) co_return not_found();
  auto copies = co_await desk.world.store.copies_of((*notice)->id, true);
  if (!copies) co_return failed(copies.error());
  auto csv = co_await notices::recipients_csv(desk.world.store, **notice, *copies);
  if (!csv) co_return failed(csv.error());
  co_return spreadsheet(std::move(*csv), "notice-" + (*notice)->id.str());
}

awaitable<Response> show_page_to_post(Desk& desk, const Asking& who, Request& request) {
  auto notice = co_await find_notice(desk, who, std::string(request.parameter("number")));
  if (!notice) co_return failed(notice.error());
  if (!*notice) co_return not_found();
  Response answer;
  answer.headers.set("Content-Type", "text/html; charset=utf-8");
  answer.body = notices::page_of(**notice, who.rules->site((*notice)->site));
  co_return answer;
}

}  // namespace steward::console
