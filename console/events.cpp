#include "console/events.hpp"

#include "console/answers.hpp"
#include "net/random.hpp"

#include <array>

namespace steward::console {
namespace {

constexpr std::size_t longest_key = 200;

std::string random_key() {
  std::array<std::byte, 16> bytes{};
  net::fill_random(bytes);
  std::string key;
  for (std::byte byte : bytes) {
    key += static_cast<char>('a' + (std::to_integer<int>(byte) >> 4));
    key += static_cast<char>('a' + (std::to_integer<int>(byte) & 15));
  }
  return key;
}

}  // namespace

std::optional<std::string> once_key(const Asking& who, const net::Request& request) {
  const std::string_view given = request.headers.get("idempotency-key");
  if (given.size() > longest_key) return std::nullopt;
  return "api:" + who.staff.id.str() + ":" + (given.empty() ? random_key() : std::string(given));
}

net::awaitable<net::Response> happen(Desk& desk, const Asking& who, const net::Request& request,
                                     decltype(domain::Event::body) body) {
  auto once = once_key(who, request);
  if (!once) co_return bad_input("The Idempotency-Key is too long.");
  domain::Event event{.once = std::move(*once), .body = std::move(body), .entropy = {}};
  net::fill_random(event.entropy);
  auto outcome = co_await storage::handle_event(desk.world.store, *who.rules, std::move(event), request.body);
  co_return told(outcome);
}

net::awaitable<net::Response> refused_now(Desk& desk, const Asking& who, const net::Request& request,
                                          net::Response refusal) {
  auto once = once_key(who, request);
  if (!once) co_return refusal;
  auto known = co_await desk.world.store.answered(*once);
  if (!known) co_return failed(known.error());
  if (!*known) co_return refusal;
  co_return told(storage::Outcome{storage::Outcome::What::repeated, {}, std::move(**known)});
}

net::awaitable<net::Response> not_found_now(Desk& desk, const Asking& who, const net::Request& request) {
  return refused_now(desk, who, request, not_found());
}

net::awaitable<net::Result<domain::Features>> features_of(Desk& desk, const Asking& who,
                                                          const domain::SiteId& site, std::string text) {
  auto now = co_await desk.world.store.now();
  if (!now) co_return now.error();
  co_return who.rules->understand(text, who.rules->site(site).zone.to_local(*now));
}

}  // namespace steward::console
