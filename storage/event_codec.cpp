#include "storage/event_codec.hpp"

#include "storage/event_fields.hpp"

#include <array>
#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

namespace steward::storage {

namespace {

using Body = decltype(domain::Event::body);

// By the place in the variant; a letter never changes its meaning.
constexpr std::array letters{'m', 'a', 'e', 'c', 'r', 't', 'f', 'h', 'p', 's', 'w', 'd', 'n', 'o'};
static_assert(letters.size() == std::variant_size_v<Body>);

template <size_t index = 0>
Body read_body(char letter, FieldReader& reader) {
  if constexpr (index == letters.size()) {
    throw Malformed("no such event");
  } else {
    if (letter != letters[index]) return read_body<index + 1>(letter, reader);
    std::variant_alternative_t<index, Body> body{};
    reader.read(body);
    return body;
  }
}

void understand(domain::Event& event, const domain::Rules& rules, domain::Instant now) {
  if (auto* message = std::get_if<domain::MessageReceived>(&event.body))
    message->features =
        rules.understand(message->words(), rules.site(message->place).zone.to_local(message->written_at));
  if (auto* entry = std::get_if<domain::OrderEntered>(&event.body))
    entry->features = rules.understand(entry->text, rules.site(entry->site).zone.to_local(now));
  if (auto* answer = std::get_if<domain::AnswerRecorded>(&event.body))
    answer->features = rules.understand(answer->text, rules.site({}).zone.to_local(now));
}

}  // namespace

void write_compact(FieldWriter& a, const domain::TimerDue& timer) {
  JsonWriter& out = a.out();
  out.raw('[');
  out.text(domain::to_string(timer.rule));
  out.raw(',');
  a.write(timer.document);
  out.raw(']');
}

void read_compact(FieldReader& a, domain::TimerDue& timer) {
  a.in().expect('[');
  std::string rule;
  a.read(rule);
  const auto known = domain::clock_rule_from(rule);
  if (!known) a.in().fail("unknown clock \"" + rule + "\"");
  timer.rule = *known;
  a.in().expect(',');
  a.read(timer.document);
  a.in().expect(']');
}

std::string encode_event(const domain::Event& event) {
  std::string out(1, letters[event.body.index()]);
  std::visit([&out](const auto& body) { FieldWriter(out).write(body); }, event.body);
  return out;
}

net::Result<domain::Event> decode_event(std::string_view text, const domain::Rules& rules,
                                        domain::Instant now) {
  try {
    if (text.empty()) throw Malformed("it was not kept");
    JsonReader in(text.substr(1));
    FieldReader reader(in);
    domain::Event event{.once = {}, .body = read_body(text.front(), reader)};
    in.expect_end();
    understand(event, rules, now);
    return event;
  } catch (const Malformed& malformed) {
    return net::Error{"unreadable", "event", malformed.what()};
  } catch (const std::exception& thrown) {  // of the understanding, which may be what is at fault
    return net::Error{"not_understood", "event", thrown.what()};
  }
}

}  // namespace steward::storage
