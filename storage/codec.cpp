#include "storage/codec.hpp"

#include "storage/fact_fields.hpp"
#include "storage/message_fields.hpp"
#include "storage/reference_fields.hpp"

namespace steward::storage {

namespace {

template <class T>
void encode_object(std::string& out, const T& value) {
  FieldWriter(out).object(value);
}

template <class T>
void decode_whole(std::string_view text, T& into) {
  if (text.size() > largest_document) throw Malformed("larger than a document can be");
  JsonReader in(text);
  FieldReader(in).read(into);
  in.expect_end();
}

net::Error unreadable(const std::string& what, const Malformed& why) {
  return {"unreadable", "storage", what + ": " + why.what()};
}

template <class T>
Result<T> decode_as(const std::string& what, std::string_view text) {
  try {
    T value;
    decode_whole(text, value);
    return value;
  } catch (const Malformed& malformed) {
    return unreadable(what, malformed);
  }
}

template <class T>
T read_document(std::string_view text) {
  T value;
  decode_whole(text, value);
  return value;
}

// What opens an order is its matter as a rule, word for word, and stands once: an entry that has neither text
// nor media said the matter.
bool says_the_matter(const domain::Words::Entry& entry, const std::string& text) {
  return entry.text == text && entry.media.empty();
}

void encode_words(std::string& out, const domain::Words& words) {
  if (words.entries.empty() || !says_the_matter(words.entries.front(), words.matter))
    return encode_object(out, words);
  domain::Words shorter = words;
  shorter.entries.front().text.clear();
  encode_object(out, shorter);
}

domain::Words read_words(std::string_view text) {
  auto words = read_document<domain::Words>(text);
  if (!words.entries.empty() && says_the_matter(words.entries.front(), ""))
    words.entries.front().text = words.matter;
  return words;
}

domain::Document read_document(const domain::DocumentKey& key, std::string_view text) {
  switch (key.type) {
    case domain::DocumentType::order: {
      auto order = read_document<domain::WorkOrder>(text);
      order.id = domain::OrderId(key.id);
      return order;
    }
    case domain::DocumentType::words: {
      auto words = read_words(text);
      words.order = domain::OrderId(key.id);
      return words;
    }
    case domain::DocumentType::conversation: {
      auto talk = read_document<domain::Conversation>(text);
      talk.account = domain::AccountId(key.id);
      return talk;
    }
    case domain::DocumentType::resident: {
      auto resident = read_document<domain::Resident>(text);
      resident.id = domain::ResidentId(key.id);
      return resident;
    }
    case domain::DocumentType::plan: {
      auto plan = read_document<domain::Plan>(text);
      plan.id = domain::PlanId(key.id);
      return plan;
    }
    case domain::DocumentType::notice: {
      auto notice = read_document<domain::Notice>(text);
      notice.id = domain::NoticeId(key.id);
      return notice;
    }
  }
  throw std::logic_error("a document of no type");
}

struct People {
  std::vector<domain::Staff> staff;
  std::vector<domain::Shift> shifts;
  std::vector<domain::Storm> storms;
};
void fields(auto& a, Is<People> auto& people) {
  a("s", people.staff);
  a("f", people.shifts);
  a("w", people.storms);
}

}  // namespace

void encode(std::string& out, const domain::Document& document) {
  if (const auto* words = std::get_if<domain::Words>(&document)) return encode_words(out, *words);
  std::visit([&out](const auto& value) { encode_object(out, value); }, document);
}

Result<domain::Document> decode(const domain::DocumentKey& key, std::string_view text) {
  try {
    return read_document(key, text);
  } catch (const Malformed& malformed) {
    return unreadable(name_of(key), malformed);
  }
}

void encode(std::string& out, const domain::OutMessage& message) { encode_object(out, message); }

Result<domain::OutMessage> decode_message(const std::string& id, const domain::AccountId& to,
                                          std::string_view text) {
  auto message = decode_as<domain::OutMessage>("message " + id, text);
  if (message) message->id = id;
  if (message) message->to = to;
  return message;
}

void encode(std::string& out, const domain::ThreadEntry& entry) { encode_object(out, entry); }

Result<domain::ThreadEntry> decode_thread_entry(std::string_view text) {
  return decode_as<domain::ThreadEntry>("line of a thread", text);
}

void encode(std::string& out, const domain::Fact& fact) { encode_object(out, fact); }

Result<std::vector<domain::Fact>> decode_facts(const std::vector<std::string>& lines) {
  std::vector<domain::Fact> facts;
  facts.reserve(lines.size());
  for (const std::string& line : lines) {
    auto fact = decode_as<domain::Fact>("fact of a day", line);
    if (!fact) return fact.error();
    facts.push_back(std::move(*fact));
  }
  return facts;
}

std::string encode_people(const domain::Reference& reference) {
  std::string out;
  encode_object(out, People{reference.staff, reference.shifts, reference.storms});
  return out;
}

std::string encode_units(const domain::Reference& reference) {
  std::vector<domain::Unit> units;
  units.reserve(reference.units.size());
  for (const auto& [id, unit] : reference.units) units.push_back(unit);
  std::string out;
  FieldWriter(out).write(units);
  return out;
}

Result<void> decode_people(std::string_view text, domain::Reference& into) {
  try {
    People people;
    JsonReader in(text);
    FieldReader(in).read(people);
    into.staff = std::move(people.staff);
    into.shifts = std::move(people.shifts);
    into.storms = std::move(people.storms);
    return {};
  } catch (const Malformed& malformed) {
    return unreadable("staff and shifts", malformed);
  }
}

Result<void> decode_units(std::string_view text, domain::Reference& into) {
  try {
    std::vector<domain::Unit> units;
    JsonReader in(text);
    FieldReader(in).read(units);
    into.units.clear();
    into.units.reserve(units.size());
    for (domain::Unit& unit : units) {
      domain::UnitId id = unit.id;
      into.units.emplace(std::move(id), std::move(unit));
    }
    return {};
  } catch (const Malformed& malformed) {
    return unreadable("units", malformed);
  }
}

std::string name_of(const domain::DocumentKey& key) {
  switch (key.type) {
    case domain::DocumentType::order: return "order " + key.id;
    case domain::DocumentType::words: return "words of order " + key.id;
    case domain::DocumentType::conversation: return "conversation over " + key.id.substr(0, key.id.find(':'));
    case domain::DocumentType::resident: return "resident " + key.id;
    case domain::DocumentType::plan: return "plan " + key.id;
    case domain::DocumentType::notice: return "notice " + key.id;
  }
  return "document " + key.id;
}

}  // namespace steward::storage
