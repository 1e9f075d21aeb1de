#pragma once
// Writes JSON straight into a text: bodies are made once and sent, so they need no tree.

#include <concepts>
#include <string>
#include <string_view>

namespace steward::channels {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin() { return open('{'); }
  JsonWriter& end() { return close('}'); }
  JsonWriter& begin_list() { return open('['); }
  JsonWriter& end_list() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(std::same_as<bool> auto truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& number(std::string_view digits) { return raw(digits); }

  JsonWriter& field(std::string_view name, std::string_view text) { return key(name).value(text); }
  JsonWriter& field(std::string_view name, const char* text) {
    return key(name).value(std::string_view(text));
  }
  JsonWriter& field(std::string_view name, std::same_as<bool> auto truth) { return key(name).value(truth); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& raw(std::string_view text);
  void comma();

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace steward::channels
