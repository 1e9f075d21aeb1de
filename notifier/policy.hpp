#pragma once
// What follows a try to send: plain functions of what the platform said, how often and for how long it was
// tried.

#include "channels/channel.hpp"
#include "domain/rules.hpp"
#include "net/error.hpp"
#include "storage/store.hpp"

#include <optional>
#include <string>

namespace steward::notifier {

using domain::Duration;
using domain::Instant;

// Later, without having been tried; or never.
storage::SendOutcome put_off(Instant again_at, std::string reason);
storage::SendOutcome give_up(std::string reason);

// How long a lane bears with a platform, and the longest pause between two tries.
struct Patience {
  Duration oldest, longest_pause;
};
Patience patience_of(domain::Lane lane);

// 1 s, 2 s, 4 s … up to `longest`, each times 0.5 to 1.5 by `jitter` in [0, 1), never below a second.
Duration backoff(int attempts, Duration longest, double jitter);

// From when on it is to be sent: its age counts from here.
Instant wanted_at(const domain::OutMessage& message);

// What can wait for ever, a question how it was, was written at a decent hour and may come to be sent at
// night, after an outage or a long queue: then, when the quiet hours of the site end. Nothing: now.
std::optional<Instant> better_hour(const domain::OutMessage& message, const domain::Rules& rules,
                                   Instant now);

// Why it should not be sent any more: "expired", or it waited for too long ("too_old").
std::optional<std::string> reason_to_drop(const domain::OutMessage& message, Instant now);

// `attempts` before this one.
storage::SendOutcome what_follows(const channels::Verdict& verdict, const storage::ClaimedMessage& claimed,
                                  Instant now, double jitter);

// What could not be made into a request: tried again in case it is the fault of this moment, given up with
// the third.
storage::SendOutcome what_follows_poison(const storage::ClaimedMessage& claimed, Instant now, double jitter);

// What a request that got no answer means.
channels::Verdict verdict_of(const net::Error& error);

// Whether the fault is the account's or the platform's, not this message's.
bool is_account_trouble(const channels::Verdict& verdict);

}  // namespace steward::notifier
