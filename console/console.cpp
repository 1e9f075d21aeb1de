#include "console/console.hpp"

#include "console/answers.hpp"
#include "console/handlers.hpp"

namespace steward::console {
namespace {

using net::Method;
using net::RouteOf;

constexpr RouteOf<Desk> page_routes[] = {
    {Method::get, "/", front_page},
    {Method::get, "/board", board_page},
    {Method::get, "/console/page/*", page_file},
};
constexpr RouteOf<Desk> api_routes[] = {
    {Method::get, "/console/api/me", for_staff<read_me>},
    {Method::get, "/console/api/orders", for_staff<list_orders>},
    {Method::post, "/console/api/orders", for_staff<enter_order>},
    {Method::get, "/console/api/ended", for_staff<list_ended>},
    {Method::get, "/console/api/orders/{number}", for_staff<read_order>},
    {Method::post, "/console/api/orders/{number}/phone", for_staff<show_phone>},
    {Method::post, "/console/api/orders/{number}/actions", for_staff<act_on_order>},
    {Method::post, "/console/api/orders/{number}/answer", for_staff<record_answer>},
    {Method::get, "/console/api/notices", for_staff<list_notices>},
    {Method::post, "/console/api/notices", for_staff<compose_notice>},
    {Method::get, "/console/api/notices.csv", for_staff<list_notices_csv>},
    {Method::get, "/console/api/notice-templates", for_staff<list_notice_templates>},
    {Method::get, "/console/api/notices/{number}", for_staff<read_notice>},
    {Method::get, "/console/api/notices/{number}/recipients.csv", for_staff<list_recipients_csv>},
    {Method::get, "/console/api/notices/{number}/page", for_staff<show_page_to_post>},
    {Method::post, "/console/api/notices/{number}/actions", for_staff<act_on_notice>},
    {Method::get, "/console/api/waiting", for_staff<list_waiting>},
    {Method::get, "/console/api/conversations/{id}", for_staff<read_conversation>},
    {Method::post, "/console/api/conversations/{id}/actions", for_staff<act_in_conversation>},
    {Method::post, "/console/api/storms", for_staff<call_storm>},
    {Method::post, "/console/api/storms/{site}/off", for_staff<call_storm_off>},
    {Method::get, "/console/api/staff", for_staff<list_staff>},
    {Method::get, "/console/api/texts", for_staff<list_desk_texts>},
    {Method::get, "/console/api/troubles", for_staff<list_troubles>},
    {Method::post, "/console/api/dead-letters/{id}/requeue", for_staff<requeue_letter>},
    {Method::post, "/console/api/dead-letters/{id}/drop", for_staff<drop_letter>},
    {Method::post, "/console/api/set-aside/{id}/retry", for_staff<retry_event>},
    {Method::post, "/console/api/set-aside/{id}/drop", for_staff<drop_event>},
    {Method::get, "/console/api/feed", for_staff<follow_feed>},
    {Method::get, "/console/api/media/{ref}", for_staff<show_media>},
    {Method::get, "/console/api/understand", for_staff<understand_text>},
};
constexpr RouteOf<Desk> playground_routes[] = {
    {Method::get, "/playground", playground_page},
    {Method::get, "/playground/parts", list_parts},
    {Method::post, "/playground/sessions", open_part},
    {Method::get, "/playground/texts", list_texts},
};

net::awaitable<net::Response> answer(const net::Handler& handler, net::Request& request) {
  net::Response response = co_await handler(request);
  secure(response);
  co_return response;
}

void add(std::vector<net::Route>& routes, std::vector<net::Route> more) {
  for (net::Route& route : more) {
    auto shared = std::make_shared<net::Handler>(std::move(route.handler));
    auto secured = [shared](net::Request& request) { return answer(*shared, request); };
    routes.push_back({route.method, route.pattern, secured});
  }
}

}  // namespace

Console::Console(ConsoleSettings settings, ConsoleDependencies dependencies)
    : desk_(std::make_unique<Desk>(std::move(settings), std::move(dependencies))) {}

Console::~Console() = default;

std::vector<net::Route> Console::routes() {
  std::vector<net::Route> routes;
  add(routes, net::bind(page_routes, *desk_));
  add(routes, net::bind(api_routes, *desk_));
  if (desk_->settings.playground.is_enabled) add(routes, net::bind(playground_routes, *desk_));
  return routes;
}

}  // namespace steward::console
