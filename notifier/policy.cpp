#include "notifier/policy.hpp"

#include "domain/hours.hpp"

#include "net/http_client.hpp"

#include <algorithm>
#include <chrono>

namespace steward::notifier {

using namespace std::chrono_literals;
using What = storage::SendOutcome::What;

namespace {

constexpr int poison_tries = 3;

// Later, unless it would be of no use then.
storage::SendOutcome later(const domain::OutMessage& message, Instant again_at, std::string reason) {
  if (message.expires_at && again_at >= *message.expires_at) return give_up("expired");
  if (again_at - wanted_at(message) > patience_of(message.lane).oldest) return give_up(std::move(reason));
  storage::SendOutcome outcome;
  outcome.what = What::later;
  outcome.again_at = again_at;
  outcome.reason = std::move(reason);
  return outcome;
}

}  // namespace

storage::SendOutcome put_off(Instant again_at, std::string reason) {
  storage::SendOutcome outcome;
  outcome.what = What::later;
  outcome.again_at = again_at;
  outcome.counts = false;
  outcome.reason = std::move(reason);
  return outcome;
}

storage::SendOutcome give_up(std::string reason) {
  storage::SendOutcome outcome;
  outcome.what = What::dead;
  outcome.reason = std::move(reason);
  return outcome;
}

Instant wanted_at(const domain::OutMessage& message) {
  return std::max(message.created_at, message.not_before.value_or(message.created_at));
}

Patience patience_of(domain::Lane lane) {
  switch (lane) {
    case domain::Lane::urgent: return {12h, 30s};
    case domain::Lane::normal: return {24h, 1h};
    case domain::Lane::bulk: return {48h, 1h};
  }
  return {24h, 1h};
}

Duration backoff(int attempts, Duration longest, double jitter) {
  const Duration plain = std::min<Duration>(longest, Duration(1s) * (1 << std::clamp(attempts, 0, 12)));
  const auto shaken =
      Duration(static_cast<Duration::rep>(static_cast<double>(plain.count()) * (0.5 + jitter)));
  return std::clamp<Duration>(shaken, 1s, longest);
}

std::optional<Instant> better_hour(const domain::OutMessage& message, const domain::Rules& rules,
                                   Instant now) {
  if (message.lane != domain::Lane::bulk || !message.staff.empty()) return std::nullopt;
  const Instant unquiet = domain::next_unquiet(rules, rules.site(message.site), now);
  return unquiet > now ? std::optional{unquiet} : std::nullopt;
}

std::optional<std::string> reason_to_drop(const domain::OutMessage& message, Instant now) {
  if (message.expires_at && now >= *message.expires_at) return "expired";
  if (now - wanted_at(message) > patience_of(message.lane).oldest) return "too_old";
  return std::nullopt;
}

storage::SendOutcome what_follows(const channels::Verdict& verdict, const storage::ClaimedMessage& claimed,
                                  Instant now, double jitter) {
  using channels::Verdict;
  switch (verdict.what) {
    case Verdict::What::sent: {
      storage::SendOutcome sent;
      sent.provider_id = verdict.provider_id;
      return sent;
    }
    case Verdict::What::permanent: return give_up(verdict.reason);
    case Verdict::What::moved:
    case Verdict::What::later: break;
  }
  Duration pause = backoff(claimed.attempts, patience_of(claimed.message.lane).longest_pause, jitter);
  if (verdict.retry_after) pause = std::max<Duration>(pause, *verdict.retry_after);
  return later(claimed.message, now + pause, verdict.reason);
}

storage::SendOutcome what_follows_poison(const storage::ClaimedMessage& claimed, Instant now, double jitter) {
  if (claimed.attempts + 1 >= poison_tries) return give_up("unreadable");
  return later(claimed.message, now + backoff(claimed.attempts, 1min, jitter), "unreadable");
}

channels::Verdict verdict_of(const net::Error& error) {
  using channels::Verdict;
  if (error.code == net::client_error::bad_request) return {Verdict::What::later, "misconfigured"};
  if (error.code == net::client_error::not_public) return {Verdict::What::permanent, "refused"};
  return {Verdict::What::later, "unreachable"};
}

bool is_account_trouble(const channels::Verdict& verdict) {
  if (verdict.what != channels::Verdict::What::later) return false;
  return verdict.reason == "unreachable" || verdict.reason == "misconfigured" || verdict.reason == "server" ||
         verdict.reason == "unauthorised" || verdict.reason == "garbage";
}

}  // namespace steward::notifier
