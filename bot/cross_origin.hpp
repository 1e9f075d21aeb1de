#pragma once
// Which pages may use the chat from a browser: those of this server, and those the configuration names.

#include "net/http.hpp"

#include <string>
#include <vector>

namespace steward::bot {

// True without an Origin: then it is no page of a browser elsewhere, and a token is needed all the same.
bool is_origin_allowed(const net::Request& request, const std::vector<std::string>& origins);

// Lets the page that asked read the answer; only after is_origin_allowed.
void allow_origin(const net::Request& request, net::Response& response);

}  // namespace steward::bot
