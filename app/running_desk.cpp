#include "app/running_desk.hpp"

#include <atomic>
#include <optional>
#include <thread>

#include "app/channel_setup.hpp"
#include "app/desk_data.hpp"
#include "app/notices/lists.hpp"
#include "app/on_thread.hpp"
#include "app/playground_chat.hpp"
#include "app/restart_needs.hpp"
#include "app/sample_register.hpp"
#include "app/status_routes.hpp"
#include "app/surroundings.hpp"
#include "app/thread_store.hpp"
#include "bot/gateway.hpp"
#include "bot/media_source.hpp"
#include "bot/web_chat.hpp"
#include "console/console.hpp"
#include "net/http_client.hpp"
#include "net/http_server.hpp"
#include "net/log.hpp"
#include "net/tasks.hpp"
#include "notifier/notifier.hpp"
#include "scheduler/open_orders.hpp"
#include "scheduler/scheduler.hpp"
#include "scheduler/standing_plans.hpp"

namespace steward::app {
namespace {

using std::chrono::milliseconds;

bool is_redis_on_this_machine(const RedisSettings& redis) {
  if (redis.url.empty()) return true;
  const auto address = storage::parse_redis_url(redis.url);
  return address && is_on_this_machine(*address);
}

// Redis works as hard as we do: where it is on this machine, it has a core to itself.
size_t thread_count(const Settings& settings) {
  if (settings.threads > 0) return static_cast<size_t>(settings.threads);
  const size_t cores = std::thread::hardware_concurrency();
  const size_t kept = is_redis_on_this_machine(settings.redis) ? 1 : 0;
  return std::max<size_t>(1, cores - std::min(cores, kept));
}

bot::IntakeLimits intake_limits(const LimitSettings& limits) {
  const auto per_second = static_cast<double>(limits.hooks_a_second);
  const auto a_minute = static_cast<double>(limits.messages_a_minute);
  return {.account = {2 * per_second, per_second}, .person = {a_minute, a_minute / 60}};
}

net::ServerLimits server_limits(const LimitSettings& limits) {
  net::ServerLimits all;
  all.header_bytes = limits.header_bytes;
  all.body.bytes = limits.body_bytes;
  all.connections = limits.connections;
  all.connections_per_address = limits.connections_per_address;
  all.body_of = [body = all.body, uploads = limits.media_bytes](std::string_view path) {
    return bot::is_upload(path) ? net::BodyLimit{uploads, milliseconds(60'000)} : body;
  };
  return all;
}

net::ServerOptions server_options(const Settings& settings) {
  net::ServerOptions options;
  const size_t colon = settings.listen.rfind(':');
  options.address = settings.listen.substr(0, colon == std::string::npos ? 0 : colon);
  if (options.address.starts_with("["))
    options.address = options.address.substr(1, options.address.size() - 2);
  if (colon != std::string::npos)
    options.port = static_cast<uint16_t>(std::stoi(settings.listen.substr(colon + 1)));
  options.unix_path = settings.unix_socket.string();
  if (settings.tls)
    options.tls = net::TlsFiles{settings.tls->certificate.string(), settings.tls->key.string()};
  options.trusted_proxies = settings.trusted_proxies;
  options.limits = server_limits(settings.limits);
  return options;
}

console::ConsoleSettings console_settings(const Settings& settings) {
  console::ConsoleSettings all;
  for (const PersonSettings& person : settings.console.people)
    all.people.push_back({person.staff, person.token_hash});
  all.public_url = settings.public_url;
  all.playground = {settings.playground, settings.playground_residents};
  all.has_sms_board = std::any_of(settings.channels.begin(), settings.channels.end(),
                                  [](const auto& one) { return one.type == ChannelType::sms_board; });
  return all;
}

// What stands in nobody's way and is hardly meant: once, until it is mended and comes back.
void log_new_warnings(const std::vector<Problem>& now, std::vector<Problem>& said) {
  for (const Problem& warning : new_among(now, said))
    net::log::warn("configuration", {{"warning", to_string(warning)}});
  said = now;
}

// Nothing that the desk alerts them of reaches who has linked no chat account.
void warn_of_unreachable(const domain::Reference& reference) {
  std::string who;
  for (const domain::Staff& one : reference.staff)
    if (one.accounts.empty()) who += (who.empty() ? "" : " ") + one.id.str();
  if (!who.empty()) net::log::warn("staff_without_chat", {{"staff", who}});
}

// They would be told at the board that their token is not valid.
void warn_of_strangers(const domain::Reference& reference, const std::vector<PersonSettings>& people) {
  std::string who;
  for (const PersonSettings& one : people)
    if (!reference.find(one.staff)) who += (who.empty() ? "" : " ") + one.staff.str();
  if (!who.empty()) net::log::warn("console_people_not_of_the_staff", {{"staff", who}});
}

// The units of a large desk take seconds: ahead of the first message, which would wait for them. Where they
// cannot be read now, whoever needs them asks again.
net::awaitable<bool> read_ahead(storage::Store& store, const Settings& settings) {
  const auto reference = co_await store.reference();
  if (reference && !settings.playground) warn_of_unreachable(**reference);
  if (reference) warn_of_strangers(**reference, settings.console.people);
  co_return reference.has_value();
}

// Read again, as far as a running service can follow: rules speak of channels and addresses that are there.
std::shared_ptr<const Configuration> with_what_stays(const Configuration& read_again,
                                                     const Configuration& started_with) {
  auto taken = std::make_shared<Configuration>(read_again);
  taken->rules.desk = started_with.rules.desk;
  taken->rules.public_url = started_with.rules.public_url;
  taken->rules.sends_sms = started_with.rules.sends_sms;
  taken->rules.hears_sms = started_with.rules.hears_sms;
  return taken;
}

}  // namespace

struct RunningDesk::Parts {
  Parts(std::shared_ptr<const Configuration> configuration, RunOptions given)
      : options(std::move(given)),
        started_with(configuration),
        in_force(configuration),
        threads(thread_count(configuration->settings)) {}

  bool plays(RoleName role) const { return options.roles.contains(role); }
  const Settings& settings() const { return started_with->settings; }  // what everything is built by
  boost::asio::any_io_executor front() { return threads.executor(0); }

  RunOptions options;
  std::shared_ptr<const Configuration> started_with;
  std::atomic<std::shared_ptr<const Configuration>> in_force;
  std::vector<Problem> warned_of;
  net::Metrics metrics;
  net::Threads threads;
  DeskData data;
  std::optional<storage::RedisDesk> desk;
  std::unique_ptr<ThreadStore> store;
  channels::Channels channels;
  net::Tasks tasks;       // given time to end what they are at
  net::Tasks background;  // cancelled at once
  std::unique_ptr<net::HttpClient> client;
  std::optional<bot::MediaSource> media;
  std::optional<bot::Intake> intake;
  std::optional<bot::Gateway> gateway;
  std::optional<bot::WebChats> chats;
  std::optional<PlaygroundChat> playground;
  std::optional<console::Console> console;
  std::optional<notifier::Notifier> notifier;
  std::optional<scheduler::Scheduler> scheduler;
  std::optional<scheduler::OpenOrders> open_orders;
  std::optional<scheduler::StandingPlans> plans;
  std::optional<Status> status;
  std::optional<net::Router> router;
  std::optional<net::HttpServer> server;

  net::Result<> open();
  net::Result<> import_people();
  void build();
  std::vector<net::Route> routes();
  console::ConsoleDependencies console_dependencies();
  console::NoticeSources notice_sources();
  void count_connections();
};

// The data: a server, the desk on it, a store on each thread.
net::Result<> RunningDesk::Parts::open() {
  auto opened = await_on(front(), open_data(settings()));
  if (!opened) return opened.error();
  data = std::move(*opened);
  desk.emplace(front(), settings().desk.id, data.options);
  store = std::make_unique<ThreadStore>(threads, *desk);
  if (data.own) background.spawn(front(), "private_redis", data.own->watch());
  if (auto imported = import_people(); !imported) return imported;
  await_on(front(), read_ahead(*store, settings()));
  return {};
}

net::Result<> RunningDesk::Parts::import_people() {
  if (options.sample_register.empty()) return {};
  Problems problems;
  const auto configuration = in_force.load();
  const Register sample = read_register(options.sample_register, configuration->rules, problems);
  if (!problems.empty()) return net::Error{"register", options.sample_register.string(), problems.to_text()};
  const auto imported = await_on(front(), import_sample(*store, sample));
  if (!imported) return imported.error();
  if (*imported) net::log::info("sample_imported", {{"staff", sample.reference.staff.size()}});
  return {};
}

console::ConsoleDependencies RunningDesk::Parts::console_dependencies() {
  console::ConsoleDependencies all{.store = *store, .rules = {}, .open_chat = {}, .fetch_media = {}};
  all.rules = [this] {
    const auto configuration = in_force.load();
    return std::shared_ptr<const domain::Rules>(configuration, &configuration->rules);
  };
  all.open_chat = [this](std::string peer) -> net::awaitable<net::Result<console::ChatSession>> {
    if (!playground) co_return net::Error{"no_chat", "playground", "no web chat is configured"};
    co_return playground->open(peer);
  };
  all.fetch_media = [this](std::string ref) { return media->fetch(std::move(ref)); };
  all.notices = notice_sources();
  return all;
}

console::NoticeSources RunningDesk::Parts::notice_sources() {
  console::NoticeSources all;
  all.templates = [this] { return in_force.load()->notice_templates; };
  all.prices = [this] {
    const auto configuration = in_force.load();
    const NoticeSettings& prices = configuration->settings.desk.notices;
    return notices::Prices{prices.per_segment, prices.currency, prices.most_parts};
  };
  all.read_list = [](std::string_view csv, const domain::Site& site, notices::WantedAudience& wanted) {
    Problems problems;
    read_list("list", csv, site, wanted, problems);
    return problems.empty() ? std::string() : to_string(problems.list().front());
  };
  return all;
}

// Everything that works, from the outside in.
void RunningDesk::Parts::build() {
  const Settings& all = settings();
  const auto rules = [this] {
    const auto configuration = in_force.load();
    return std::shared_ptr<const domain::Rules>(configuration, &configuration->rules);
  };
  const auto render = [this](const domain::OutMessage& message, const domain::Rules& given) {
    return in_force.load()->phrases.render(message, given);
  };
  const auto send = [this](net::ClientRequest request) { return client->send(std::move(request)); };
  std::vector<std::string> checked_before;
  add_channels(all, channels, checked_before);
  // As many connections are kept as the notifier may send over at once to one place.
  client = std::make_unique<net::HttpClient>(
      net::ClientOptions{.idle_per_origin = notifier::NotifierOptions{}.at_once()});
  media.emplace(channels, *store, front(), *client);

  intake.emplace(*store, rules, metrics, intake_limits(all.limits));
  gateway.emplace(channels, *intake, metrics);
  bot::WebChatLimits chat_limits{.media_bytes = all.limits.media_bytes, .media_kept = all.limits.media_kept};
  chats.emplace(web_chats(all.channels), *intake, &*media, chat_limits);
  if (const auto web = web_chats(all.channels); all.playground && !web.empty())
    playground.emplace(all.data, web[0].channel);
  console.emplace(console_settings(all), console_dependencies());
  notifier.emplace(*store, rules, channels, render, send, tasks, metrics);
  scheduler.emplace(*store, rules, tasks, metrics);
  open_orders.emplace(*store, rules, tasks);
  plans.emplace(*store, rules, tasks);
  status.emplace(Status{*store, metrics});
  router.emplace(routes());
}

std::vector<net::Route> RunningDesk::Parts::routes() {
  std::vector<net::Route> all = status_routes(*status);
  const auto add = [&all](std::vector<net::Route> more) {
    for (net::Route& route : more) all.push_back(std::move(route));
  };
  if (plays(RoleName::bot)) add(bot::routes_of(*gateway));
  if (plays(RoleName::bot)) add(bot::routes_of(*chats));
  if (plays(RoleName::console)) add(console->routes());
  return all;
}

void RunningDesk::Parts::count_connections() {
  const net::ServerCounters& counters = server->counters();
  metrics.computed_gauge("steward_connections", "Open connections",
                         [&counters] { return static_cast<double>(counters.connections_open.load()); });
  metrics.computed_gauge("steward_streams", "Live pages and chats that follow their thread",
                         [&counters] { return static_cast<double>(counters.streams_open.load()); });
  for (size_t status_class = 1; status_class < 6; ++status_class)
    metrics.computed_counter(
        "steward_answers_total", "Answers by class of status",
        [&counters, status_class] { return static_cast<double>(counters.answers[status_class].load()); },
        {{"class", std::to_string(status_class) + "xx"}});
}

RunningDesk::RunningDesk(std::shared_ptr<const Configuration> configuration, RunOptions options)
    : parts_(std::make_unique<Parts>(std::move(configuration), std::move(options))) {}
RunningDesk::~RunningDesk() = default;

net::Result<> RunningDesk::start() {
  Parts& all = *parts_;
  log_new_warnings(all.options.warnings, all.warned_of);
  all.threads.run();
  if (auto opened = all.open(); !opened) return opened;
  all.build();
  if (all.plays(RoleName::notifier)) on_thread(all.front(), [&all] { all.notifier->start(all.front()); });
  const auto last = all.threads.executor(all.threads.size() - 1);
  if (all.plays(RoleName::scheduler)) {
    all.scheduler->start(last);
    all.tasks.spawn(last, "open_orders", all.open_orders->run());
    all.tasks.spawn(last, "plans", all.plans->run());
  }

  const auto handle = [&all](net::Request& request) { return (*all.router)(request); };
  all.server.emplace(all.threads, server_options(all.settings()), handle);
  all.count_connections();
  auto listening = all.server->listen();
  const bool is_asked_by_others = all.plays(RoleName::bot) || all.plays(RoleName::console);
  if (listening || is_asked_by_others) return listening;
  // Beside a process with the same configuration: its work does not need an address.
  net::log::warn("status_not_served", {{"detail", net::to_string(listening.error())}});
  return {};
}

uint16_t RunningDesk::port() const { return parts_->server->port(); }

void RunningDesk::reload() {
  Problems problems;
  const auto configuration = load_configuration(parts_->options.configuration_file, problems);
  if (configuration)
    check_surroundings(*configuration, parts_->options.configuration_file, net::now(), problems);
  for (const Problem& problem : problems.list())
    net::log::error("configuration", {{"problem", to_string(problem)}});
  if (!problems.empty()) return net::log::error("configuration_kept", {{"problems", problems.size()}});
  parts_->in_force.store(with_what_stays(*configuration, *parts_->started_with));
  net::log::set_level(configuration->settings.log);
  if (configuration->settings.tls)
    if (const auto reloaded = parts_->server->reload_tls(); !reloaded)
      net::log::error("tls_kept", {{"detail", net::to_string(reloaded.error())}});
  net::log::info("configuration_reloaded");
  log_new_warnings(problems.warnings(), parts_->warned_of);
  const std::string sections = restart_needs(parts_->started_with->settings, configuration->settings);
  if (!sections.empty()) net::log::warn("needs_restart", {{"sections", sections}});
}

bool RunningDesk::stop() {
  Parts& all = *parts_;
  const milliseconds grace = all.settings().limits.drain;
  bool in_time = true;
  if (all.server) in_time = await_on(all.front(), all.server->drain(grace));
  in_time = await_on(all.front(), all.tasks.stop(grace)) && in_time;
  await_on(all.front(), all.background.stop(milliseconds(0)));
  if (all.client) on_thread(all.front(), [&all] { all.client->close_idle(); });
  if (all.store) all.store->close();
  if (all.desk) all.desk->close();
  if (all.data.own && all.data.own->is_owner())
    if (const auto stopped = await_on(all.front(), all.data.own->stop()); !stopped) {
      net::log::error("redis_stop", {{"detail", net::to_string(stopped.error())}});
      in_time = false;
    }
  return all.threads.join() && in_time;
}

}  // namespace steward::app
