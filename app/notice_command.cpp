// steward notice: composed, looked at, sent and followed from the command line.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iostream>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/desk_data.hpp"
#include "app/did_you_mean.hpp"
#include "app/notices/lists.hpp"
#include "app/notices/notice_file.hpp"
#include "app/notices/shown.hpp"
#include "app/site_command.hpp"
#include "channels/crypto.hpp"
#include "domain/notices.hpp"
#include "net/clock.hpp"
#include "net/log.hpp"
#include "net/random.hpp"
#include "notices/page_to_post.hpp"
#include "notices/register.hpp"
#include "notices/verbs.hpp"
#include "storage/handle_event.hpp"

namespace steward::app {
namespace {

using namespace std::chrono_literals;
using domain::Notice;
using domain::NoticeVerb;
using Done = net::awaitable<net::Result<>>;

constexpr auto looks_every = 500ms;

struct Job {
  const Configuration& configuration;
  const Arguments& arguments;
  std::string word;  // compose, send, show …
  domain::NoticeId id{};

  const NoticeSettings& settings() const { return configuration.settings.desk.notices; }
  notices::Prices prices() const {
    return {settings().per_segment, settings().currency, settings().most_parts};
  }
  const domain::Rules& rules() const { return configuration.rules; }
  const domain::Site& site_of(const Notice& notice) const { return rules().site(notice.site); }
};

constexpr const char* by_whom = "--by has to be of the front desk, a head or the manager, and serve the site";

net::Error refused(const std::string& place, std::string why) { return {"refused", place, std::move(why)}; }

std::string new_once() {
  std::array<std::byte, 16> random;
  net::fill_random(random);
  return "notice:" + channels::hex({reinterpret_cast<const char*>(random.data()), random.size()});
}

net::awaitable<net::Result<Notice>> read(storage::Store& store, const domain::NoticeId& id) {
  const auto notice = co_await notices::find(store, id);
  if (!notice) co_return notice.error();
  if (!*notice) co_return net::Error{"unknown", id.value, "there is no such notice"};
  co_return **notice;
}

// ---- compose

std::optional<notices::Values> values_of(const Arguments& arguments, std::string& wrong) {
  notices::Values values;
  for (const std::string& pair : arguments.values("--set")) {
    const size_t equals = pair.find('=');
    wrong = "--set is written NAME=VALUE";
    if (equals == std::string::npos || equals == 0) return std::nullopt;
    values[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return values;
}

// A running service may do the same meanwhile: whoever comes first has done it.
net::awaitable<net::Result<Notice>> gathered(storage::Store& store, const Job& job, domain::NoticeId id) {
  for (;;) {
    auto notice = co_await read(store, id);
    if (!notice || notice->state != domain::NoticeState::counting) co_return notice;
    domain::Event step;
    step.body = domain::TimerDue{domain::ClockRule::notice, domain::key_of(id)};
    const auto outcome = co_await storage::handle_event(store, job.rules(), std::move(step), "notice");
    if (!outcome && outcome.error().code != "busy") co_return outcome.error();
    if (!outcome || outcome->what != storage::Outcome::What::applied) co_await net::sleep_for(2ms);
  }
}

Done compose(storage::Store& store, const Job& job, Notice wanted, notices::WantedAudience audience) {
  if (const auto* text = notices::too_long(wanted.texts, job.site_of(wanted), job.prices()))
    co_return refused("notice",
                      fmt::format("its text in {} takes {} parts of SMS; desk.notices.most_parts is {}",
                                  domain::to_string(text->language),
                                  notices::segments_of(*text, job.site_of(wanted)), job.prices().most_parts));
  auto resolved = co_await notices::resolve(store, job.rules(), wanted.site, std::move(audience));
  if (!resolved) co_return resolved.error();
  if (const auto& wrong = resolved->wrong)
    co_return net::Error{"unknown", wrong->named, std::string(wrong->sentence)};
  wanted.audience = std::move(resolved->audience);
  domain::Event event;
  event.once = new_once();
  event.body = domain::NoticeComposed{std::move(wanted)};
  const auto outcome = co_await storage::handle_event(store, job.rules(), std::move(event), "notice");
  if (!outcome) co_return outcome.error();
  if (outcome->what == storage::Outcome::What::refused)
    co_return refused("notice", outcome->refusal == domain::Refusal::not_found
                                    ? "there is no such notice to correct"
                                    : by_whom);
  const auto notice = co_await gathered(store, job, domain::NoticeId(outcome->answer));
  if (!notice) co_return notice.error();
  std::cout << preview_of(*notice, job.site_of(*notice), job.prices()) << "\nsteward notice send "
            << notice->id.value << " sends it\n";
  co_return net::Result<>{};
}

// ---- what becomes of it

bool is_moving(domain::NoticeState state) {
  return state == domain::NoticeState::scheduled || state == domain::NoticeState::sending;
}

Done follow(storage::Store& store, const domain::NoticeId& id) {
  for (;;) {
    const auto notice = co_await read(store, id);
    if (!notice) co_return notice.error();
    const auto copies = co_await store.copies_of(id, false);
    if (!copies) co_return copies.error();
    std::cout << "\r" << bar_of(notices::progress_of(*copies), notice->size) << "\x1b[K" << std::flush;
    if (!is_moving(notice->state)) {
      std::cout << "\n" << domain::to_string(notice->state) << "\n";
      co_return net::Result<>{};
    }
    co_await net::sleep_for(looks_every);
  }
}

std::string why_not(domain::Refusal refusal, const Job& job, const Notice& notice) {
  if (refusal == domain::Refusal::not_now)
    return fmt::format("it is {}: that is no time to {} it", domain::to_string(notice.state), job.word);
  if (job.word == "approve") return "a head or the manager has to, and not who composed it";
  return by_whom;
}

Done act(storage::Store& store, const Job& job, domain::NoticeAction action) {
  const auto before = co_await read(store, job.id);
  if (!before) co_return before.error();
  action.notice = job.id;
  domain::Event event;
  event.once = new_once();
  event.body = std::move(action);
  const auto outcome = co_await storage::handle_event(store, job.rules(), std::move(event), "notice");
  if (!outcome) co_return outcome.error();
  if (outcome->what == storage::Outcome::What::refused)
    co_return refused(job.id.value, why_not(outcome->refusal, job, *before));
  const auto notice = co_await read(store, job.id);
  if (!notice) co_return notice.error();
  std::cout << job.id.value << " is " << domain::to_string(notice->state) << "\n";
  if (notice->state == domain::NoticeState::to_approve)
    std::cout << "more than " << job.rules().notice_approval_above
              << " recipients: a head or the manager has to approve it\n";
  if (job.arguments.has("--wait")) co_return co_await follow(store, job.id);
  co_return net::Result<>{};
}

// ---- to look at

Done show(storage::Store& store, const Job& job) {
  const auto notice = co_await read(store, job.id);
  if (!notice) co_return notice.error();
  if (job.word == "page") {
    std::cout << notices::page_of(*notice, job.site_of(*notice));
    co_return net::Result<>{};
  }
  const auto copies = co_await store.copies_of(job.id, true);
  if (!copies) co_return copies.error();
  if (job.arguments.has("--csv")) {
    const auto csv = co_await notices::recipients_csv(store, *notice, *copies);
    if (!csv) co_return csv.error();
    std::cout << *csv;
    co_return net::Result<>{};
  }
  const domain::Zone& zone = job.site_of(*notice).zone;
  std::cout << preview_of(*notice, job.site_of(*notice), job.prices()) << "\n"
            << bar_of(notices::progress_of(*copies), notice->size) << "\n";
  if (!notice->corrects.empty()) std::cout << "corrects " << notice->corrects.value << "\n";
  for (const domain::NoticeEntry& entry : notice->history)
    std::cout << iso8601(entry.at, zone) << "  " << domain::to_string(entry.what) << "  " << entry.by.value
              << "\n";
  for (const auto& [why, count] : notices::reasons_of(*copies))
    std::cout << fmt::format("failed: {} × {}\n", count, why);
  co_return net::Result<>{};
}

Done list(storage::Store& store, const Job& job, notices::Search search) {
  const domain::Zone& zone = job.rules().site({}).zone;
  const std::function<bool(const Notice&)> is_meant = [&](const Notice& notice) {
    return notices::is_found(notice, search, zone);
  };
  const auto found = co_await notices::registered(store, is_meant);
  if (!found) co_return found.error();
  if (job.arguments.has("--csv")) {
    std::cout << notices::register_csv(*found, zone);
    co_return net::Result<>{};
  }
  for (const Notice& notice : *found) std::cout << line_of(notice, zone) << "\n";
  std::cout << found->size() << " notices\n";
  co_return net::Result<>{};
}

// ---- the command line

int run(const Job& job, const StoreWork& work) {
  net::log::set_level("warn");
  const auto done = with_store(job.configuration.settings, work);
  if (done) return all_well;
  std::cerr << "steward: " << net::to_string(done.error()) << "\n";
  return failed;
}

int run_compose(const Job& job) {
  const Arguments& arguments = job.arguments;
  for (const char* needed : {"--file", "--site", "--by"})
    if (!arguments.has(needed)) return misuse(std::string("compose needs ") + needed);
  std::string wrong;
  const domain::Site* site = find_site(job.rules(), *arguments.value("--site"), wrong);
  if (!site) return misuse(wrong);
  const auto values = values_of(arguments, wrong);
  if (!values) return misuse(wrong);
  Problems problems;
  auto file = read_notice(*arguments.value("--file"), job.settings().templates, *values, problems);
  notices::WantedAudience audience = read_audience(arguments, *site, problems);
  if (!problems.empty()) {
    std::cerr << problems.to_text();
    return failed;
  }
  Notice wanted;
  wanted.site = site->id;
  wanted.sort = file->sort;
  wanted.texts = std::move(file->texts);
  wanted.by = domain::StaffId(*arguments.value("--by"));
  wanted.corrects = domain::NoticeId(arguments.value("--corrects").value_or(""));
  return run(job, [&](storage::Store& store) { return compose(store, job, wanted, audience); });
}

int run_act(const Job& job, NoticeVerb verb) {
  domain::NoticeAction action{.verb = verb};
  if (!job.arguments.has("--by")) return misuse(job.word + " needs --by");
  action.by = domain::StaffId(*job.arguments.value("--by"));
  if (const auto at = job.arguments.value("--at")) {
    action.at = domain::parse_iso8601(*at);
    if (!action.at) return misuse("--at is a time like 2026-03-03T09:00:00+08:00");
  }
  if (const auto pace = job.arguments.value("--per-minute")) {
    const auto [end, error] = std::from_chars(pace->data(), pace->data() + pace->size(), action.per_minute);
    if (error != std::errc{} || end != pace->data() + pace->size() || action.per_minute <= 0)
      return misuse("--per-minute is a number above 0");
  }
  return run(job, [&](storage::Store& store) { return act(store, job, action); });
}

int run_list(const Job& job) {
  notices::Search search;
  search.site = domain::SiteId(job.arguments.value("--site").value_or(""));
  search.words = job.arguments.value("--find").value_or("");
  if (const auto sort = job.arguments.value("--class")) {
    search.sort = domain::from_string<domain::NoticeClass>(*sort);
    if (!search.sort) return misuse("--class: \"" + *sort + "\" is no class of notices");
  }
  return run(job, [&](storage::Store& store) { return list(store, job, search); });
}

}  // namespace

int notice(const Arguments& arguments) {
  const auto& plain = arguments.plain();
  const std::string word = plain.empty() ? "" : plain[0];
  std::vector<std::string> known{"compose", "show", "page", "list"};
  const std::optional<NoticeVerb> verb = notices::verb_named(word);
  for (const auto& [name, value] : notices::verbs) known.emplace_back(name);
  if (std::find(known.begin(), known.end(), word) == known.end())
    return misuse(word.empty() ? "it is " + one_of(known)
                               : "\"" + word + "\" is not known" + did_you_mean(word, known));
  const bool needs_id = word != "compose" && word != "list";
  if (plain.size() != (needs_id ? 2 : 1))
    return misuse(needs_id ? word + " needs the number of a notice" : word + " takes no more words");
  if (!arguments.has("--config")) return misuse(word + " needs --config");
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return failed;
  }
  const Job job{*configuration, arguments, word, domain::NoticeId(needs_id ? plain[1] : "")};
  if (word == "compose") return run_compose(job);
  if (verb) return run_act(job, *verb);
  if (word == "list") return run_list(job);
  return run(job, [&](storage::Store& store) { return show(store, job); });
}

}  // namespace steward::app
