#include "app/settings.hpp"

#include <algorithm>

#include "app/settings_checks.hpp"

namespace steward::app {

template <>
const Table<TlsSettings>& table_of() {
  using T = TlsSettings;
  static const Table<T> table{
      field("certificate", &T::certificate, "certificate chain, PEM", Need::required),
      field("key", &T::key, "its private key, PEM", Need::required),
  };
  return table;
}

template <>
const Table<RedisSettings>& table_of() {
  using T = RedisSettings;
  static const Table<T> table{
      field("url", &T::url,
            "Redis of your own: \"redis://host:6379/0\" or \"unix:///run/redis.sock\"; empty: a private "
            "server in the data "
            "folder",
            Need::optional, checked_redis),
      field("password", &T::password, "its password"),
      field("append", &T::append,
            "of the private server: \"always\" survives a power cut, \"everysec\" is faster", Need::optional,
            checked_append),
  };
  return table;
}

template <>
const Table<LimitSettings>& table_of() {
  using T = LimitSettings;
  static const Table<T> table{
      field("header_bytes", &T::header_bytes, "of one request", Need::optional, checked_limit),
      field("body_bytes", &T::body_bytes, "of one request", Need::optional, checked_limit),
      field("media_bytes", &T::media_bytes, "of one photo or voice message", Need::optional, checked_limit),
      field("connections", &T::connections, "open at once; beyond that the longest idle one is closed",
            Need::optional, checked_limit),
      field("connections_per_address", &T::connections_per_address, "open at once from one address",
            Need::optional, checked_limit),
      field("hooks_a_second", &T::hooks_a_second,
            "of one channel account; beyond that it is answered 429 with Retry-After", Need::optional,
            checked_limit),
      field("messages_a_minute", &T::messages_a_minute,
            "of one person, all at once or spread; what exceeds it is answered 429 with Retry-After, except "
            "a few that sound like an emergency",
            Need::optional, checked_limit),
      field("drain", &T::drain, "what running work is given when the service ends"),
      field("media_kept", &T::media_kept, "how long photos and voice messages are kept", Need::optional,
            checked_span),
  };
  return table;
}

template <>
const Table<channels::SmsTemplate>& table_of() {
  using T = channels::SmsTemplate;
  static const Table<T> table{
      field("phrase", &T::phrase,
            "of which message: the phrase that it begins with; left out: of every other one", Need::optional,
            checked_phrase),
      field("code", &T::code, "the template's code or id at the provider", Need::required),
      field("variables", &T::variables,
            "what fills its variables, in their sequence: placeholders of the phrase, or \"text\" for all "
            "that is to be said",
            Need::required),
  };
  return table;
}

template <>
const Table<ChannelSettings>& table_of() {
  using T = ChannelSettings;
  static const Table<T> table{
      field("id", &T::id, "name of this account in our addresses: /hooks/<id>", Need::required, checked_id),
      field("type", &T::type, "the platform", Need::required),
      field("token", &T::token,
            "telegram: the bot's token; twilio: the auth token; kannel: the password; aliyun, tencent: the "
            "secret "
            "of the access key"),
      field("secret", &T::secret,
            "telegram: secret_token of setWebhook; webhook: whsec_… with which requests to us are signed; "
            "kannel, aliyun, tencent: the `key` of its calls"),
      field("send_secret", &T::send_secret,
            "webhook: whsec_… with which our requests are signed; else `secret`"),
      field("base_url", &T::base_url,
            "telegram: another Bot API server; webhook: where our messages go; kannel: its sendsms; twilio, "
            "aliyun, tencent: another API server",
            Need::optional, checked_url),
      field("media_url", &T::media_url,
            "webhook: photos and voice messages are asked for at <media_url>/<id>", Need::optional,
            checked_url),
      field("proxy", &T::proxy, "through which this platform is reached: \"http://host:port\"",
            Need::optional, checked_url),
      field("site", &T::site,
            "the site of its people while they are unknown; where the desk has several and none stands here, "
            "it is asked for"),
      field("origins", &T::origins, "web: pages that may embed the chat: \"https://www.example.com\""),
      field("account", &T::account,
            "kannel: the username; twilio: the account, AC…; aliyun, tencent: the id of the access key"),
      field("from", &T::from,
            "SMS: the number or name that the reader sees; aliyun, tencent: the 签名, without 【】"),
      field("service", &T::service,
            "twilio: the messaging service, MG…, instead of `from`; tencent: the SmsSdkAppId"),
      field("templates", &T::templates, "aliyun, tencent: the approved templates, see below"),
      field("prefixes", &T::prefixes,
            "SMS: of the numbers that go this way, \"+86\"; none: all. Of several providers for a number the "
            "first is "
            "used, and the next where that one fails",
            Need::optional, checked_prefixes),
      field("callback_url", &T::callback_url, "SMS: where the provider reaches us, else `public_url`",
            Need::optional, checked_url),
      field("can_receive", &T::can_receive,
            "SMS: answers come back; where they come back from no provider, follow-ups go straight to a "
            "phone call"),
      field("per_second", &T::per_second, "SMS: what the account may send", Need::optional, checked_positive),
  };
  return table;
}

template <>
const Table<PersonSettings>& table_of() {
  using T = PersonSettings;
  static const Table<T> table{
      field("staff", &T::staff, "id in staff.csv", Need::required),
      field("token_hash", &T::token_hash,
            "SHA-256 of the token they sign in with, as `steward token` prints it", Need::required,
            checked_hash),
  };
  return table;
}

template <>
const Table<ConsoleSettings>& table_of() {
  using T = ConsoleSettings;
  static const Table<T> table{field("people", &T::people, "who may sign in at the board")};
  return table;
}

template <>
const Table<domain::Site>& table_of() {
  using T = domain::Site;
  static const Table<T> table{
      field("id", &T::id, "short name in files and keys", Need::required, checked_site_id),
      field("name", &T::name, "as the desk calls itself there", Need::required),
      field("phone", &T::phone, "of the desk", Need::required, checked_phone),
      field("region", &T::region, "whose emergency numbers and wording hold", Need::required),
      field("zone", &T::zone, "local time", Need::required),
      field("working", &T::working, "when it works; what can wait is counted by it"),
      field("language", &T::language, "until somebody writes in another"),
      field("keeper", &T::keeper, "who keeps personal data, told at first contact; else the name"),
      field("defibrillator", &T::defibrillator, "where the nearest one hangs"),
  };
  return table;
}

template <>
const Table<domain::Manners>& table_of() {
  using T = domain::Manners;
  static const Table<T> table{
      field("late_after", &T::late_after, "an answer later than this opens with an apology"),
      field("gather_quiet", &T::gather_quiet, "a fragment waits until it has been quiet for so long"),
      field("gather_longest", &T::gather_longest, "… but not longer than this"),
      field("offer_waits", &T::offer_waits,
            "an offer stands alone; then the next technician is offered it too"),
      field("alert_unread", &T::alert_unread,
            "an alert of a hazard that nobody has read goes by SMS too; see \"reach\" of a kind"),
      field("alerts_together", &T::alerts_together,
            "so long after an order was offered to somebody, further ones become one list; \"PT0S\": never"),
      field("alert_again", &T::alert_again, "a hazard nobody accepted is alerted again, to the manager too",
            Need::optional, checked_span),
      field("alert_then", &T::alert_then, "… and then each time after this", Need::optional, checked_span),
      field("ask_again", &T::ask_again, "a required answer that did not come is asked for again",
            Need::optional, checked_span),
      field("desk_task", &T::desk_task, "… and is a task of the front desk, counted from the first question"),
      field("idle_after", &T::idle_after, "an accepted order without arrival is asked about", Need::optional,
            checked_span),
      field("idle_answer", &T::idle_answer, "… and taken back without an answer", Need::optional,
            checked_span),
      field("idle_after_hazard", &T::idle_after_hazard, "the same for a hazard", Need::optional,
            checked_span),
      field("idle_answer_hazard", &T::idle_answer_hazard, "the same for a hazard", Need::optional,
            checked_span),
      field("person_place", &T::person_place, "who waits for a person is told the place in the queue"),
      field("person_head", &T::person_head, "… the front desk's head hears of it"),
      field("person_offer", &T::person_offer, "… and the resident is offered to have it written down"),
      field("person_given_up", &T::person_given_up,
            "… and where nobody ever came the program is back, after reminding the front desk all the time",
            Need::optional, checked_span),
      field("urge_again", &T::urge_again, "urging tells the holder at most once in this time"),
      field("urges_to_head", &T::urges_to_head, "with this many urges the head is told", Need::optional,
            checked_positive),
      field("misses_to_person", &T::misses_to_person,
            "after this many messages not understood a person takes over", Need::optional, checked_positive),
      field("desk_check", &T::desk_check, "an order the front desk holds is looked at again", Need::optional,
            checked_span),
      field("hold_check", &T::hold_check, "an order on hold is looked at again", Need::optional,
            checked_span),
      field("on_site_check", &T::on_site_check, "an order somebody is on for so long is asked about",
            Need::optional, checked_span),
      field("talk_quiet", &T::talk_quiet, "nobody is asked for a score who wrote this short a time ago"),
      field("handover_silent", &T::handover_silent, "a conversation taken over ends after so long a silence",
            Need::optional, checked_span),
      field("cover_named", &T::cover_named,
            "who leaves the front desk for a while names their cover, or its head is told", Need::optional,
            checked_span),
      field("follow_up_after", &T::follow_up_after, "a done order is asked about, at the earliest"),
      field("follow_up_sms", &T::follow_up_sms, "without an answer in chat, by SMS"),
      field("follow_up_given_up", &T::follow_up_given_up,
            "whoever was not reached is asked no more, and counts as not reached"),
      field("drawn_again", &T::drawn_again, "no follow-up plan draws a home that was asked since then"),
      field("follow_up_phone", &T::follow_up_phone,
            "without an answer to that, a phone task of the front desk"),
      field("measure_remind", &T::measure_remind,
            "working time until the head is reminded to name a measure"),
      field("measure_missed", &T::measure_missed, "… and until the manager hears"),
      field("grace", &T::grace, "a done order is reopened when it is said within this time"),
      field("rework", &T::rework, "the same defect within this time is linked as rework"),
      field("code_tries", &T::code_tries, "wrong codes before a one-time code dies", Need::optional,
            checked_positive),
      field("codes_an_hour", &T::codes_an_hour, "one-time codes an account may ask for, and a phone is sent",
            Need::optional, checked_positive),
      field("codes_an_hour_of_site", &T::codes_an_hour_of_site, "one-time codes a site sends in an hour",
            Need::optional, checked_positive),
      field("codes_a_day_of_site", &T::codes_a_day_of_site,
            "… and in a day; then whoever asks is offered a person and the front desk is told",
            Need::optional, checked_positive),
      field("code_lives", &T::code_lives, "how long a one-time code holds", Need::optional, checked_span),
      field("let_in_a_unit", &T::let_in_a_unit, "people whom residents may let into a unit", Need::optional,
            checked_let_in),
      field("night", &T::night, "what can wait is registered only"),
      field_as<TimeOfDay>("morning", &T::morning, "what was registered at night is dispatched"),
      field("quiet", &T::quiet, "the desk starts nothing towards residents"),
      field("staff_hours", &T::staff_hours, "heads are told, and the front desk is reminded, on any day"),
      field("decent", &T::decent, "residents are asked how it was", Need::optional, checked_hours),
  };
  return table;
}

template <>
const Table<NoticeSettings>& table_of() {
  using T = NoticeSettings;
  static const Table<T> table{
      field("approval_above", &T::approval_above,
            "to more recipients than this a notice goes only when a head or the manager agrees"),
      field("per_segment", &T::per_segment, "what a part of an SMS costs, for the preview; 0: not said"),
      field("currency", &T::currency, "in which that is"),
      field("most_parts", &T::most_parts,
            "a text that would take more parts of SMS is refused; beyond ten it would be cut", Need::optional,
            checked_most_parts),
      field("templates", &T::templates,
            "folder of the desk's own texts, a file each, beside the shipped ones"),
  };
  return table;
}

template <>
const Table<DeskSettings>& table_of() {
  using T = DeskSettings;
  static const Table<T> table{
      field("id", &T::id, "names the desk's data; never changed afterwards", Need::required, checked_desk_id),
      field("sites", &T::sites, "estates of this desk", Need::required, checked_sites),
      field("kinds", &T::kinds, "folder of kinds of order, a file each; empty: the shipped ones"),
      field("trades", &T::trades, "file of trades and their departments; empty: the shipped one"),
      field("phrases", &T::phrases, "folder of phrases that differ from the shipped ones"),
      field("lexicon", &T::lexicon, "folder of the words the desk understands; empty: the shipped one"),
      field("calendars", &T::calendars,
            "folder of holidays that the shipped calendars lack, a file a calendar"),
      field("manners", &T::manners,
            "the clocks and hours of the desk, where they differ from the shipped ones"),
      field("notices", &T::notices, "notices to many"),
  };
  return table;
}

template <>
const Table<Settings>& table_of() {
  using T = Settings;
  static const Table<T> table{
      field("listen", &T::listen, "address and port of the HTTP server; empty: only the unix socket",
            Need::optional, checked_listen),
      field("unix_socket", &T::unix_socket, "a unix socket beside it, for a proxy on the same machine"),
      field("trusted_proxies", &T::trusted_proxies,
            "whose X-Forwarded-For is believed: \"127.0.0.1\", \"10.0.0.0/8\"; \"unix\": who comes over "
            "`unix_socket`"),
      field("public_url", &T::public_url, "as residents and platforms reach us; links are made of it",
            Need::optional, checked_url),
      field("tls", &T::tls, "served by ourselves with these files; read again on SIGHUP"),
      field("data", &T::data, "folder of the private Redis"),
      field("redis", &T::redis, "where the desk's data is kept"),
      field("threads", &T::threads, "0: one a core, less one that is left to a Redis on this machine"),
      field("log", &T::log, "\"debug\", \"info\", \"warn\", \"error\" or \"off\"", Need::optional,
            checked_log_level),
      field("limits", &T::limits, "what one client may cost"),
      field("channels", &T::channels, "our accounts on chat platforms", Need::optional, checked_channels),
      field("console", &T::console, "the board"),
      field("desk", &T::desk, "the desk", Need::required),
      field("playground", &T::playground,
            "the page of the demo: everybody's phone side by side; loopback only, and no `unix_socket` or "
            "`public_url`"),
      field("playground_residents", &T::playground_residents, "phones of residents whose part may be played"),
  };
  return table;
}

namespace {

void check_site(const JsonNode& node, const domain::SiteId& site, const std::vector<domain::Site>& sites) {
  std::vector<std::string> known;
  for (const domain::Site& one : sites) known.push_back(one.id.value);
  if (!site.value.empty() && !std::count(known.begin(), known.end(), site.value))
    node.fail("there is no site \"" + site.value + "\"" + did_you_mean(site.value, known));
}

// What a channel needs depends on its platform.
struct NeedOfType {
  ChannelType type;
  std::string_view key;
};
constexpr NeedOfType needs_of_types[] = {
    {ChannelType::telegram, "token"},   {ChannelType::telegram, "secret"},
    {ChannelType::webhook, "secret"},   {ChannelType::webhook, "base_url"},
    {ChannelType::kannel, "token"},     {ChannelType::kannel, "secret"},
    {ChannelType::kannel, "base_url"},  {ChannelType::kannel, "account"},
    {ChannelType::twilio, "token"},     {ChannelType::twilio, "account"},
    {ChannelType::aliyun, "account"},   {ChannelType::aliyun, "token"},
    {ChannelType::aliyun, "secret"},    {ChannelType::aliyun, "from"},
    {ChannelType::aliyun, "templates"}, {ChannelType::tencent, "account"},
    {ChannelType::tencent, "token"},    {ChannelType::tencent, "secret"},
    {ChannelType::tencent, "from"},     {ChannelType::tencent, "templates"},
    {ChannelType::tencent, "service"}};

void check_channel(const JsonNode& node, const ChannelSettings& channel) {
  const auto needs = [&](bool is_there, const std::string& key) {
    if (!is_there)
      node.fail("channel \"" + channel.id + "\" needs \"" + key + "\", as every " +
                std::string(domain::to_string(channel.type)) + " channel");
  };
  for (const NeedOfType& need : needs_of_types)
    if (need.type == channel.type) needs(node.has(std::string(need.key)), std::string(need.key));
  if (channel.type == ChannelType::twilio && channel.from.empty() && channel.service.empty())
    node.fail("channel \"" + channel.id + "\" needs \"from\" or \"service\"");
  const bool is_board = channel.type == ChannelType::sms_board;
  if (is_board && channel.id != "sms") node.fail("the board's SMS channel has the id \"sms\"");
  if (!is_board && channel.id == "sms")
    node.fail("\"sms\" begins the accounts of phones; call this channel by its provider");
}

// Twilio signs the address that it calls: without one nothing that comes in could be believed.
void check_way_back(const JsonNode& node, const ChannelSettings& channel, const std::string& public_url) {
  const bool is_known = !public_url.empty() || !channel.callback_url.empty();
  if (channel.type == ChannelType::twilio && channel.can_receive && !is_known)
    node.fail("channel \"" + channel.id +
              R"(" needs "public_url" or "callback_url" to hear answers; or say "can_receive": false)");
}

void check_channels(const JsonNode& root, const Settings& settings) {
  for (const auto& [key, value] : root.members()) {
    if (key != "channels") continue;
    const auto items = value.items();
    for (size_t i = 0; i < items.size() && i < settings.channels.size(); ++i) {
      check_channel(items[i], settings.channels[i]);
      check_site(items[i], settings.channels[i].site, settings.desk.sites);
      check_way_back(items[i], settings.channels[i], settings.public_url);
    }
  }
}

}  // namespace

bool is_of_sms(ChannelType type) {
  switch (type) {
    case ChannelType::sms_board:
    case ChannelType::kannel:
    case ChannelType::twilio:
    case ChannelType::aliyun:
    case ChannelType::tencent: return true;
    case ChannelType::telegram:
    case ChannelType::webhook:
    case ChannelType::web: return false;
  }
  return false;
}

std::optional<Settings> read_settings(const std::filesystem::path& path, Problems& problems) {
  const size_t before = problems.size();
  const auto file = JsonFile::read(path, problems);
  if (!file) return std::nullopt;
  Settings settings;
  const JsonNode root(*file, problems);
  settings.data = root.path(settings.data.string());
  read_struct(root, settings);
  if (problems.size() == before) check_channels(root, settings);
  if (problems.size() != before) return std::nullopt;
  return settings;
}

}  // namespace steward::app
