#include "notifier/sending.hpp"

#include "net/clock.hpp"
#include "net/http_client.hpp"
#include "net/log.hpp"
#include "notifier/policy.hpp"

#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace steward::notifier {

using namespace std::chrono_literals;
using channels::Verdict;

namespace {

constexpr auto heartbeat = 10s;  // a third of how long a claim lasts; a request's own deadline is another
constexpr int lookups = 3;       // of a send whose answer was lost, each so long after the last
constexpr std::chrono::milliseconds listed_after{2000};

net::ClientRequest request_of(channels::OutRequest out) {
  net::ClientRequest request;
  request.method = net::Method::post;
  request.url = std::move(out.url);
  for (const auto& [name, value] : out.headers) request.headers.add(name, value);
  request.body = std::move(out.body);
  request.guard = net::Guard::trusted;  // the address stands in the configuration
  request.is_repeatable = out.is_repeatable;
  if (!out.proxy.empty()) request.proxy = std::move(out.proxy);
  return request;
}

// Looked after between two requests: cheaper than a heartbeat beside each of thousands of messages, and often
// enough.
class KeptClaim {
 public:
  explicit KeptClaim(const Sending& sending) : sending_(sending) {}

  // False: it has gone to somebody else, who sends.
  awaitable<bool> is_ours() {
    if (net::ticks() - kept_at_ < heartbeat) co_return true;
    const auto kept = co_await sending_.store.keep(sending_.claimed);
    kept_at_ = net::ticks();
    co_return !kept || *kept;
  }

 private:
  const Sending& sending_;
  net::Ticks kept_at_ = net::ticks();
};

awaitable<Verdict> send_one(const Sending& sending, channels::OutRequest out) {
  auto answer = co_await sending.send(request_of(std::move(out)));
  if (!answer) {
    net::log::warn("send_failed", {{"channel", sending.channel.name()},
                                   {"message", sending.claimed.message.id},
                                   {"error", net::to_string(answer.error())}});
    co_return net::may_have_been_taken(answer.error()) ? sending.channel.lost_answer()
                                                       : verdict_of(answer.error());
  }
  co_return sending.channel.judge({answer->status, answer->headers.get("Retry-After"), answer->body});
}

// It may have been taken: where the platform can be asked, it is, once the message would be listed there.
awaitable<Verdict> look_up(const Sending& sending, KeptClaim& claim, Verdict unknown, domain::Instant now) {
  const domain::OutMessage& message = sending.claimed.message;
  const channels::Outgoing outgoing{message, channels::split(message.to).peer, sending.words, now};
  for (int tries = 0; tries < lookups; ++tries) {
    auto asked = sending.channel.lookup(outgoing);
    if (!asked) break;
    co_await net::sleep_for(listed_after);
    if (!co_await claim.is_ours()) co_return Verdict{Verdict::What::later, "claim_lost"};
    auto request = request_of(std::move(*asked));
    request.method = net::Method::get;
    auto answer = co_await sending.send(std::move(request));
    if (!answer) continue;
    Verdict found = sending.channel.judge_lookup(
        outgoing, {answer->status, answer->headers.get("Retry-After"), answer->body});
    if (found.reason != unknown.reason) co_return found;
  }
  co_return unknown;
}

awaitable<Verdict> send_in_sequence(const Sending& sending, channels::Requests requests,
                                    domain::Instant now) {
  Verdict text{Verdict::What::permanent, "empty"};
  KeptClaim claim(sending);
  for (auto& request : requests) {
    if (!co_await claim.is_ours()) co_return Verdict{Verdict::What::later, "claim_lost"};
    const bool is_extra = request.is_extra;
    Verdict verdict = co_await send_one(sending, std::move(request));
    if (verdict.reason == "unknown") verdict = co_await look_up(sending, claim, std::move(verdict), now);
    if (!is_extra) text = std::move(verdict);
    if (text.what != Verdict::What::sent) break;
  }
  co_return text;
}

}  // namespace

awaitable<std::pair<Verdict, domain::Duration>> send_all(const Sending& sending, channels::Requests requests,
                                                         domain::Instant now) {
  const net::Ticks began = net::ticks();
  auto verdict = co_await send_in_sequence(sending, std::move(requests), now);
  if (verdict.what == Verdict::What::moved) {
    const std::string peer = verdict.peer;
    auto again = sending.channel.encode({sending.claimed.message, peer, sending.words, now});
    if (auto* moved = std::get_if<channels::Requests>(&again))
      verdict = co_await send_in_sequence(sending, std::move(*moved), now);
    if (verdict.what == Verdict::What::moved) verdict = {Verdict::What::permanent, "refused"};
  }
  co_return std::pair{std::move(verdict), std::chrono::duration_cast<domain::Duration>(net::ticks() - began)};
}

}  // namespace steward::notifier
