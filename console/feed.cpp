// The live feed: references to what changed, never what it says, and only where the reader may read it. A
// page that comes back names the last it saw.
#include "console/answers.hpp"
#include "console/handlers.hpp"
#include "console/names.hpp"

namespace steward::console {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_lines = 200;

// Of an order or notice its number; of a conversation what the page knows it by; of anything else that it
// changed.
std::string ref_of(const domain::FeedEntry& entry) {
  if (entry.what == "order" || entry.what == "notice") return entry.id;
  if (entry.what == "conversation" || entry.what == "waiting")
    return conversation_ref(domain::AccountId(entry.id));
  return {};
}

std::string wire(const storage::FeedLine& line) {
  const std::string data = "{\"what\":" + net::json_quoted(line.entry.what) +
                           ",\"id\":" + net::json_quoted(ref_of(line.entry)) + "}";
  return net::to_wire({.data = data, .name = "changed", .id = line.cursor});
}

// Where the feed ends now: a page that has just read everything needs only what comes after.
awaitable<net::Result<std::string>> end_of_feed(storage::Store& store) {
  std::string cursor;
  for (;;) {
    auto lines = co_await store.feed(cursor, most_lines);
    if (!lines) co_return lines.error();
    if (!lines->empty()) cursor = lines->back().cursor;
    if (lines->size() < most_lines)
      co_return net::Result<std::string>(boost::system::in_place_value, std::move(cursor));
  }
}

// For who reads it as the register has them now: a page stays open for days. Nothing: they read no more.
awaitable<net::Result<std::optional<std::string>>> wire_for(Desk& desk, domain::StaffId reader,
                                                            const std::vector<storage::FeedLine>& lines) {
  std::string wires;
  if (lines.empty()) co_return std::optional(wires);
  auto who = co_await asking_as(desk, reader);
  if (!who) co_return who.error();
  if (!*who || !(*who)->is_of_the_desk()) co_return std::optional<std::string>{};
  for (const auto& line : lines)
    if ((*who)->may_hear_of(line.entry.site)) wires += wire(line);
  co_return std::optional(std::move(wires));
}

// "begin": what came before has to be read anew.
awaitable<void> write_feed(Desk& desk, domain::StaffId reader, std::string cursor, net::EventSink& sink) {
  storage::Store& store = desk.world.store;
  const std::string begin = net::to_wire({.data = "{}", .name = "begin", .id = cursor});
  if (!co_await sink.send(begin)) co_return;
  while (sink.is_open()) {
    auto lines = co_await store.feed(cursor, most_lines);
    if (!lines) co_return;  // the page connects again, and goes on after what it has
    auto chunk = co_await wire_for(desk, reader, *lines);
    if (!chunk || !*chunk) co_return;
    if (!(*chunk)->empty()) {
      const bool is_taken = co_await sink.send(**chunk);
      if (!is_taken) co_return;
    }
    if (!lines->empty()) cursor = lines->back().cursor;
    if (lines->size() < most_lines) co_await store.wait(storage::Wake::feed, 10s);
  }
}

}  // namespace

awaitable<Response> follow_feed(Desk& desk, const Asking& who, Request& request) {
  std::string cursor(request.headers.get("last-event-id"));
  if (cursor.size() > 64) co_return bad_input("This is no event id.");
  if (cursor.empty()) {
    auto end = co_await end_of_feed(desk.world.store);
    if (!end) co_return failed(end.error());
    cursor = std::move(*end);
  }
  const auto write = [&desk, reader = who.staff.id, cursor](net::EventSink& sink) {
    return write_feed(desk, reader, cursor, sink);
  };
  co_return net::events(write);
}

}  // namespace steward::console
