// What the front desk does to orders: enters what a caller says, acts on one, writes a follow-up's answer
// down.
#include "console/answers.hpp"
#include "console/events.hpp"
#include "console/handlers.hpp"
#include "console/names.hpp"

namespace steward::console {
namespace {

constexpr std::size_t longest_text = 8000;

bool is_fit(const std::string& text) { return text.size() <= longest_text; }

// Any of the sites that one serves: the order itself says which, and whoever may not see it is told 404.
awaitable<net::Result<bool>> is_seen(Desk& desk, const Asking& who, domain::OrderId number) {
  domain::Reads reads;
  reads.documents.push_back(domain::key_of(number));
  auto seen = co_await desk.world.store.load(reads);
  if (!seen) co_return seen.error();
  const auto* order = seen->find<domain::WorkOrder>(domain::key_of(number));
  co_return order != nullptr&& who.may_see(order->site);
}

std::optional<domain::OrderAction> action_of(const Asking& who, const Fields& fields) {
  const auto verb = verb_named(fields.text("verb"));
  if (!verb) return std::nullopt;
  domain::OrderAction action{.by = who.staff.id, .verb = *verb, .text = fields.text("text")};
  action.to = domain::StaffId(fields.text("to"));
  action.minutes = fields.number("minutes");
  action.until = domain::parse_iso8601(fields.text("until"));
  return action;
}

}  // namespace

awaitable<Response> enter_order(Desk& desk, const Asking& who, Request& request) {
  const auto fields = Fields::of(request);
  if (!fields || fields->text("text").empty() || !is_fit(fields->text("text")))
    co_return bad_input("What the caller says is missing, or too long.");
  const auto via = domain::from_string<domain::Via>(fields->text("via"));
  domain::OrderEntered entered{.by = who.staff.id, .text = fields->text("text")};
  entered.unit = domain::UnitId(fields->text("unit"));
  entered.name = fields->text("name");
  entered.phone = fields->text("phone");
  entered.via = via.value_or(domain::Via::phone);
  entered.site = domain::SiteId(fields->text("site"));
  const auto sites = who.sites(entered.site.str());
  if (sites.empty()) co_return bad_input("There is no such site.");
  auto features = co_await features_of(desk, who, sites.front()->id, entered.text);
  if (!features) co_return failed(features.error());
  entered.features = std::move(*features);
  co_return co_await happen(desk, who, request, std::move(entered));
}

awaitable<Response> act_on_order(Desk& desk, const Asking& who, Request& request) {
  const auto fields = Fields::of(request);
  auto action = fields ? action_of(who, *fields) : std::nullopt;
  if (!action || !is_fit(action->text)) co_return bad_input("There is no such action.");
  action->order = domain::OrderId(std::string(request.parameter("number")));
  auto seen = co_await is_seen(desk, who, action->order);
  if (!seen) co_return failed(seen.error());
  if (!*seen) co_return co_await not_found_now(desk, who, request);
  co_return co_await happen(desk, who, request, std::move(*action));
}

awaitable<Response> record_answer(Desk& desk, const Asking& who, Request& request) {
  const auto fields = Fields::of(request);
  if (!fields || fields->text("text").empty() || !is_fit(fields->text("text")))
    co_return bad_input("What the resident said is missing, or too long.");
  domain::AnswerRecorded answer{.by = who.staff.id, .text = fields->text("text")};
  answer.order = domain::OrderId(std::string(request.parameter("number")));
  auto seen = co_await is_seen(desk, who, answer.order);
  if (!seen) co_return failed(seen.error());
  if (!*seen) co_return co_await not_found_now(desk, who, request);
  auto features = co_await features_of(desk, who, {}, answer.text);
  if (!features) co_return failed(features.error());
  answer.features = std::move(*features);
  co_return co_await happen(desk, who, request, std::move(answer));
}

}  // namespace steward::console
