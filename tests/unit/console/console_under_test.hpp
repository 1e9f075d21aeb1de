#pragma once
// The console over the in-memory store, asked as a browser asks it.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

#include "console/console.hpp"
#include "domain/decide.hpp"
#include "net/router.hpp"
#include "storage/memory_store.hpp"

namespace steward::console {

using nlohmann::json;

struct Answer {
  int status = 0;
  net::Headers headers;
  std::string body;
  net::StreamWriter stream{};
  json value() const { return json::parse(body); }
};

struct Call {
  net::Method method = net::Method::get;
  std::string path;
  std::string body{};
  std::string token = "fang's token";
  std::vector<std::pair<std::string, std::string>> headers{};
  net::Query query{};
  std::string peer = "127.0.0.1";
};

// A desk with two sites; fang serves the first, song both, li repairs there.
inline domain::Reference reference_of_test() {
  domain::Reference reference;
  const auto add = [&](std::string id, std::string name, std::string phone, domain::Role role,
                       std::vector<std::string> trades, std::vector<domain::SiteId> sites) {
    domain::Staff staff;
    staff.id = domain::StaffId(id);
    staff.name = std::move(name);
    staff.phone = std::move(phone);
    staff.department = role == domain::Role::technician ? "engineering" : "service";
    staff.role = role;
    staff.trades = std::move(trades);
    staff.sites = std::move(sites);
    reference.staff.push_back(staff);
    reference.shifts.push_back(
        {staff.id, {1, 2, 3, 4, 5, 6, 7}, std::chrono::hours(8), std::chrono::hours(20)});
  };
  add("fang", "方静", "+8613900000001", domain::Role::front_desk, {}, {domain::SiteId("donghu")});
  add("li", "李师傅", "+8613900000011", domain::Role::technician, {"plumbing"}, {});
  add("song", "宋经理", "+8613900000044", domain::Role::head, {}, {});
  reference.units.emplace(domain::UnitId("3-2-501"),
                          domain::Unit{domain::UnitId("3-2-501"), domain::SiteId("donghu"), "3", "2", 5});
  reference.units.emplace(domain::UnitId("9-1-101"),
                          domain::Unit{domain::UnitId("9-1-101"), domain::SiteId("xihu"), "9", "1", 1});
  return reference;
}

inline std::shared_ptr<const domain::Rules> rules_of_test() {
  auto rules = std::make_shared<domain::Rules>();
  rules->desk = domain::DeskId("donghu");
  for (const char* id : {"donghu", "xihu"}) {
    domain::Site site;
    site.id = domain::SiteId(id);
    site.name = id;
    site.zone.name = "Asia/Shanghai";
    site.zone.base_offset = std::chrono::hours(8);
    rules->sites.push_back(site);
  }
  domain::Kind repair;
  repair.id = "repair";
  repair.intents = {domain::Intent::repair};
  repair.required = {domain::Ask::matter, domain::Ask::unit};
  rules->kinds.push_back(repair);
  rules->notice_approval_above = 2;
  rules->trades.push_back({"plumbing", "engineering", true});
  rules->understand = [](std::string_view text, domain::LocalTime) {
    domain::Features features;
    domain::Matter matter;
    matter.intent = domain::Intent::repair;
    matter.confidence = 0.9;
    matter.trade = "plumbing";
    matter.text = text;
    features.matters.push_back(matter);
    return features;
  };
  return rules;
}

// A template with one value; a list has a unit or phone a line.
inline NoticeSources notice_sources_of_test() {
  NoticeSources sources;
  sources.templates = [] {
    return std::vector<notices::Template>{{"water_cut",
                                           domain::NoticeClass::water,
                                           {{domain::Language::zh_hans, "停水通知", "{where}停水"},
                                            {domain::Language::en, "Water cut", "No water at {where}"}}}};
  };
  sources.prices = [] { return notices::Prices{0.05, "CNY"}; };
  sources.read_list = [](std::string_view list, const domain::Site& site, notices::WantedAudience& wanted) {
    std::string wrong;
    wanted.is_listed = true;
    for (const std::string& one : notices::named_in(list))
      wrong += one.starts_with('1') ? notices::add_row(wanted, "", one, site)
                                    : notices::add_row(wanted, one, "", site);
    return wrong;
  };
  return sources;
}

class ConsoleUnderTest {
 public:
  explicit ConsoleUnderTest(bool has_playground = false, bool has_sms_board = false)
      : store(*domain::parse_iso8601("2026-03-03T09:00:00+08:00")),
        console_(settings(has_playground, has_sms_board), dependencies()),
        router_(console_.routes()) {
    run(store.replace_reference(reference_of_test()));
  }

  Answer ask(Call call) {
    net::Request request;
    request.method = call.method;
    request.path = std::move(call.path);
    request.query = std::move(call.query);
    request.body = std::move(call.body);
    request.peer = std::move(call.peer);
    request.headers.add("Host", "127.0.0.1:8080");
    if (!call.token.empty()) request.headers.add("Authorization", "Bearer " + call.token);
    if (call.method == net::Method::post) request.headers.add("Content-Type", "application/json");
    for (const auto& [name, value] : call.headers) request.headers.set(name, value);
    net::Response response = run(router_(request));
    return {response.status, std::move(response.headers), std::move(response.body),
            std::move(response.stream)};
  }
  Answer get(std::string path, std::string token = "fang's token") {
    return ask({.path = std::move(path), .token = std::move(token)});
  }
  Answer post(std::string path, const json& body, std::string token = "fang's token") {
    return ask({.method = net::Method::post,
                .path = std::move(path),
                .body = body.dump(),
                .token = std::move(token)});
  }

  template <class T>
  static T run(net::awaitable<T> work) {
    boost::asio::io_context context;
    auto result = boost::asio::co_spawn(context, std::move(work), boost::asio::use_future);
    context.run();
    return result.get();
  }

  storage::MemoryStore store;
  std::string peer_opened;

 private:
  static ConsoleSettings settings(bool has_playground, bool has_sms_board) {
    ConsoleSettings settings;
    settings.people = {{domain::StaffId("fang"), token_hash("fang's token")},
                       {domain::StaffId("song"), token_hash("song's token")},
                       {domain::StaffId("li"), token_hash("li's token")},
                       {domain::StaffId("gone"), token_hash("gone's token")}};
    settings.playground = {has_playground, {"+8613800000501"}};
    settings.has_sms_board = has_sms_board;
    return settings;
  }
  ConsoleDependencies dependencies() {
    ConsoleDependencies world{store, rules_of_test, {}, {}};
    world.open_chat = [this](std::string peer) { return open_chat(std::move(peer)); };
    world.notices = notice_sources_of_test();
    return world;
  }
  net::awaitable<net::Result<ChatSession>> open_chat(std::string peer) {
    peer_opened = peer;
    co_return ChatSession{domain::AccountId("web:" + peer), "web", "token of " + peer};
  }

  Console console_;
  net::Router router_;
};

}  // namespace steward::console
