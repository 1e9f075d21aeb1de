#pragma once
// Tables of routes. A pattern is literal segments, {name} for one segment, and * at the end for all that is
// left:
//   constexpr RouteOf<Board> routes[] = {{Method::get, "/api/orders/{number}", read_order},
//                                        {Method::get, "/assets/*", read_asset}};
//   Router router(bind(routes, board));
// The more literal pattern wins, whatever the order of the table.

#include "net/http.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace steward::net {

struct Route {
  Method method = Method::get;
  std::string_view pattern;  // of static life
  Handler handler;
};

// A route as a row of a constexpr table: a plain function and, at run time, what it works on.
template <class Context>
struct RouteOf {
  Method method;
  std::string_view pattern;
  awaitable<Response> (*function)(Context& context, Request& request);
};

template <class Context, std::size_t N>
std::vector<Route> bind(const RouteOf<Context> (&table)[N], Context& context) {
  std::vector<Route> routes;
  for (const RouteOf<Context>& row : table) {
    auto call = [&context, function = row.function](Request& request) { return function(context, request); };
    routes.push_back({row.method, row.pattern, call});
  }
  return routes;
}

class Router {
 public:
  // Throws std::invalid_argument for a malformed pattern and for two routes that match the same.
  explicit Router(std::vector<Route> routes);

  // Fills request.parameters and calls the handler; 404, or 405 with Allow, as a problem. HEAD goes to GET's
  // route. A coroutine's parameters must outlive it: the request, and this router.
  awaitable<Response> operator()(Request& request) const;

 private:
  struct Entry {
    Route route;
    std::vector<std::string_view> segments;
  };
  const Entry* find(Method method, const std::vector<std::string_view>& path) const;
  std::string allowed(const std::vector<std::string_view>& path) const;

  std::vector<Entry> entries_;
};

}  // namespace steward::net
