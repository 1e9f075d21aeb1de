#include "app/demo/story.hpp"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "app/demo/thread_reader.hpp"
#include "app/run_on.hpp"
#include "net/http_client.hpp"

namespace steward::app::demo {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds patience{15};

// A photo of one pixel.
constexpr unsigned char photo[] = {
    0x89, 'P',  'N',  'G', 0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    0x0d, 'I',  'H',  'D',  'R', 0, 0,
    0,    1,    0,    0,   0,    1,    8,    2,    0,    0,    0,    0x90, 0x77, 0x53, 0xde, 0,   0, 0,
    0x0c, 'I',  'D',  'A', 'T',  0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0,    0,    3,    1,    1,   0, 0x18,
    0xdd, 0x8d, 0xb0, 0,   0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82};

// Somebody who plays a part: name, chat, phone.
struct Person {
  std::string name, channel, token;
  std::unique_ptr<ThreadReader> phone;
};

class Story {
 public:
  explicit Story(uint16_t port) : port_(port) {}

  void play() {
    const json parts = ask(net::Method::get, "/playground/parts");
    Person resident = enter("resident", parts.at("residents").at(0));
    Person technician = enter("staff", plumber_on_duty(parts));
    board_token_ = ask(net::Method::post, "/playground/sessions", {{"role", "desk"}}).at("token");

    write(resident, {{"text", "3栋2单元501 厨房水管爆了"}});
    hears(resident, "阀", "what to do until somebody comes");
    const json alert = hears(technician, "", "the alert, with buttons", true);
    const std::string number = number_in(alert);
    expect_state(number, "dispatched");

    press(technician, alert, "accept:");
    hears(resident, technician.name, "who comes");
    expect_state(number, "accepted");

    const json accepted = hears(technician, "", "what can be done next", true);
    press(technician, accepted, "arrive:");
    expect_state(number, "on_site");
    write(technician,
          {{"text", "501好了，更换了爆裂的软管"}, {"media", json::array({photo_of(technician)})}});
    const json done = hears(resident, number, "that it is done, and is asked whether it is fixed", true);
    expect_state(number, "done");
    press(resident, done, "fixed:");
    hears(resident, "", "thanks for the answer");
  }

 private:
  json ask(net::Method method, const std::string& path, const json& body = nullptr,
           const std::string& token = {}) {
    net::ClientRequest request{.method = method, .url = url(path), .guard = net::Guard::trusted};
    if (!body.is_null()) {
      request.body = body.dump();
      request.headers.add("Content-Type", "application/json");
    }
    return json::parse(send(std::move(request), token), nullptr, false);
  }

  std::string send(net::ClientRequest request, const std::string& token) {
    request.headers.add("Origin", url(""));
    if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
    const std::string place = request.url;
    const auto answer = run_on(context_, client_.send(std::move(request)));
    if (!answer) throw std::runtime_error(place + ": " + net::to_string(answer.error()));
    if (answer->status >= 300)
      throw std::runtime_error(fmt::format("{}: {} {}", place, answer->status, answer->body));
    return answer->body;
  }

  std::string url(const std::string& path) const { return fmt::format("http://127.0.0.1:{}{}", port_, path); }

  Person enter(const std::string& role, const json& who) {
    const json session =
        ask(net::Method::post, "/playground/sessions", {{"role", role}, {"who", who.at("id")}});
    const json& chat = session.at("chat");
    Person person{who.at("name"), chat.at("channel"), chat.at("token"), nullptr};
    person.phone = std::make_unique<ThreadReader>(port_, person.channel, person.token);
    return person;
  }

  static json plumber_on_duty(const json& parts) {
    for (const json& staff : parts.at("staff"))
      for (const json& trade : staff.at("trades"))
        if (trade == "plumbing" && staff.at("is_on_duty") == true) return staff;
    throw std::runtime_error("no plumber is on duty");
  }

  void write(const Person& person, json message) {
    std::cout << fmt::format("{} writes: {}\n", person.name, message.value("text", ""));
    post(person, std::move(message));
  }

  void post(const Person& person, json message) {
    message["id"] = fmt::format("story-{}-{}", began_ms_, ++messages_);
    ask(net::Method::post, "/chat/" + person.channel + "/messages", message, person.token);
  }

  json photo_of(const Person& person) {
    net::ClientRequest request{.method = net::Method::post,
                               .url = url("/chat/" + person.channel + "/media"),
                               .guard = net::Guard::trusted};
    request.body.assign(reinterpret_cast<const char*>(photo), sizeof photo);
    request.headers.add("Content-Type", "image/png");
    return json::parse(send(std::move(request), person.token));
  }

  // The next message of the desk in this story that holds these words, and buttons where they are wanted.
  json hears(Person& person, const std::string& words, const std::string& what, bool has_buttons = false) {
    const auto sort = [&](const json& line) {
      return line.value("by", "") == "desk" && line.value("at", std::int64_t{0}) >= began_ms_ &&
             line.value("text", "").find(words) != std::string::npos &&
             (!has_buttons || !line.value("buttons", json::array()).empty());
    };
    auto line = person.phone->next(sort, patience);
    if (!line) throw std::runtime_error(person.name + " did not hear " + what);
    std::cout << fmt::format("{} hears {}:\n", person.name, what);
    std::cout << fmt::format("    {}\n", line->value("text", ""));
    return *line;
  }

  void press(const Person& person, const json& line, const std::string& verb) {
    for (const json& button : line.at("buttons")) {
      if (!button.value("data", "").starts_with(verb)) continue;
      std::cout << fmt::format("{} presses [{}]\n", person.name, button.value("label", ""));
      return post(person, {{"text", button.at("label")}, {"press", button.at("data")}});
    }
    throw std::runtime_error("there is no button " + verb + " under: " + line.value("text", ""));
  }

  static std::string number_in(const json& alert) {
    const std::string data = alert.at("buttons").at(0).at("data");
    return data.substr(data.find(':') + 1);
  }

  void expect_state(const std::string& number, const std::string& state) {
    const json order = ask(net::Method::get, "/console/api/orders/" + number, nullptr, board_token_);
    const std::string now = order.contains("state") ? order.at("state") : order.at("order").at("state");
    if (now != state)
      throw std::runtime_error(fmt::format("order {} is {} on the board, not {}", number, now, state));
    std::cout << fmt::format("the board shows {}: {}\n", number, state);
  }

  uint16_t port_;
  boost::asio::io_context context_;
  net::HttpClient client_;
  std::string board_token_;
  const std::int64_t began_ms_ = net::now().time_since_epoch().count();
  int messages_ = 0;
};

}  // namespace

bool play_story(uint16_t port) try {
  Story(port).play();
  std::cout << "the story was played to its end\n";
  return true;
} catch (const std::exception& otherwise) {
  std::cout << "otherwise than told: " << otherwise.what() << "\n";
  return false;
}

}  // namespace steward::app::demo
