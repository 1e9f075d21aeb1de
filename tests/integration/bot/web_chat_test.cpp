#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <set>
#include <string>
#include <vector>

#include "tests/integration/bot/chat_server.hpp"

namespace steward::bot {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string png = std::string("\x89PNG\r\n\x1A\n", 8) + "picture";

struct Session {
  std::string token;
  domain::AccountId account;
  net::Headers headers() const { return {{"Authorization", "Bearer " + token}}; }
};

Session open_session(ChatServer& server) {
  const auto answer = server.post("/chat/web/sessions", "");
  EXPECT_EQ(answer.status, 201);
  const json body = json::parse(answer.body);
  return {body["token"], domain::AccountId(body["account"])};
}

// A page that follows its thread, as a plain socket: reads until it has seen so many events.
class Page {
 public:
  Page(const ChatServer& server, const Session& session, const std::string& last_id = {}) : socket_(loop_) {
    socket_.connect({boost::asio::ip::make_address("127.0.0.1"), server.port()});
    std::string request =
        "GET /chat/web/events HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + session.token + "\r\n";
    if (!last_id.empty()) request += "Last-Event-ID: " + last_id + "\r\n";
    boost::asio::write(socket_, boost::asio::buffer(request + "\r\n"));
  }

  struct Event {
    std::string id;
    json data;
  };
  std::vector<Event> read(size_t count) {
    while (events_.size() < count) read_more();
    return events_;
  }
  // Everything that comes until a line with this text.
  std::vector<std::string> texts_until(const std::string& last) {
    while (events_.empty() || events_.back().data["text"] != last) read_more();
    std::vector<std::string> texts;
    for (const auto& event : events_) texts.push_back(event.data["text"]);
    return texts;
  }

 private:
  void read_more() {
    char bytes[4096];
    const size_t size = socket_.read_some(boost::asio::buffer(bytes));
    text_.append(bytes, size);
    for (size_t end; (end = text_.find("\n\n")) != std::string::npos; text_.erase(0, end + 2))
      take(text_.substr(0, end));
  }
  void take(const std::string& block) {
    const size_t data = block.find("data: ");
    const size_t id = block.find("id: ");
    if (data == std::string::npos || id == std::string::npos) return;
    const auto line = [&block](size_t at) { return block.substr(at, block.find('\n', at) - at); };
    events_.push_back({line(id + 4), json::parse(line(data + 6))});
  }

  boost::asio::io_context loop_;
  boost::asio::ip::tcp::socket socket_;
  std::string text_;
  std::vector<Event> events_;
};

net::awaitable<net::Result<storage::Applied>> say(storage::Store& store, domain::AccountId account,
                                                  std::string text) {
  domain::Commit commit;
  commit.once = "test:" + text;
  domain::ThreadEntry entry;
  entry.account = std::move(account);
  entry.id = "m-" + text;
  entry.by = "desk";
  entry.text = std::move(text);
  entry.buttons = {{"好", "ok:1"}};
  commit.thread.push_back(entry);
  co_return co_await store.apply(commit);
}

TEST(WebChats, what_is_written_stands_in_the_thread) {
  ChatServer server;
  const auto chen = open_session(server);
  EXPECT_EQ(
      server.post("/chat/web/messages", R"({"id":"c1","text":"3-2-501 厨房漏水"})", chen.headers()).status,
      200);
  EXPECT_EQ(server.orders(), 1u);
  Page page(server, chen);
  const auto events = page.read(1);
  EXPECT_EQ(events[0].data["text"], "3-2-501 厨房漏水");
  EXPECT_EQ(events[0].data["by"], "resident");
}

TEST(WebChats, the_same_message_posted_again_changes_nothing) {
  ChatServer server;
  const auto chen = open_session(server);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(
        server.post("/chat/web/messages", R"({"id":"c1","text":"3-2-501 厨房漏水"})", chen.headers()).status,
        200);
  EXPECT_EQ(server.orders(), 1u);
  server.on_thread(say(server.store, chen.account, "end"));
  EXPECT_THAT(Page(server, chen).texts_until("end"), ElementsAre("3-2-501 厨房漏水", "end"));
}

TEST(WebChats, a_page_hears_at_once_what_is_said) {
  ChatServer server;
  const auto chen = open_session(server);
  Page page(server, chen);
  server.on_thread(say(server.store, chen.account, "one"));
  EXPECT_THAT(page.read(1), SizeIs(1));
  server.on_thread(say(server.store, chen.account, "two"));
  const auto events = page.read(2);
  EXPECT_EQ(events[1].data["text"], "two");
  EXPECT_EQ(events[1].data["buttons"][0]["label"], "好");
}

TEST(WebChats, who_comes_back_misses_nothing_and_hears_nothing_twice) {
  ChatServer server;
  const auto chen = open_session(server);
  std::string cursor;
  std::vector<std::string> heard;
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 7; ++i)
      server.on_thread(say(server.store, chen.account, std::to_string(round) + "." + std::to_string(i)));
    Page page(server, chen, cursor);
    const auto events = page.read(round % 2 == 0 ? 3 : 5);  // cut off in the middle
    for (const auto& event : events) heard.push_back(event.data["text"]);
    cursor = events.back().id;
  }
  server.on_thread(say(server.store, chen.account, "end"));
  for (const auto& text : Page(server, chen, cursor).texts_until("end")) heard.push_back(text);

  std::vector<std::string> said;
  for (int round = 0; round < 5; ++round)
    for (int i = 0; i < 7; ++i) said.push_back(std::to_string(round) + "." + std::to_string(i));
  said.push_back("end");
  EXPECT_EQ(heard, said);
}

TEST(WebChats, nobody_reads_another_s_thread) {
  ChatServer server;
  const auto chen = open_session(server), wu = open_session(server);
  EXPECT_NE(chen.account, wu.account);
  server.on_thread(say(server.store, chen.account, "secret"));
  server.on_thread(say(server.store, wu.account, "end"));
  EXPECT_THAT(Page(server, wu).texts_until("end"), ElementsAre("end"));
}

TEST(WebChats, without_a_token_nothing_is_taken) {
  ChatServer server;
  for (const std::string& given : {std::string(), std::string("Bearer "), std::string("Bearer short"),
                                   "Bearer " + std::string(32, 'Z'), "Basic " + std::string(32, 'a')}) {
    net::Headers headers;
    if (!given.empty()) headers.add("Authorization", given);
    EXPECT_EQ(server.post("/chat/web/messages", R"({"id":"1","text":"x"})", headers).status, 401) << given;
    EXPECT_EQ(server.ask(net::Method::get, "/chat/web/events", "", headers).status, 401) << given;
    EXPECT_EQ(server.post("/chat/web/media", png, headers).status, 401) << given;
    EXPECT_EQ(server.ask(net::Method::get, "/chat/web/media/web:1", "", headers).status, 401) << given;
  }
  EXPECT_EQ(server.post("/chat/nowhere/sessions", "").status, 404);
}

TEST(WebChats, a_photo_is_kept_and_shown_only_to_whom_it_was_sent) {
  ChatServer server;
  const auto chen = open_session(server), wu = open_session(server);
  const auto uploaded = server.post("/chat/web/media", png, chen.headers());
  ASSERT_EQ(uploaded.status, 201);
  const std::string id = json::parse(uploaded.body)["id"];
  EXPECT_EQ(json::parse(uploaded.body)["form"], "photo");
  const json message{{"id", "c1"}, {"text", "3-2-501 漏水"}, {"media", {{{"form", "photo"}, {"id", id}}}}};
  EXPECT_EQ(server.post("/chat/web/messages", message.dump(), chen.headers()).status, 200);

  const std::string url = Page(server, chen).read(1)[0].data["media"][0]["url"];
  const auto shown = server.ask(net::Method::get, url, "", chen.headers());
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.body, png);
  EXPECT_EQ(shown.headers.get("Content-Type"), "image/png");
  EXPECT_EQ(shown.headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(shown.headers.get("Content-Disposition"), "inline");
  EXPECT_EQ(server.ask(net::Method::get, url, "", wu.headers()).status, 404);
}

TEST(WebChats, a_new_token_for_each_file_does_not_make_an_address_any_freer) {
  ChatServer server;
  const WebChatLimits limits;
  size_t taken = 0;
  for (int i = 0; i < limits.uploads_of_address.burst + 20; ++i) {
    const std::string token = std::to_string(10000000 + i) + std::string(24, 'a');
    const auto answer = server.post("/chat/web/media", png, {{"Authorization", "Bearer " + token}});
    taken += answer.status == 201;
    if (answer.status == 201) continue;
    EXPECT_EQ(answer.status, 429);
    EXPECT_NE(answer.headers.get("Retry-After"), "");
  }
  EXPECT_GE(taken, 60u);
  EXPECT_LE(taken, 65u) << "a few more, as time goes on";
}

TEST(WebChats, limits_of_an_address_hold_for_each_client_behind_a_proxy) {
  ChatServer server;
  const auto opened_by = [&server](const std::string& client) {
    return server.post("/chat/web/sessions", "", {{"X-Forwarded-For", client}}).status;
  };
  const WebChatLimits limits;
  std::set<int> last;  // from another address of the same network each time
  for (int i = 0; i < limits.sessions.burst + 20; ++i)
    last.insert(opened_by("2001:db8:1:2::" + std::to_string(i + 1)));
  EXPECT_EQ(last, (std::set{201, 429}));
  EXPECT_EQ(opened_by("2001:db8:1:3::1"), 201);
  EXPECT_EQ(opened_by("203.0.113.7"), 201);
}

TEST(WebChats, takes_no_markup_and_nothing_too_large) {
  ChatServer server;
  const auto chen = open_session(server);
  EXPECT_EQ(server.post("/chat/web/media", "<svg onload=alert(1)>", chen.headers()).status, 415);
  EXPECT_EQ(server.post("/chat/web/media", png + std::string(5 << 20, 'x'), chen.headers()).status, 413);
}

TEST(WebChats, only_pages_that_are_named_may_embed_it) {
  ChatServer server;
  const auto from = [&server](const std::string& origin) {
    return server.post("/chat/web/sessions", "", {{"Origin", origin}});
  };
  EXPECT_EQ(from("https://www.example.com").headers.get("Access-Control-Allow-Origin"),
            "https://www.example.com");
  EXPECT_EQ(from(server.url()).status, 201) << "our own pages";
  for (const std::string& other : {std::string("https://evil.example"), std::string("null"),
                                   std::string("https://www.example.com.evil.example")})
    EXPECT_EQ(from(other).status, 403) << other;
  const auto asked =
      server.ask(net::Method::options, "/chat/web/messages", "", {{"Origin", "https://www.example.com"}});
  EXPECT_EQ(asked.status, 204);
  EXPECT_THAT(std::string(asked.headers.get("Access-Control-Allow-Headers")), HasSubstr("Authorization"));
}

}  // namespace
}  // namespace steward::bot
