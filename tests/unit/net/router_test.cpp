#include "net/router.hpp"

#include "run.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace steward::net {
namespace {

struct Desk {
  std::string name = "donghu";
};

awaitable<Response> tell(std::string what, const Request& request) {
  for (const auto& [name, value] : request.parameters) what += " " + std::string(name) + "=" + value;
  co_return text(200, what);
}
awaitable<Response> list(Desk& desk, Request& request) { return tell("list of " + desk.name, request); }
awaitable<Response> read(Desk&, Request& request) { return tell("read", request); }
awaitable<Response> newest(Desk&, Request& request) { return tell("newest", request); }
awaitable<Response> write(Desk&, Request& request) { return tell("write", request); }
awaitable<Response> note(Desk&, Request& request) { return tell("note", request); }
awaitable<Response> asset(Desk&, Request& request) { return tell("asset", request); }
awaitable<Response> probe(Desk&, Request& request) { return tell("probe", request); }
awaitable<Response> home(Desk&, Request& request) { return tell("home", request); }

constexpr RouteOf<Desk> routes[] = {
    {Method::get, "/", home},
    {Method::get, "/assets/*", asset},
    {Method::get, "/orders/{number}", read},
    {Method::get, "/orders/newest", newest},
    {Method::get, "/orders", list},
    {Method::post, "/orders/{number}", write},
    {Method::post, "/orders/{number}/notes/{note}", note},
    {Method::head, "/probe", probe},
    {Method::get, "/probe", home},
};

Response ask(Method method, std::string path) {
  static Desk desk;
  static const Router router(bind(routes, desk));
  Request request;
  request.method = method;
  request.path = std::move(path);
  return run(router(request));
}

struct Row {
  Method method;
  const char *path, *answer;
};
class Routing : public testing::TestWithParam<Row> {};

TEST_P(Routing, finds_the_handler_and_its_parameters) {
  const Response response = ask(GetParam().method, GetParam().path);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, GetParam().answer);
}

INSTANTIATE_TEST_SUITE_P(
    table, Routing,
    testing::Values(Row{Method::get, "/", "home"}, Row{Method::get, "/orders", "list of donghu"},
                    Row{Method::get, "/orders/K3X9TQ", "read number=K3X9TQ"},
                    Row{Method::get, "/orders/newest", "newest"},
                    Row{Method::post, "/orders/newest", "write number=newest"},
                    Row{Method::post, "/orders/A/notes/2", "note number=A note=2"},
                    Row{Method::get, "/assets/css/board.css", "asset *=css/board.css"},
                    Row{Method::get, "/assets/", "asset *="}, Row{Method::head, "/orders", "list of donghu"},
                    Row{Method::head, "/probe", "probe"}, Row{Method::get, "/probe", "home"}));

TEST(Router, says_what_is_not_there) {
  for (const char* path :
       {"/nothing", "/orders/", "/orders/A/notes", "/orders/A/notes/", "/orders/A/notes/2/3", "/assets"})
    EXPECT_EQ(ask(Method::post, path).status, 404) << path;
}

TEST(Router, names_the_methods_of_a_path) {
  const Response response = ask(Method::remove, "/orders/A");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.get("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(response.headers.get("Content-Type"), "application/problem+json");
}

TEST(Router, refuses_a_table_that_is_wrong) {
  const auto table_of = [](std::initializer_list<const char*> patterns) {
    std::vector<Route> table;
    for (const char* pattern : patterns) table.push_back({Method::get, pattern, {}});
    return table;
  };
  EXPECT_THROW(Router{table_of({"orders"})}, std::invalid_argument);
  EXPECT_THROW(Router{table_of({"/a/*/b"})}, std::invalid_argument);
  EXPECT_THROW(Router{table_of({"/a/{b"})}, std::invalid_argument);
  EXPECT_THROW((Router{table_of({"/a/{b}", "/a/{c}"})}), std::invalid_argument);
  EXPECT_NO_THROW((Router{table_of({"/a/{b}", "/a/c", "/a/*"})}));
}

}  // namespace
}  // namespace steward::net
