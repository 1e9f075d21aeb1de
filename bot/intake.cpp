#include "bot/intake.hpp"
#include "channels/sms.hpp"

#include "net/log.hpp"
#include "storage/set_event_aside.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>
#include <variant>

namespace steward::bot {

using storage::Outcome;

namespace {

constexpr std::chrono::seconds store_away_pause{5};
constexpr std::chrono::seconds busy_pause{1};

net::Counter& counter(net::Metrics& metrics, const char* outcome) {
  return metrics.counter("steward_events_received_total",
                         "Events that came in over channels, by what became of them", {{"outcome", outcome}});
}

bool sounds_dangerous(const domain::MessageReceived& message) {
  return std::any_of(message.features.matters.begin(), message.features.matters.end(),
                     [](const domain::Matter& matter) { return matter.hazard != domain::Hazard::none; });
}

bool is_one_of_ours(const domain::Rules& rules, const domain::SiteId& site) {
  return rules.site(site).id == site;
}

// Fills in what the text means. Why it could not; empty: it did.
std::string understand(const domain::Rules& rules, domain::Event& event) try {
  if (auto* message = std::get_if<domain::MessageReceived>(&event.body)) {
    const domain::Site& site = rules.site(message->place);
    message->features = rules.understand(message->words(), site.zone.to_local(message->written_at));
  }
  return {};
} catch (const std::exception& thrown) {
  return std::string("not_understood: ") + thrown.what();
}

}  // namespace

net::Response later(int status, std::string_view slug, std::chrono::seconds after) {
  auto response = net::problem(status, slug, status == 429 ? "Too many messages" : "Not now");
  response.headers.add("Retry-After", std::to_string(after.count()));
  return response;
}

Intake::Intake(storage::Store& store, RulesNow rules, net::Metrics& metrics, IntakeLimits limits)
    : store_(store),
      rules_(std::move(rules)),
      accounts_(limits.account),
      people_(limits.person),
      hazards_(limits.hazard),
      taken_(counter(metrics, "taken")),
      repeated_(counter(metrics, "repeated")),
      refused_(counter(metrics, "refused")),
      limited_(counter(metrics, "limited")),
      set_aside_(counter(metrics, "set_aside")),
      failed_(counter(metrics, "failed")) {}

awaitable<net::Result<Outcome>> Intake::handle(const domain::Rules& rules, domain::Event event,
                                               std::string trouble, std::string_view raw) {
  if (!trouble.empty()) co_return co_await storage::set_event_aside(store_, event, raw, std::move(trouble));
  co_return co_await storage::handle_event(store_, rules, std::move(event), raw);
}

std::optional<std::chrono::seconds> Intake::too_fast(const domain::Event& event, net::Instant now) {
  const auto* message = std::get_if<domain::MessageReceived>(&event.body);
  if (!message) return std::nullopt;
  auto wait = people_.take(message->from.str(), now);
  if (wait && sounds_dangerous(*message)) wait = hazards_.take(message->from.str(), now);
  return wait;
}

// Reports that name a message as its provider does; one that nobody knows yet may have come before we wrote
// down what the provider called it: sent again, it is known then.
awaitable<net::Result<bool>> Intake::find_reported(channels::Inbound& inbound, std::string_view channel) {
  for (channels::Inbound::Report& report : inbound.reports) {
    auto mark = co_await store_.answered(channels::sent_as(channel, report.provider_id));
    if (!mark) co_return mark.error();
    if (!*mark) co_return false;
    auto& body = std::get<domain::MessageReported>(report.event.body);
    if (!channels::read_mark(**mark, body)) continue;
    report.event.once = domain::once_of(body);
    inbound.events.push_back(std::move(report.event));
  }
  co_return true;
}

awaitable<net::Response> Intake::take(channels::Inbound inbound, std::string_view channel,
                                      std::string_view raw, net::Instant received_at) {
  if (const auto wait = accounts_.take(channel, received_at)) {
    limited_.add();
    co_return later(429, "too-many", *wait);
  }
  const auto rules = rules_();
  if (!inbound.named_site.empty() && !is_one_of_ours(*rules, inbound.named_site)) {
    refused_.add();
    net::log::info("unknown_site_named", {{"channel", channel}});
    co_return net::problem(422, "no-such-site", "There is no such site",
                           "\"place\" has to be the id of one of the desk's sites, or left out.");
  }
  const auto is_known = co_await find_reported(inbound, channel);
  if (!is_known || !*is_known)
    co_return later(503, is_known ? "not-known-yet" : "store-away", store_away_pause);
  for (auto& event : inbound.events) {
    std::string trouble = understand(*rules, event);
    if (const auto wait = too_fast(event, received_at)) {
      limited_.add();
      co_return later(429, "too-many", *wait);
    }
    auto outcome = co_await handle(*rules, std::move(event), std::move(trouble), raw);
    if (!outcome) {
      failed_.add();
      net::log::warn("event_not_taken", {{"channel", channel}, {"error", net::to_string(outcome.error())}});
      co_return later(503, "store-away", outcome.error().code == "busy" ? busy_pause : store_away_pause);
    }
    switch (outcome->what) {
      case Outcome::What::applied: taken_.add(); break;
      case Outcome::What::repeated: repeated_.add(); break;
      case Outcome::What::refused: refused_.add(); break;
      case Outcome::What::set_aside: set_aside_.add(); break;
    }
  }
  if (!inbound.answer_type.empty()) {
    net::Response answer;
    answer.headers.add("Content-Type", inbound.answer_type);
    answer.body = std::move(inbound.answer);
    co_return answer;
  }
  if (inbound.answer.empty()) co_return net::json(200, "{}");
  co_return net::json(200, std::move(inbound.answer));
}

}  // namespace steward::bot
