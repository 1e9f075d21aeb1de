#pragma once
// A stand-in for Telegram's Bot API that checks what the real one checks and forgets nothing it was sent.
// Answers can be put in its mouth. One thread.

#include "net/http.hpp"

#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace steward::test {

class BotApi {
 public:
  using Json = nlohmann::json;

  explicit BotApi(std::string token) : token_(std::move(token)) {}

  struct Sent {
    std::string chat, text;
    Json keyboard;  // rows of buttons; null: none
  };
  const std::vector<Sent>& sent() const { return sent_; }
  const std::vector<std::string>& files() const {
    return files_;
  }  // methods by which pictures and voice came
  const std::vector<std::string>& refused() const { return refused_; }  // why, of what it would not take
  size_t requests() const { return requests_; }

  // The next requests are answered so, whatever they ask.
  void answer_next(int status, Json body) { answers_.push_back({status, body.dump()}); }
  void answer_next_429(int seconds) {
    answer_next(429, {{"ok", false},
                      {"error_code", 429},
                      {"description", "Too Many Requests: retry after " + std::to_string(seconds)},
                      {"parameters", {{"retry_after", seconds}}}});
  }
  void answer_next_raw(int status, std::string body) { answers_.push_back({status, std::move(body)}); }
  void block(const std::string& chat) { blocked_.insert(chat); }

  // What Telegram would post to the webhook when somebody writes, or presses a button of the last message to
  // them.
  Json message_from(std::int64_t chat, const std::string& text) {
    return {
        {"update_id", ++updates_},
        {"message",
         {{"message_id", ++messages_},
          {"date", 1'772'500'000},
          {"chat", {{"id", chat}, {"type", "private"}}},
          {"from", {{"id", chat}, {"is_bot", false}, {"first_name", "Chen"}, {"language_code", "zh-hans"}}},
          {"text", text}}}};
  }
  Json press_from(std::int64_t chat, const std::string& label) {
    for (auto sent = sent_.rbegin(); sent != sent_.rend(); ++sent) {
      if (sent->chat != std::to_string(chat) || sent->keyboard.is_null()) continue;
      for (const auto& row : sent->keyboard)
        for (const auto& button : row)
          if (button["text"].get<std::string>().find(label) != std::string::npos)
            return press_update(chat, *sent, button["callback_data"]);
    }
    throw std::logic_error("no button " + label + " was sent to " + std::to_string(chat));
  }
  // The body of the webhook's 2xx answer may carry one method.
  void webhook_answered(const std::string& body) {
    if (body.empty()) return;
    const Json json = Json::parse(body);
    if (json.value("method", "") == "answerCallbackQuery")
      open_callbacks_.erase(json.at("callback_query_id"));
  }
  const std::set<std::string>& open_callbacks() const { return open_callbacks_; }

  net::Response handle(const net::Request& request) {
    ++requests_;
    if (!answers_.empty()) {
      const auto answer = answers_.front();
      answers_.pop_front();
      return net::json(answer.status, answer.body);
    }
    const std::string prefix = "/bot" + token_ + "/";
    if (!request.path.starts_with(prefix)) return refuse(401, "Unauthorized");
    const std::string method = request.path.substr(prefix.size());
    if (request.headers.get("Content-Type").starts_with("multipart/form-data"))
      return take_file(method, request.body);
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object()) return refuse(400, "Bad Request: can't parse JSON");
    return call(method, body);
  }

 private:
  struct Answer {
    int status;
    std::string body;
  };

  net::Response take_file(const std::string& method, const std::string& body) {
    const std::string field = method == "sendPhoto" ? "photo" : method == "sendVoice" ? "voice" : "document";
    if (body.find("name=\"chat_id\"") == std::string::npos)
      return refuse(400, "Bad Request: chat_id is empty");
    if (body.find("name=\"" + field + "\"; filename=") == std::string::npos)
      return refuse(400, "Bad Request: there is no " + field + " in the request");
    files_.push_back(method);
    return accept({{"message_id", ++messages_}});
  }

  net::Response call(const std::string& method, const Json& body) {
    if (method == "sendMessage") return send_message(body);
    if (method == "answerCallbackQuery") {
      open_callbacks_.erase(body.value("callback_query_id", ""));
      return accept(true);
    }
    return refuse(404, "Not Found");
  }

  net::Response send_message(const Json& body) {
    const std::string chat = body.contains("chat_id") && body["chat_id"].is_string()
                                 ? body["chat_id"].get<std::string>()
                             : body.contains("chat_id") ? body["chat_id"].dump()
                                                        : "";
    if (chat.empty() || chat.find_first_not_of("-0123456789") != std::string::npos)
      return refuse(400, "Bad Request: chat not found");
    if (blocked_.contains(chat)) return refuse(403, "Forbidden: bot was blocked by the user");
    const std::string text = body.value("text", "");
    const size_t length = code_points(text);
    if (length == 0) return refuse(400, "Bad Request: message text is empty");
    if (length > 4096) return refuse(400, "Bad Request: message is too long");
    const Json keyboard = body.value("/reply_markup/inline_keyboard"_json_pointer, Json());
    if (const auto wrong = wrong_with(keyboard)) return refuse(400, "Bad Request: " + *wrong);
    sent_.push_back({chat, text, keyboard});
    return accept({{"message_id", ++messages_}, {"chat", {{"id", std::stoll(chat)}}}, {"text", text}});
  }

  static std::optional<std::string> wrong_with(const Json& keyboard) {
    if (keyboard.is_null()) return std::nullopt;
    if (!keyboard.is_array()) return "can't parse inline keyboard";
    for (const auto& row : keyboard) {
      if (!row.is_array() || row.empty()) return "can't parse inline keyboard row";
      for (const auto& button : row) {
        if (button.value("text", "").empty()) return "button text must not be empty";
        const size_t bytes = button.value("callback_data", "").size();
        if (bytes < 1 || bytes > 64) return "BUTTON_DATA_INVALID";
      }
    }
    return std::nullopt;
  }

  Json press_update(std::int64_t chat, const Sent& sent, const std::string& data) {
    const std::string id = "cb" + std::to_string(++updates_);
    open_callbacks_.insert(id);
    return {{"update_id", updates_},
            {"callback_query",
             {{"id", id},
              {"from", {{"id", chat}, {"is_bot", false}, {"first_name", "Li"}}},
              {"data", data},
              {"message",
               {{"message_id", messages_},
                {"date", 1'772'500'000},
                {"chat", {{"id", chat}, {"type", "private"}}},
                {"text", sent.text},
                {"reply_markup", {{"inline_keyboard", sent.keyboard}}}}}}}};
  }

  static size_t code_points(const std::string& text) {
    size_t count = 0;
    for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    return count;
  }

  static net::Response accept(Json result) {
    return net::json(200, Json{{"ok", true}, {"result", std::move(result)}}.dump());
  }
  net::Response refuse(int code, const std::string& description) {
    refused_.push_back(description);
    return net::json(code, Json{{"ok", false}, {"error_code", code}, {"description", description}}.dump());
  }

  std::string token_;
  std::vector<Sent> sent_;
  std::vector<std::string> refused_, files_;
  std::deque<Answer> answers_;
  std::set<std::string> blocked_, open_callbacks_;
  std::int64_t updates_ = 100, messages_ = 1000;
  size_t requests_ = 0;
};

}  // namespace steward::test
