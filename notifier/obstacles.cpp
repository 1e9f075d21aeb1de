#include "notifier/obstacles.hpp"

#include <chrono>

#include "channels/channel.hpp"
#include "domain/sms_talk.hpp"
#include "notifier/policy.hpp"

namespace steward::notifier {

using namespace std::chrono_literals;
using storage::awaitable;
using storage::Result;
using Obstacle = std::optional<storage::SendOutcome>;

namespace {

constexpr auto paused_for = 5s;  // looked at again whether the notice goes on

// What they would have learned is no longer theirs to know.
awaitable<Result<bool>> has_left(storage::Store& store, const domain::OutMessage& message) {
  if (message.staff.empty()) co_return false;
  const auto reference = co_await store.reference();
  if (!reference) co_return reference.error();
  co_return (*reference)->find(message.staff) == nullptr;
}

// They wrote STOP after this had been put into the outbox.
awaitable<Result<bool>> has_stopped(storage::Store& store, const domain::OutMessage& message) {
  if (channels::split(message.to).channel != domain::sms_channel || domain::goes_after_stop(message))
    co_return false;
  const auto key = domain::key_of(message.to);
  domain::Reads reads;
  reads.documents.push_back(key);
  const auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  const auto* talk = seen->find<domain::Conversation>(key);
  co_return talk && talk->wants_no_sms;
}

// A notice may be cancelled or paused while copies of it wait.
struct Halt {
  bool is_cancelled = false, is_paused = false;
};
awaitable<Result<Halt>> halt_of(storage::Store& store, const domain::OutMessage& message) {
  const auto copy = domain::copy_of(message.id);
  if (!copy) co_return Halt{};
  const auto key = domain::key_of(copy->notice);
  domain::Reads reads;
  reads.documents.push_back(key);
  const auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  const auto* notice = seen->find<domain::Notice>(key);
  if (!notice) co_return Halt{};
  co_return Halt{notice->state == domain::NoticeState::cancelled,
                 notice->state == domain::NoticeState::paused};
}

}  // namespace

awaitable<Result<Obstacle>> obstacle_to(storage::Store& store, const domain::Rules& rules,
                                        const domain::OutMessage& message, Instant now) {
  if (auto reason = reason_to_drop(message, now)) co_return Obstacle{give_up(*reason)};
  if (message.not_before && now < *message.not_before)
    co_return Obstacle{put_off(*message.not_before, "early")};
  if (const auto later = better_hour(message, rules, now)) co_return Obstacle{put_off(*later, "night")};
  const auto has_reader_left = co_await has_left(store, message);
  if (!has_reader_left) co_return has_reader_left.error();
  if (*has_reader_left) co_return Obstacle{give_up("left_staff")};
  const auto have_they_stopped = co_await has_stopped(store, message);
  if (!have_they_stopped) co_return have_they_stopped.error();
  if (*have_they_stopped) co_return Obstacle{give_up("stopped")};
  const auto halt = co_await halt_of(store, message);
  if (!halt) co_return halt.error();
  if (halt->is_cancelled) co_return Obstacle{give_up("cancelled")};
  if (halt->is_paused) co_return Obstacle{put_off(now + paused_for, "paused")};
  co_return Obstacle{};
}

}  // namespace steward::notifier
