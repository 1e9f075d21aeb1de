#include "notifier/deliver.hpp"

#include "channels/sms.hpp"
#include "domain/alert_list.hpp"
#include "net/clock.hpp"
#include "net/log.hpp"
#include "net/random.hpp"
#include "notifier/obstacles.hpp"
#include "notifier/policy.hpp"
#include "notifier/sending.hpp"
#include "storage/handle_event.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace steward::notifier {

using namespace std::chrono_literals;
using What = storage::SendOutcome::What;

namespace {

constexpr std::chrono::milliseconds settle_again_after{250};

double jitter() {
  std::array<std::byte, 2> bytes{};
  net::fill_random(bytes);
  return (std::to_integer<int>(bytes[0]) * 256 + std::to_integer<int>(bytes[1])) / 65536.0;
}

channels::Rendered rendered(const Carriers& carriers, const domain::Rules& rules,
                            const domain::OutMessage& message) {
  domain::Rendered words = carriers.render(message, rules);
  channels::Rendered all{std::move(words.text), {}, std::move(words.values)};
  for (size_t i = 0; i < message.buttons.size() && i < words.buttons.size(); ++i)
    all.buttons.push_back({std::move(words.buttons[i]), message.buttons[i].data});
  return all;
}

domain::ThreadEntry thread_entry(const domain::OutMessage& message, const channels::Rendered& words,
                                 Instant now) {
  return {message.to, message.id, "desk", now, words.text, message.media, words.buttons};
}

// For who reads along, and sees what the buttons say but presses none.
domain::ThreadEntry as_sent(const domain::OutMessage& message, const channels::Rendered& words, Instant now) {
  domain::ThreadEntry line = thread_entry(message, words, now);
  for (domain::ThreadButton& button : line.buttons) button.data.clear();
  return line;
}

using Attachments = std::vector<channels::Attachment>;

// Photos that were sent to us directly, for a platform that does not have them. What cannot be had is left
// out: the order shows it.
awaitable<Attachments> attachments_for(storage::Store& store, const Carriers& carriers,
                                       const channels::Channel& channel, const domain::OutMessage& message) {
  Attachments attachments;
  if (!channel.takes_attachments()) co_return attachments;
  for (const auto& medium : message.media) {
    const domain::AccountId ref(medium.ref);
    const auto [from, id] = channels::split(ref);
    const auto* source = carriers.channels.find(from);
    if (from == channel.name() || (source && source->media_request(id))) continue;
    auto found = co_await store.media(std::string(id));
    if (!found || !*found) continue;
    attachments.push_back({medium.form, std::move((*found)->type), std::move((*found)->bytes)});
  }
  co_return attachments;
}

struct Made {
  channels::Rendered words;
  channels::Encoded encoded;
};

// Nothing where it could not be made, which is logged.
std::optional<Made> make(const Carriers& carriers, const domain::Rules& rules,
                         const channels::Channel& channel, const domain::OutMessage& message,
                         const Attachments& attachments, Instant now) try {
  Made made{rendered(carriers, rules, message), {}};
  made.encoded = channel.encode({message, channels::split(message.to).peer, made.words, now, attachments});
  return made;
} catch (const std::exception& thrown) {
  net::log::error("message_unreadable", {{"message", message.id}, {"what", thrown.what()}});
  return std::nullopt;
}

// A person has to know before the message is out of sight; said twice it takes effect once.
awaitable<Result<bool>> tell_of_failure(storage::Store& store, const domain::Rules& rules,
                                        const domain::OutMessage& message, const std::string& reason) {
  domain::Event event;
  event.once = "failed:" + message.id;
  // Sent again by a person, it may fail again.
  if (message.not_before) event.once += ":" + std::to_string(message.not_before->time_since_epoch().count());
  event.body = domain::MessageFailed{message.to, message.orders, message.id, reason};
  auto outcome = co_await storage::handle_event(store, rules, std::move(event), message.id);
  if (outcome) co_return true;
  if (outcome.error().code == "busy") co_return false;
  co_return outcome.error();
}

// Of a copy of a notice its state says it: nobody is told of each.
bool is_told_of(const domain::OutMessage& message) { return !domain::copy_of(message.id); }

awaitable<Result<Delivered>> settle(storage::Store& store, const domain::Rules& rules,
                                    const storage::ClaimedMessage& claimed, storage::SendOutcome outcome,
                                    Instant now) {
  if (outcome.what == What::dead && is_told_of(claimed.message)) {
    auto is_told = co_await tell_of_failure(store, rules, claimed.message, outcome.reason);
    if (!is_told) co_return is_told.error();
    if (!*is_told) outcome = put_off(now + 1s, outcome.reason);
  }
  // What the platform took and we could not note would be sent again: tried until the claim is over.
  auto is_ours = co_await store.settle(claimed, outcome);
  for (Duration waited{}; !is_ours && waited < storage::claim_lasts; waited += settle_again_after) {
    co_await net::sleep_for(settle_again_after);
    is_ours = co_await store.settle(claimed, outcome);
  }
  if (!is_ours) co_return is_ours.error();
  co_return Delivered{outcome.what, outcome.reason, *is_ours};
}

awaitable<Result<Delivered>> put_in_thread(storage::Store& store, const domain::Rules& rules,
                                           const channels::Channel& channel,
                                           const storage::ClaimedMessage& claimed, const Made& made,
                                           Instant now) {
  storage::SendOutcome outcome;
  outcome.through = channel.name();
  outcome.thread = thread_entry(claimed.message, made.words, now);
  auto delivered = co_await settle(store, rules, claimed, std::move(outcome), now);
  const std::string_view feed = std::get<channels::InThread>(made.encoded).feed;
  if (!delivered || !delivered->is_ours || feed.empty()) co_return delivered;

  domain::Commit announced;
  announced.once = "thread:" + claimed.message.id;
  announced.feed.push_back({std::string(feed), claimed.message.to.str(), claimed.message.site});
  auto applied = co_await store.apply(announced);
  if (!applied) co_return applied.error();
  co_return delivered;
}

// So that a report can be told to be of this message. Where it cannot be kept its report will be of nothing
// known.
awaitable<void> note_id(storage::Store& store, const channels::Channel& channel,
                        const domain::OutMessage& message, const std::string& provider_id) {
  domain::Commit noted;
  noted.once = channels::sent_as(channel.name(), provider_id);
  noted.answer = channels::mark_of(message);
  const auto applied = co_await store.apply(noted);
  if (!applied)
    net::log::warn(
        "report_will_be_unknown",
        {{"channel", channel.name()}, {"message", message.id}, {"error", net::to_string(applied.error())}});
}

// What came of one way to go.
struct Tried {
  storage::SendOutcome outcome;
  bool may_go_another = false;  // it was not taken, and another way may take it
};

awaitable<Result<Tried>> try_way(storage::Store& store, const Carriers& carriers,
                                 const channels::Channel& channel, const storage::ClaimedMessage& claimed,
                                 const Made& made, Instant now) {
  if (const auto* no_way = std::get_if<channels::NoWay>(&made.encoded))
    co_return Tried{give_up(std::string(no_way->reason)), true};
  if (!carriers.send) co_return Tried{give_up("no_channel")};
  if (carriers.gates) {
    const auto wait = co_await carriers.gates->pass(store, channel, claimed, now);
    if (!wait) co_return wait.error();
    if (*wait > 0ms) co_return Tried{put_off(now + *wait, "pace"), carriers.gates->is_open(channel.name())};
  }
  std::optional<Gates::UnderWay> under_way;
  if (carriers.gates) under_way.emplace(*carriers.gates, channel, claimed.message.lane, now);
  Sending sending{store, carriers.send, channel, claimed, made.words};
  const auto [verdict, took] = co_await send_all(sending, std::get<channels::Requests>(made.encoded), now);
  Instant ended = now + took;
  // What a platform asks to wait counts from its answer: `now` may be older than where `took` begins.
  if (verdict.retry_after)
    if (const auto exactly = co_await store.now()) ended = std::max(ended, *exactly);
  if (carriers.gates) {
    if (is_account_trouble(verdict) || verdict.reason == "unknown")  // it hangs, or answers nonsense
      carriers.gates->failed(channel, ended);
    else
      carriers.gates->succeeded(channel, ended);
  }
  if (verdict.what == channels::Verdict::What::sent && channel.reports_by_own_id())
    co_await note_id(store, channel, claimed.message, verdict.provider_id);
  Tried tried{what_follows(verdict, claimed, ended, jitter()), is_account_trouble(verdict)};
  tried.outcome.through = channel.name();
  if (tried.outcome.what == What::sent && claimed.message.staff.empty() && is_told_of(claimed.message))
    tried.outcome.thread = as_sent(claimed.message, made.words, ended);
  co_return tried;
}

awaitable<Result<Delivered>> send_out(storage::Store& store, const domain::Rules& rules,
                                      const Carriers& carriers,
                                      const std::vector<const channels::Channel*>& ways,
                                      const storage::ClaimedMessage& claimed, Instant now) {
  Tried tried;
  for (const channels::Channel* channel : ways) {
    const auto attachments = co_await attachments_for(store, carriers, *channel, claimed.message);
    const auto made = make(carriers, rules, *channel, claimed.message, attachments, now);
    if (!made)
      co_return co_await settle(store, rules, claimed, what_follows_poison(claimed, now, jitter()), now);
    if (std::holds_alternative<channels::InThread>(made->encoded))
      co_return co_await put_in_thread(store, rules, *channel, claimed, *made, now);
    auto way = co_await try_way(store, carriers, *channel, claimed, *made, now);
    if (!way) co_return way.error();
    // A stopgap that does not carry this one says nothing of the way that will carry it once it is back.
    const bool is_refused_by_stopgap =
        tried.may_go_another && way->outcome.what == What::dead && way->outcome.reason == "refused";
    if (is_refused_by_stopgap) continue;
    tried = std::move(*way);
    if (!tried.may_go_another) break;
  }
  co_return co_await settle(store, rules, claimed, std::move(tried.outcome), now);
}

}  // namespace

awaitable<Result<Delivered>> deliver(storage::Store& store, const domain::Rules& rules,
                                     const Carriers& carriers, storage::ClaimedMessage claimed, Instant now) {
  claimed.message = domain::as_list(std::move(claimed.message), claimed.with);
  const domain::OutMessage& message = claimed.message;
  auto obstacle = co_await obstacle_to(store, rules, message, now);
  if (!obstacle) co_return obstacle.error();
  if (*obstacle) co_return co_await settle(store, rules, claimed, std::move(**obstacle), now);
  const auto ways = carriers.channels.carriers_of(message.to);
  if (ways.empty()) co_return co_await settle(store, rules, claimed, give_up("no_channel"), now);
  co_return co_await send_out(store, rules, carriers, ways, claimed, now);
}

}  // namespace steward::notifier
