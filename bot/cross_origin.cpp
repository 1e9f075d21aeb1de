#include "bot/cross_origin.hpp"

#include <algorithm>

namespace steward::bot {

namespace {

// "https://host:port" is of this server when the request was made to host:port.
bool is_same_host(std::string_view origin, std::string_view host) {
  const size_t slashes = origin.find("://");
  return slashes != std::string_view::npos && !host.empty() && origin.substr(slashes + 3) == host;
}

}  // namespace

bool is_origin_allowed(const net::Request& request, const std::vector<std::string>& origins) {
  const auto origin = request.headers.find("Origin");
  if (!origin) return true;
  if (is_same_host(*origin, request.headers.get("Host"))) return true;
  return std::find(origins.begin(), origins.end(), *origin) != origins.end();
}

void allow_origin(const net::Request& request, net::Response& response) {
  const auto origin = request.headers.find("Origin");
  if (!origin) return;
  response.headers.set("Access-Control-Allow-Origin", *origin);
  response.headers.set("Vary", "Origin");
}

}  // namespace steward::bot
