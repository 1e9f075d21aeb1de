// The weather at the board: a storm is called at a site, or called off. Who may, the rules say.
#include "console/answers.hpp"
#include "console/events.hpp"
#include "console/handlers.hpp"

namespace steward::console {

awaitable<Response> call_storm(Desk& desk, const Asking& who, Request& request) {
  const auto fields = Fields::of(request);
  const auto reason =
      fields ? domain::from_string<domain::StormReason>(fields->text("reason")) : std::nullopt;
  if (!reason || who.sites(fields->text("site")).empty() || fields->text("site").empty())
    co_return bad_input("Which site, and whether typhoon or rainstorm?");
  domain::StormSwitched storm{
      .site = domain::SiteId(fields->text("site")), .by = who.staff.id, .is_on = true, .reason = *reason};
  const std::string until = fields->text("until");
  storm.expected_until = domain::parse_iso8601(until);
  if (!until.empty() && !storm.expected_until)
    co_return bad_input("Until when? Like 2026-07-21T20:00:00+08:00.");
  co_return co_await happen(desk, who, request, std::move(storm));
}

awaitable<Response> call_storm_off(Desk& desk, const Asking& who, Request& request) {
  const std::string site(request.parameter("site"));
  if (site.empty() || who.sites(site).empty()) co_return not_found();
  domain::StormSwitched off{.site = domain::SiteId(site), .by = who.staff.id};
  co_return co_await happen(desk, who, request, std::move(off));
}

}  // namespace steward::console
