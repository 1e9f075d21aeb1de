#include "app/configuration.hpp"

#include <algorithm>

#include "app/calendar_files.hpp"
#include "app/desk_files.hpp"
#include "app/notices/notice_file.hpp"
#include "app/shipped.hpp"
#include "understanding/understanding.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

std::map<domain::Region, domain::Emergency> emergency_numbers() {
  using enum domain::Region;
  return {{cn, {"119", "120", "110"}},
          {hk, {"999", "999", "999"}},
          {mo, {"999", "999", "999"}},
          {tw, {"119", "119", "110"}}};
}

fs::path own_or_shipped(const fs::path& own, const char* shipped) {
  return own.empty() ? shipped_folder() / shipped : own;
}

// The same pure function reads a message when it comes and again when its pieces are complete.
void add_understanding(const fs::path& folder, domain::Rules& rules, Problems& problems) {
  auto loaded = understanding::load_lexicon(folder);
  if (const auto* error = std::get_if<understanding::LexiconError>(&loaded)) {
    problems.add(error->file, error->line, error->what);
    return;
  }
  const understanding::Understanding understanding(std::get<understanding::Lexicon>(loaded));
  rules.understand = [understanding](std::string_view text, domain::LocalTime written_at) {
    return understanding.understand(text, written_at);
  };
}

bool sends_sms(const ChannelSettings& channel) { return is_of_sms(channel.type); }
// What the board shows instead of sending, the front desk says on the phone, and writes down what is
// answered.
bool hears_sms(const ChannelSettings& channel) { return is_of_sms(channel.type) && channel.can_receive; }

std::map<std::string, domain::Holidays> calendars(const fs::path& own, Problems& problems) {
  std::vector<fs::path> folders{shipped_folder() / "calendars"};
  if (!own.empty()) folders.push_back(own);
  return read_calendars(folders, problems);
}

// The shipped phrases, and those of the desk's own in their place.
domain::Phrasebook phrasebook(const fs::path& own, const domain::Rules& rules, Problems& problems) {
  const size_t before = problems.size();
  domain::Phrasebook phrases;
  PhrasePlaces places;
  read_phrases(shipped_folder() / "phrases", phrases, places, problems);
  if (!own.empty()) read_phrases(own, phrases, places, problems);
  if (problems.size() == before) check_phrases(phrases, places, rules, own, problems);
  return phrases;
}

}  // namespace

std::shared_ptr<const Configuration> load_configuration(const fs::path& file, Problems& problems) {
  const size_t before = problems.size();
  auto settings = read_settings(file, problems);
  if (!settings) return nullptr;

  auto configuration = std::make_shared<Configuration>();
  const DeskSettings& desk = settings->desk;
  domain::Rules& rules = configuration->rules;
  rules.desk = desk.id;
  rules.sites = desk.sites;
  set_holidays(rules.sites, calendars(desk.calendars, problems), file.string(), problems);
  rules.kinds = read_kinds(own_or_shipped(desk.kinds, "kinds"), problems);
  rules.trades = read_trades(own_or_shipped(desk.trades, "trades.json"), problems);
  rules.manners = desk.manners;
  rules.emergency = emergency_numbers();
  rules.notice_approval_above = desk.notices.approval_above;
  rules.public_url = settings->public_url;
  rules.sends_sms = std::ranges::any_of(settings->channels, sends_sms);
  rules.hears_sms = std::ranges::any_of(settings->channels, hears_sms);
  add_understanding(own_or_shipped(desk.lexicon, "lexicon"), rules, problems);
  configuration->phrases = phrasebook(desk.phrases, rules, problems);
  configuration->notice_templates = notice_templates(desk.notices.templates, problems);
  configuration->settings = std::move(*settings);
  return problems.size() == before ? configuration : nullptr;
}

}  // namespace steward::app
