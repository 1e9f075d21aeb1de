#include "app/restart_needs.hpp"

#include <algorithm>
#include <tuple>

namespace steward::app {
namespace {

auto all_of(const TlsSettings& tls) { return std::tie(tls.certificate, tls.key); }
auto all_of(const RedisSettings& redis) { return std::tie(redis.url, redis.password.reveal(), redis.append); }
auto all_of(const LimitSettings& limits) {
  return std::tie(limits.header_bytes, limits.body_bytes, limits.media_bytes, limits.connections,
                  limits.connections_per_address, limits.hooks_a_second, limits.messages_a_minute,
                  limits.drain, limits.media_kept);
}
auto all_of(const ChannelSettings& channel) {
  return std::tie(channel.id, channel.type, channel.token.reveal(), channel.secret.reveal(),
                  channel.send_secret.reveal(), channel.base_url, channel.media_url, channel.proxy,
                  channel.site, channel.origins, channel.account, channel.from, channel.service,
                  channel.prefixes, channel.callback_url, channel.can_receive, channel.per_second);
}
auto all_of(const PersonSettings& person) { return std::tie(person.staff, person.token_hash); }

constexpr auto is_same = [](const auto& one, const auto& other) { return all_of(one) == all_of(other); };

bool is_same_tls(const std::optional<TlsSettings>& one, const std::optional<TlsSettings>& other) {
  return one && other ? is_same(*one, *other) : one.has_value() == other.has_value();
}

}  // namespace

std::string restart_needs(const Settings& before, const Settings& now) {
  const auto& people = before.console.people;
  const std::pair<const char*, bool> sections[] = {
      {"listen", before.listen == now.listen},
      {"unix_socket", before.unix_socket == now.unix_socket},
      {"trusted_proxies", before.trusted_proxies == now.trusted_proxies},
      {"public_url", before.public_url == now.public_url},
      {"tls", is_same_tls(before.tls, now.tls)},
      {"data", before.data == now.data},
      {"redis", is_same(before.redis, now.redis)},
      {"threads", before.threads == now.threads},
      {"limits", is_same(before.limits, now.limits)},
      {"channels", std::ranges::equal(before.channels, now.channels, is_same)},
      {"console", std::ranges::equal(people, now.console.people, is_same)},
      {"desk.id", before.desk.id == now.desk.id},
      {"playground", before.playground == now.playground},
      {"playground_residents", before.playground_residents == now.playground_residents},
  };
  std::string names;
  for (const auto& [name, is_as_before] : sections)
    if (!is_as_before) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

}  // namespace steward::app
