// steward meeting: meetings and training, of which staff are told and reminded.

#include <fmt/format.h>

#include <iostream>
#include <map>

#include "app/choices.hpp"
#include "app/commands.hpp"
#include "app/site_command.hpp"
#include "channels/crypto.hpp"
#include "domain/fingerprint.hpp"
#include "domain/letters.hpp"
#include "domain/meetings.hpp"
#include "net/random.hpp"

namespace steward::app {
namespace {

constexpr std::string_view usage =
    "usage: steward meeting --site ID [--at TIME --about WORDS --place WORDS [--training] "
    "[--department D | --staff ID,…] | --off ID] --config FILE";

std::string new_id() {
  std::array<std::byte, 16> entropy{};
  net::fill_random(entropy);
  return domain::fingerprint(channels::hex({reinterpret_cast<const char*>(entropy.data()), entropy.size()}),
                             6);
}

std::vector<domain::StaffId> listed(const std::string& words) {
  std::vector<domain::StaffId> ids;
  for (size_t from = 0; from <= words.size();) {
    const size_t comma = std::min(words.find(',', from), words.size());
    if (comma > from) ids.emplace_back(words.substr(from, comma - from));
    from = comma + 1;
  }
  return ids;
}

std::string described(const domain::Meeting& meeting, const domain::Rules& rules, std::string_view who) {
  return fmt::format(
      "{}  {}  {}: {}, {} ({} {})\n", meeting.id, domain::iso8601(meeting.at, rules.site(meeting.site).zone),
      meeting.is_training ? "training" : "meeting", meeting.about, meeting.place, meeting.who.size(), who);
}

net::Error mistake(std::string what) { return {"refused", "meeting", std::move(what)}; }

// Those that are still to come, each with everybody whose reminder waits.
storage::awaitable<net::Result<std::map<std::string, domain::Meeting>>> coming(storage::Store& store,
                                                                               domain::SiteId site) {
  const auto reference = co_await store.reference();
  if (!reference) co_return reference.error();
  std::vector<domain::AccountId> accounts;
  for (const domain::Staff& one : (*reference)->staff) {
    accounts.insert(accounts.end(), one.accounts.begin(), one.accounts.end());
    accounts.push_back(domain::sms_account(one.phone));
  }
  const auto waiting = co_await store.waiting_for(accounts);
  if (!waiting) co_return waiting.error();
  std::map<std::string, domain::Meeting> meetings;
  for (const auto& one : *waiting) {
    auto meeting = domain::meeting_of(one.message);
    if (!meeting || meeting->site != site) continue;
    const domain::StaffId who = meeting->who.front();
    const auto [at, is_new] = meetings.try_emplace(meeting->id, std::move(*meeting));
    if (!is_new) at->second.who.push_back(who);
  }
  co_return meetings;
}

storage::awaitable<net::Result<>> list(storage::Store& store, const domain::Rules& rules,
                                       domain::SiteId site) {
  const auto meetings = co_await coming(store, std::move(site));
  if (!meetings) co_return meetings.error();
  for (const auto& [id, meeting] : *meetings) std::cout << described(meeting, rules, "to be reminded");
  std::cout << fmt::format("{} to come\n", meetings->size());
  co_return net::Result<>{};
}

storage::awaitable<net::Result<>> call_off(storage::Store& store, const domain::Rules& rules,
                                           domain::SiteId site, std::string id) {
  const auto meetings = co_await coming(store, std::move(site));
  if (!meetings) co_return meetings.error();
  const auto found = meetings->find(id);
  if (found == meetings->end()) co_return mistake("no meeting to come at this site has the id " + id);
  const auto reference = co_await store.reference();
  if (!reference) co_return reference.error();
  const auto now = co_await store.now();
  if (!now) co_return now.error();
  const auto commit = domain::call_off_meeting(rules, **reference, found->second, *now);
  const auto applied = co_await store.apply(commit);
  if (!applied) co_return applied.error();
  std::cout << fmt::format("called off; {} are told\n", commit.messages.size());
  co_return net::Result<>{};
}

struct Called {
  domain::Meeting meeting;
  std::string department;
};

storage::awaitable<net::Result<>> call(storage::Store& store, const domain::Rules& rules, Called called) {
  const auto reference = co_await store.reference();
  if (!reference) co_return reference.error();
  domain::Meeting& meeting = called.meeting;
  for (const domain::StaffId& who : meeting.who)
    if (!(*reference)->find(who)) co_return mistake("nobody of the staff has the id " + who.value);
  if (meeting.who.empty()) meeting.who = domain::invited(**reference, meeting.site, called.department);
  if (meeting.who.empty()) co_return mistake("nobody at this site is of that department");
  const auto now = co_await store.now();
  if (!now) co_return now.error();
  if (meeting.at <= *now) co_return mistake("--at is over already");
  const auto applied = co_await store.apply(domain::call_meeting(rules, **reference, meeting, *now));
  if (!applied) co_return applied.error();
  std::cout << described(meeting, rules, "invited");
  co_return net::Result<>{};
}

// Nothing, and `wrong` says why, where the line is not understood.
std::optional<Called> read(const Arguments& arguments, std::string& wrong) {
  wrong = usage;
  if (!arguments.has("--at") || !arguments.has("--about") || !arguments.has("--place") ||
      (arguments.has("--department") && arguments.has("--staff")))
    return std::nullopt;
  wrong = "--at is a time like 2026-03-03T14:00:00+08:00";
  const auto at = domain::parse_iso8601(*arguments.value("--at"));
  if (!at) return std::nullopt;
  return Called{{.id = new_id(),
                 .is_training = arguments.has("--training"),
                 .site = domain::SiteId(*arguments.value("--site")),
                 .about = *arguments.value("--about"),
                 .place = *arguments.value("--place"),
                 .at = *at,
                 .who = listed(arguments.value("--staff").value_or(""))},
                arguments.value("--department").value_or("")};
}

}  // namespace

int call_meeting(const Arguments& arguments) {
  if (!arguments.plain().empty() || !arguments.has("--site") || !arguments.has("--config"))
    return misuse(usage);
  const bool is_called_off = arguments.has("--off");
  const bool is_called = arguments.has("--at") || arguments.has("--about") || arguments.has("--place");
  if (is_called_off && is_called) return misuse(usage);
  std::string wrong;
  const auto called = is_called ? read(arguments, wrong) : std::nullopt;
  if (is_called && !called) return misuse(wrong);
  return on_site(arguments,
                 [&](storage::Store& store, const Configuration& configuration, const domain::Site& site) {
                   if (called) return call(store, configuration.rules, *called);
                   if (is_called_off)
                     return call_off(store, configuration.rules, site.id, *arguments.value("--off"));
                   return list(store, configuration.rules, site.id);
                 });
}

}  // namespace steward::app
