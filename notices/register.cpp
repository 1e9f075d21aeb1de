#include "notices/register.hpp"

#include <algorithm>

#include "domain/documents.hpp"
#include "domain/notices.hpp"
#include "net/excel_sheet.hpp"
#include "storage/load_readable.hpp"

namespace steward::notices {
namespace {

using domain::Notice;

constexpr size_t most_listed = 1000;

bool says(const Notice& notice, const std::string& words) {
  if (notice.id.value == words) return true;
  return std::any_of(notice.texts.begin(), notice.texts.end(), [&](const domain::NoticeText& text) {
    return text.title.find(words) != std::string::npos || text.text.find(words) != std::string::npos;
  });
}

}  // namespace

net::awaitable<net::Result<std::optional<Notice>>> find(storage::Store& store, domain::NoticeId id) {
  const auto key = domain::key_of(id);
  domain::Reads reads;
  reads.documents.push_back(key);
  const auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  const auto* notice = seen->find<Notice>(key);
  if (!notice) co_return std::optional<Notice>{};
  co_return std::optional<Notice>(*notice);
}

bool is_found(const Notice& notice, const Search& search, const domain::Zone& zone) {
  if (!search.site.empty() && notice.site != search.site) return false;
  if (search.sort && notice.sort != *search.sort) return false;
  if (search.state && notice.state != *search.state) return false;
  const std::string day = domain::iso8601(notice.created_at, zone).substr(0, 10);
  if (!search.from.empty() && day < search.from) return false;
  if (!search.until.empty() && day > search.until) return false;
  return search.words.empty() || says(notice, search.words);
}

net::awaitable<net::Result<std::vector<Notice>>> registered(storage::Store& store,
                                                            std::function<bool(const Notice&)> is_meant) {
  const domain::IndexKey all = domain::all_notices();
  const auto ids = co_await store.members(all, most_listed);
  if (!ids) co_return ids.error();
  domain::Reads reads;
  for (const std::string& id : *ids) reads.documents.push_back(domain::key_of(domain::NoticeId(id)));
  const auto loaded = co_await storage::load_readable(store, std::move(reads));
  if (!loaded) co_return loaded.error();
  std::vector<Notice> notices;
  for (const std::string& id : *ids) {
    const auto* notice = loaded->seen.find<Notice>(domain::key_of(domain::NoticeId(id)));
    if (notice && is_meant(*notice)) notices.push_back(*notice);
  }
  co_return notices;
}

std::string register_csv(const std::vector<Notice>& notices, const domain::Zone& zone) {
  net::ExcelSheet sheet;
  for (const char* column : {"number", "class", "title", "text", "site", "state", "composed", "by",
                             "approved by", "recipients", "by chat", "by SMS", "unreachable", "corrects"})
    sheet.add(column);
  sheet.end_line();
  for (const Notice& one : notices) {
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

}  // namespace steward::notices
