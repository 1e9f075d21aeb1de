// What is kept as an array, because there is so much of it.

#include "storage/message_fields.hpp"

namespace steward::storage {

namespace {

template <class Label>
std::optional<Label> label_of(std::string_view letter) {
  for (const auto& row : Letters<Label>::table)
    if (row.text == letter) return row.label;
  return std::nullopt;
}

template <class Label>
std::string_view letter_of(Label label) {
  for (const auto& row : Letters<Label>::table)
    if (row.label == label) return row.text;
  throw std::logic_error("a label without a letter");
}

using Form = domain::Arg::Form;

bool ends_in_a_form(std::string_view name) {
  return name.size() >= 2 && name[name.size() - 2] == ':' && label_of<Form>(name.substr(name.size() - 1));
}

}  // namespace

void write_compact(FieldWriter& a, const domain::HistoryEntry& entry) {
  if (!entry.unknown.empty()) return a.out().raw(entry.unknown);
  a.out().raw("[\"");
  a.out().raw(letter_of(entry.what));
  a.out().raw("\",");
  a.write(entry.at);
  const std::string* texts[] = {&entry.by, &entry.via, &entry.why};
  size_t count = std::size(texts);
  while (count > 0 && texts[count - 1]->empty()) --count;
  for (size_t i = 0; i < count; ++i) {
    a.out().raw(',');
    a.write(*texts[i]);
  }
  a.out().raw(']');
}

// A line that a newer version wrote is kept as it stands, since a history is never rewritten.
void read_compact(FieldReader& a, domain::HistoryEntry& entry) {
  JsonReader& in = a.in();
  in.peek();
  const size_t start = in.place();
  in.expect('[');
  std::string word;
  in.text(word);
  const auto what = label_of<domain::Happened>(word);
  entry.what = what.value_or(domain::Happened::detail_added);
  in.expect(',');
  a.read(entry.at);
  for (std::string* text : {&entry.by, &entry.via, &entry.why})
    if (in.take(',')) a.read(*text);
  bool is_newer = !what;
  while (in.take(',')) {
    in.raw();
    is_newer = true;
  }
  in.expect(']');
  if (is_newer) entry.unknown = in.since(start);
}

void write_compact(FieldWriter& a, const domain::Say& say) {
  a.out().raw('[');
  a.write(say.phrase);
  std::string name;
  for (const domain::Arg& arg : say.args) {
    name = arg.name;
    if (arg.form != Form::text || ends_in_a_form(name)) name.append(":").append(letter_of(arg.form));
    a.out().raw(',');
    a.write(name);
    a.out().raw(',');
    a.write(arg.value);
  }
  a.out().raw(']');
}

void read_compact(FieldReader& a, domain::Say& say) {
  JsonReader& in = a.in();
  in.expect('[');
  a.read(say.phrase);
  while (in.take(',')) {
    domain::Arg& arg = say.args.emplace_back();
    a.read(arg.name);
    in.expect(',');
    a.read(arg.value);
    if (!ends_in_a_form(arg.name)) continue;
    arg.form = *label_of<Form>(std::string_view(arg.name).substr(arg.name.size() - 1));
    arg.name.resize(arg.name.size() - 2);
  }
  in.expect(']');
}

void write_compact(FieldWriter& a, const domain::Button& button) {
  a.out().raw('[');
  a.write(button.phrase);
  a.out().raw(',');
  a.write(button.data);
  if (!button.text.empty()) {
    a.out().raw(',');
    a.write(button.text);
  }
  a.out().raw(']');
}

void read_compact(FieldReader& a, domain::Button& button) {
  JsonReader& in = a.in();
  in.expect('[');
  a.read(button.phrase);
  in.expect(',');
  a.read(button.data);
  if (in.take(',')) a.read(button.text);
  in.expect(']');
}

}  // namespace steward::storage
