#include "app/desk_data.hpp"

#include <boost/asio/this_coro.hpp>

#include "app/run_on.hpp"
#include "net/log.hpp"
#include "storage/server_check.hpp"

namespace steward::app {
namespace {

net::awaitable<net::Result<DeskData>> open_own(const Settings& settings) {
  storage::PrivateRedisOptions options{.folder = settings.data,
                                       .syncs_always = settings.redis.append == "always"};
  auto opened = co_await storage::PrivateRedis::open(std::move(options));
  if (!opened) co_return opened.error();
  DeskData data;
  data.own = std::move(*opened);
  data.options.address = data.own->address();
  net::log::info("redis_private", {{"pid", data.own->pid()}, {"was_running", data.own->was_running()}});
  co_return data;
}

net::awaitable<net::Result<DeskData>> open_operators(const Settings& settings) {
  auto address = storage::parse_redis_url(settings.redis.url);
  if (!address) co_return address.error();
  DeskData data;
  data.options.address = std::move(*address);
  if (!settings.redis.password.empty()) data.options.address.password = settings.redis.password;
  auto findings = co_await storage::check_server(data.options);
  if (!findings) co_return findings.error();
  for (const storage::Finding& finding : *findings) {
    net::log::warn("redis_setting", {{"words", finding.words}, {"fatal", finding.is_fatal}});
    if (finding.is_fatal) co_return net::Error{"unsuitable", to_string(data.options.address), finding.words};
  }
  co_return data;
}

net::awaitable<net::Result<>> work_on(const Settings& settings, const StoreWork& work) {
  const auto executor = co_await boost::asio::this_coro::executor;
  auto data = co_await open_data(settings);
  if (!data) co_return data.error();
  storage::RedisDesk desk(executor, settings.desk.id, data->options);
  const auto store = desk.open_store(executor);
  auto result = co_await work(*store);
  store->close();
  desk.close();
  if (!data->own || !data->own->is_owner()) co_return result;
  auto stopped = co_await data->own->stop();
  if (result && !stopped) co_return stopped.error();
  co_return result;
}

}  // namespace

net::awaitable<net::Result<DeskData>> open_data(const Settings& settings) {
  if (settings.redis.url.empty()) co_return co_await open_own(settings);
  co_return co_await open_operators(settings);
}

net::Result<> with_store(const Settings& settings, StoreWork work) {
  boost::asio::io_context context;
  return run_on(context, work_on(settings, work));
}

}  // namespace steward::app
