#include "storage/redis_options.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <charconv>

namespace steward::storage {

namespace {

net::Error bad_url(std::string why) { return {"bad_url", "redis url", std::move(why)}; }

bool read_number(std::string_view text, int& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc{} && end == text.data() + text.size() && into >= 0;
}

net::Result<RedisAddress> socket_address(const boost::urls::url_view& url) {
  RedisAddress address;
  const auto path = url.path();
  address.socket = std::string(path.begin(), path.end());
  if (!address.socket.starts_with('/')) return bad_url("the path of a socket begins with /");
  for (const auto param : url.params()) {
    if (param.key == "db" && read_number(std::string(param.value), address.database)) continue;
    return bad_url("after ? only db=NUMBER is known");
  }
  return address;
}

net::Result<RedisAddress> host_address(const boost::urls::url_view& url) {
  RedisAddress address;
  address.host = std::string(url.encoded_host_address().begin(), url.encoded_host_address().end());
  if (address.host.empty()) return bad_url("the host is missing");
  int port = address.port;
  if (url.has_port() && (!read_number(url.port(), port) || port > 65535))
    return bad_url("the port is no number below 65536");
  address.port = static_cast<uint16_t>(port);
  const auto path = url.path();
  const std::string database(path.begin(), path.end());
  if (database.size() > 1 && !read_number(std::string_view(database).substr(1), address.database))
    return bad_url("the path is the number of a database: /0");
  return address;
}

}  // namespace

net::Result<RedisAddress> parse_redis_url(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url) return bad_url("this is no URL; it looks like redis://host:6379/0 or unix:///run/redis.sock");
  const std::string scheme(url->scheme().begin(), url->scheme().end());
  if (scheme != "redis" && scheme != "unix") return bad_url("the scheme is redis or unix, not " + scheme);
  auto address = scheme == "unix" ? socket_address(*url) : host_address(*url);
  if (!address) return address;
  const auto user = url->user();
  const auto password = url->password();
  address->user = std::string(user.begin(), user.end());
  address->password = net::Secret(std::string(password.begin(), password.end()));
  return address;
}

bool is_on_this_machine(const RedisAddress& address) {
  const std::string& host = address.host;
  return !address.socket.empty() || host == "localhost" || host == "::1" || host == "[::1]" ||
         host.starts_with("127.");
}

std::string to_string(const RedisAddress& address) {
  if (!address.socket.empty()) return "redis unix:" + address.socket;
  return "redis " + address.host + ":" + std::to_string(address.port);
}

}  // namespace steward::storage
