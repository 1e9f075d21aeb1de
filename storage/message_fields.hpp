#pragma once
// Messages of the outbox and lines of a thread, member by member. To whom a message goes and its id stand
// outside its JSON.

#include "domain/commit.hpp"
#include "domain/message.hpp"
#include "storage/document_fields.hpp"

namespace steward::storage {

template <>
struct Letters<domain::Arg::Form> {
  using Form = domain::Arg::Form;
  static constexpr std::array<LetterTable<Form>, 7> table{{{Form::text, "x"},
                                                           {Form::phrase, "p"},
                                                           {Form::phrases, "s"},
                                                           {Form::time, "t"},
                                                           {Form::window, "w"},
                                                           {Form::phone, "n"},
                                                           {Form::duration, "m"}}};
};

// A sentence is an array, [phrase, name, value, name, value …]; a name ends in ":t" where the value is a
// time, and so on.
void write_compact(FieldWriter& a, const domain::Say& say);
void read_compact(FieldReader& a, domain::Say& say);

// A button is an array too: [phrase, data], or [phrase, data, text].
void write_compact(FieldWriter& a, const domain::Button& button);
void read_compact(FieldReader& a, domain::Button& button);

void fields(auto& a, Is<domain::OutMessage> auto& message) {
  a.base("t", message.created_at);
  a("sf", message.staff);
  a("ln", message.lane, domain::Lane::normal);
  a("lg", message.language);
  a("st", message.site);
  a("s", message.says);
  a("x", message.text);
  a("b", message.buttons);
  a("a", message.asks);
  a("o", message.orders);
  a("m", message.media);
  a("sl", message.slot);
  a("bu", message.bundle);
  a("nb", message.not_before);
  a("ex", message.expires_at);
  a.unknown(message.unknown);
}

void fields(auto& a, Is<domain::ThreadButton> auto& button) {
  a("l", button.label);
  a("d", button.data);
}

void fields(auto& a, Is<domain::ThreadEntry> auto& entry) {
  a("b", entry.by);
  a("t", entry.at);
  a("x", entry.text);
  a("m", entry.media);
  a("bt", entry.buttons);
}

}  // namespace steward::storage
