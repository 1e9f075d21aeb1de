// What the front desk does with notices: composes one, and sends, approves, pauses, resumes, cancels it or
// has the failed copies tried again. What may be done when, and by whom, the domain says.
#include "console/answers.hpp"
#include "console/events.hpp"
#include "console/finding.hpp"
#include "console/handlers.hpp"
#include "console/wanted_notice.hpp"
#include "notices/verbs.hpp"

namespace steward::console {
namespace {

constexpr std::size_t most_bytes = 512 << 10;  // a list of some ten thousand phones
constexpr std::int64_t most_per_minute = 1'000'000;

WrongField misnamed(const notices::Misnamed& wrong) {
  return {std::string(wrong.field), std::string(wrong.why), std::string(wrong.sentence), wrong.named};
}

// Nothing: the earlier notice is there for whoever asks, or none is named.
awaitable<net::Result<bool>> is_correction_seen(Desk& desk, const Asking& who, domain::NoticeId earlier) {
  if (earlier.empty()) co_return true;
  auto found = co_await find_notice(desk, who, earlier.str());
  if (!found) co_return found.error();
  co_return found->has_value();
}

std::variant<domain::NoticeAction, WrongField> action_of(const Asking& who, const Fields& fields) {
  const auto verb = notices::verb_named(fields.text("verb"));
  if (!verb) return WrongField{"verb", "no-verb", "There is no such action.", fields.text("verb")};
  domain::NoticeAction action{.by = who.staff.id, .verb = *verb};
  const std::string at = fields.text("at");
  action.at = domain::parse_iso8601(at);
  if (!at.empty() && !action.at)
    return WrongField{"at", "no-time", "A time is written like 2026-03-03T09:00:00+08:00.", at};
  if (!fields.has("per_minute")) return action;
  const std::int64_t pace = fields.whole("per_minute").value_or(0);
  if (pace < 1 || pace > most_per_minute)
    return WrongField{"per_minute", "no-pace", "This is a number from 1 on.", std::to_string(pace)};
  action.per_minute = static_cast<int>(pace);
  return action;
}

}  // namespace

awaitable<Response> compose_notice(Desk& desk, const Asking& who, Request& request) {
  const auto fields = Fields::of(request, most_bytes);
  if (!fields) co_return bad_input("This is no notice, or one that is too large.");
  auto wanted = wanted_notice(who, *fields, desk.world.notices);
  if (const auto* wrong = std::get_if<WrongField>(&wanted)) {
    Response refusal = wrong_field(*wrong);
    co_return co_await refused_now(desk, who, request, std::move(refusal));
  }
  domain::Notice notice = std::move(std::get<WantedNotice>(wanted).notice);
  auto seen = co_await is_correction_seen(desk, who, notice.corrects);
  if (!seen) co_return failed(seen.error());
  if (!*seen) {
    const WrongField wrong{"corrects", "no-notice", "There is no such notice.", notice.corrects.str()};
    Response refusal = wrong_field(wrong);
    co_return co_await refused_now(desk, who, request, std::move(refusal));
  }
  notices::WantedAudience audience = std::move(std::get<WantedNotice>(wanted).audience);
  auto resolved = co_await notices::resolve(desk.world.store, *who.rules, notice.site, std::move(audience));
  if (!resolved) co_return failed(resolved.error());
  if (resolved->wrong) {
    Response refusal = wrong_field(misnamed(*resolved->wrong));
    co_return co_await refused_now(desk, who, request, std::move(refusal));
  }
  notice.audience = std::move(resolved->audience);
  request.body = notice.texts.front().title;  // kept where it cannot be decided: a list of phones is not
  domain::NoticeComposed composed{std::move(notice)};
  co_return co_await happen(desk, who, request, std::move(composed));
}

awaitable<Response> act_on_notice(Desk& desk, const Asking& who, Request& request) {
  const auto fields = Fields::of(request);
  if (!fields) co_return bad_input("There is no such action.");
  auto action = action_of(who, *fields);
  if (const auto* wrong = std::get_if<WrongField>(&action)) co_return wrong_field(*wrong);
  domain::NoticeAction wanted = std::move(std::get<domain::NoticeAction>(action));
  auto notice = co_await find_notice(desk, who, std::string(request.parameter("number")));
  if (!notice) co_return failed(notice.error());
  if (!*notice) co_return co_await not_found_now(desk, who, request);
  wanted.notice = (*notice)->id;
  co_return co_await happen(desk, who, request, std::move(wanted));
}

}  // namespace steward::console
