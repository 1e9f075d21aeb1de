#include "net/event_stream.hpp"

namespace steward::net {
namespace {

// A line end inside a name or an id would begin another field.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += name;
  out += ": ";
  for (char letter : value)
    if (letter != '\n' && letter != '\r' && letter != '\0') out += letter;
  out += '\n';
}

void append_data(std::string& out, std::string_view data) {
  for (;;) {
    const std::size_t end = std::min(data.find_first_of("\r\n"), data.size());
    out += "data: ";
    out += data.substr(0, end);
    out += '\n';
    if (end == data.size()) return;
    data.remove_prefix(end + (data.substr(end, 2) == "\r\n" ? 2 : 1));
  }
}

}  // namespace

std::string to_wire(const ServerEvent& event) {
  std::string out;
  append_field(out, "id", event.id);
  append_field(out, "event", event.name);
  append_data(out, event.data);
  out += '\n';
  return out;
}

}  // namespace steward::net
