// What went out by SMS of late, where no provider is connected: the front desk calls the number and says it.
#include "console/answers.hpp"
#include "console/finding.hpp"
#include "console/handlers.hpp"
#include "console/view.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace steward::console {
namespace {

using nlohmann::json;

constexpr std::size_t lines_at_once = 200;

// Whom the live feed, as far back as it goes, says that a text went to.
awaitable<net::Result<std::set<domain::AccountId>>> receivers(Desk& desk, const Asking& who) {
  std::set<domain::AccountId> accounts;
  std::string cursor;
  for (;;) {
    auto lines = co_await desk.world.store.feed(cursor, lines_at_once);
    if (!lines) co_return lines.error();
    for (const auto& line : *lines)
      if (line.entry.what == "sms" && who.may_hear_of(line.entry.site))
        accounts.insert(domain::AccountId(line.entry.id));
    if (lines->size() < lines_at_once) co_return accounts;
    cursor = lines->back().cursor;
  }
}

}  // namespace

awaitable<Response> list_desk_texts(Desk& desk, const Asking& who, Request&) {
  if (!desk.settings.has_sms_board) co_return not_found();
  auto accounts = co_await receivers(desk, who);
  if (!accounts) co_return failed(accounts.error());
  const domain::Zone& zone = who.rules->site({}).zone;
  json texts = json::array();
  for (const domain::AccountId& account : *accounts) {
    auto lines = co_await thread_of(desk, account);
    if (!lines) co_return failed(lines.error());
    const std::string phone = account.str().substr(account.str().find(':') + 1);
    view::add_texts(texts, phone, *lines, zone);
  }
  co_return net::json(200, view::dumped({{"texts", std::move(texts)}}));
}

}  // namespace steward::console
