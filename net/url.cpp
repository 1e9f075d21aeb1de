#include "net/url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <cstdlib>

namespace steward::net {

std::string Url::host_and_port() const {
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

std::string Url::authority() const {
  std::string whole = host_and_port();
  if (port == (is_secure ? 443 : 80)) whole.erase(whole.rfind(':'));
  return whole;
}

std::optional<Url> parse_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(boost::urls::string_view(text.data(), text.size()));
  if (!parsed || parsed->host().empty()) return {};
  const bool is_secure = parsed->scheme_id() == boost::urls::scheme::https;
  if (!is_secure && parsed->scheme_id() != boost::urls::scheme::http) return {};

  Url url;
  url.is_secure = is_secure;
  url.host = parsed->host_address();
  url.port = is_secure ? 443 : 80;
  if (parsed->has_port()) {
    const std::string digits(parsed->port());
    const unsigned long port = digits.size() <= 5 ? std::strtoul(digits.c_str(), nullptr, 10) : 0;
    if (port == 0 || port > 65535) return {};
    url.port = static_cast<std::uint16_t>(port);
  }
  for (char letter : url.host)  // decoded, so that an escape could have brought anything
    if (static_cast<unsigned char>(letter) <= 0x20 || letter == 0x7F || letter == '/' || letter == '@')
      return {};
  url.target = std::string(parsed->encoded_target());
  if (url.target.empty() || url.target.front() != '/') url.target.insert(0, "/");
  if (parsed->has_userinfo()) url.credentials = Secret(std::string(parsed->userinfo()));
  return url;
}

}  // namespace steward::net
