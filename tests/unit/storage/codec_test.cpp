#include "storage/codec.hpp"

#include "storage/message_fields.hpp"
#include "tests/support/filled.hpp"

#include <gtest/gtest.h>

namespace steward::storage {
namespace {

using namespace domain;
using test::filled;

std::string text_of(const Document& document) {
  std::string text;
  encode(text, document);
  return text;
}

template <class T>
T again(const T& document) {
  const auto decoded = decode(key_of(Document(document)), text_of(document));
  return std::get<T>(decoded.value());
}

template <class T>
T read(const DocumentKey& key, std::string_view text) {
  return std::get<T>(decode(key, text).value());
}

const DocumentKey order_key{DocumentType::order, "ABC123"};

TEST(Codec, gives_back_every_member_of_an_order) {
  const auto order = filled<WorkOrder>();
  EXPECT_EQ(again(order), order);
}

TEST(Codec, gives_back_every_member_of_words) {
  const auto words = filled<Words>();
  EXPECT_EQ(again(words), words);
}

TEST(Codec, gives_back_every_member_of_a_conversation) {
  const auto talk = filled<Conversation>();
  EXPECT_EQ(again(talk), talk);
}

TEST(Codec, gives_back_every_member_of_a_resident) {
  const auto resident = filled<Resident>();
  EXPECT_EQ(again(resident), resident);
}

TEST(Codec, gives_back_every_member_of_a_message) {
  const auto message = filled<OutMessage>();
  std::string text;
  encode(text, message);
  EXPECT_EQ(decode_message(message.id, message.to, text).value(), message);
}

TEST(Codec, gives_back_every_member_of_a_line_of_a_thread) {
  auto entry = filled<ThreadEntry>();
  std::string text;
  encode(text, entry);
  const ThreadEntry read_back = decode_thread_entry(text).value();
  EXPECT_EQ(std::tie(read_back.by, read_back.at, read_back.text, read_back.media, read_back.buttons),
            std::tie(entry.by, entry.at, entry.text, entry.media, entry.buttons));
}

TEST(Codec, gives_back_every_member_of_a_fact) {
  const auto fact = filled<Fact>();
  std::string text;
  encode(text, fact);
  EXPECT_EQ(decode_facts({text}).value(), std::vector{fact});
  EXPECT_EQ(decode_facts({text, "{\"w\":"}).error().code, "unreadable");
}

TEST(Codec, writes_a_fact_in_a_short_line) {
  Fact fact{.order = OrderId("7K3M9Q"), .kind = "repair", .trade = "plumbing", .department = "engineering"};
  fact.building = "3";
  fact.done_by = StaffId("li");
  fact.accept = {std::chrono::minutes{0}, std::chrono::minutes{0}};
  fact.visits = 1;
  std::string text;
  encode(text, fact);
  EXPECT_EQ(text,
            R"({"o":"7K3M9Q","k":"repair","tr":"plumbing","d":"engineering","b":"3","s":"li","ta":0,"la":0,)"
            R"("vi":1})");
}

TEST(Codec, gives_back_staff_shifts_and_units) {
  Reference reference;
  reference.staff = {filled<Staff>(1), filled<Staff>(50)};
  reference.shifts = {filled<Shift>(1), filled<Shift>(50)};
  for (int start : {1, 50}) {
    const auto unit = filled<Unit>(start);
    reference.units.emplace(unit.id, unit);
  }
  Reference read_back;
  ASSERT_TRUE(decode_people(encode_people(reference), read_back));
  ASSERT_TRUE(decode_units(encode_units(reference), read_back));
  EXPECT_EQ(read_back.staff, reference.staff);
  EXPECT_EQ(read_back.shifts, reference.shifts);
  EXPECT_EQ(read_back.units, reference.units);
}

TEST(Codec, gives_back_what_is_all_defaults) {
  const auto check = [](const auto& document) { EXPECT_EQ(again(document), document); };
  check(WorkOrder{.id = OrderId("ABC123")});
  check(Words{.order = OrderId("ABC123")});
  check(Conversation{.account = AccountId("web:1")});
  check(Resident{.id = ResidentId("r")});
  EXPECT_EQ(text_of(Conversation{.account = AccountId("web:1")}), "{}");
}

TEST(Codec, an_optional_with_a_default_value_is_not_an_absent_one) {
  WorkOrder order{.id = OrderId("ABC123")};
  order.follow_up.score = 0;
  Conversation talk{.account = AccountId("web:1")};
  talk.language = Language::zh_hans;
  talk.handover = Handover{};
  EXPECT_EQ(again(order).follow_up.score, 0);
  EXPECT_EQ(again(talk), talk);
}

template <class Label>
void expect_every_label(Label WorkOrder::*member) {
  for (const auto& row : Spellings<Label>::table) {
    WorkOrder order{.id = OrderId("ABC123")};
    order.*member = row.label;
    EXPECT_EQ(again(order).*member, row.label) << row.text;
  }
}

TEST(Codec, knows_every_label) {
  expect_every_label(&WorkOrder::state);
  expect_every_label(&WorkOrder::hazard);
  expect_every_label(&WorkOrder::via);
}

TEST(Codec, every_happening_has_a_code_of_its_own) {
  WorkOrder order{.id = OrderId("ABC123")};
  for (int what = 0; what <= static_cast<int>(Happened::unreached); ++what)
    order.history.push_back({.what = static_cast<Happened>(what), .at = order.opened_at});
  EXPECT_EQ(again(order), order);
}

TEST(Codec, a_line_of_the_history_is_short) {
  WorkOrder order{.id = OrderId("ABC123"),
                  .opened_at = Instant(std::chrono::milliseconds(1'772'420'400'123))};
  const size_t before = text_of(order).size();
  order.history.push_back(
      {Happened::accepted, order.opened_at + std::chrono::minutes(11), "li", "telegram", ""});
  EXPECT_LE(text_of(order).size() - before, 40u);
  EXPECT_EQ(again(order), order);
}

TEST(Codec, the_words_that_opened_an_order_stand_once) {
  Words words{.order = OrderId("ABC123"), .matter = "水龙头一直滴水"};
  words.entries.push_back({.at = {}, .by = "resident", .text = words.matter, .media = {}, .unknown = {}});
  const std::string text = text_of(words);
  EXPECT_EQ(text.find(words.matter), text.rfind(words.matter));
  EXPECT_EQ(again(words), words);

  words.entries.front().media.push_back({.ref = "web:1"});
  EXPECT_EQ(again(words), words);
  words.entries.front().text.clear();
  EXPECT_EQ(again(words), words) << "a photo without a word";
}

// ---- old and new versions side by side

TEST(Codec, keeps_members_it_does_not_know) {
  const std::string text =
      R"({"new":{"a":[1,2.5e3,null]},"t":5,"k":"repair","zz":"\"}","s":"accepted","@later":99})";
  auto order = read<WorkOrder>(order_key, text);
  EXPECT_EQ(order.kind, "repair");
  EXPECT_EQ(order.state, OrderState::accepted);
  order.kind = "complaint";
  const std::string written = text_of(order);
  for (const char* kept : {R"("new":{"a":[1,2.5e3,null]})", R"("zz":"\"}")", R"("@later":99)"})
    EXPECT_NE(written.find(kept), std::string::npos) << kept << " in " << written;
  EXPECT_EQ(read<WorkOrder>(order_key, written), order);
}

TEST(Codec, keeps_unknown_members_of_lists) {
  const DocumentKey key{DocumentType::conversation, "web:1"};
  const auto talk = read<Conversation>(key, R"({"o":[{"o":"A","x1":1},{"o":"B"}],"q":{"a":"unit","x2":[]}})");
  EXPECT_EQ(text_of(talk), R"({"q":{"a":"unit","x2":[]},"o":[{"o":"A","x1":1},{"o":"B"}]})");
}

TEST(Codec, keeps_lines_of_the_history_that_a_newer_version_wrote) {
  const std::string text =
      R"({"t":1000,"l":[["op",0,"resident"],["zz",5,"li"],["ac",7,"li","web","",{"n":1}]]})";
  const auto order = read<WorkOrder>(order_key, text);
  ASSERT_EQ(order.history.size(), 3u);
  EXPECT_EQ(order.history[2].what, Happened::accepted);
  EXPECT_EQ(text_of(order), text);
}

TEST(Codec, reads_members_in_any_sequence) {
  const auto talk = read<Conversation>({DocumentType::conversation, "web:1"},
                                       R"( { "mi" : 2 , "n" : "陈" , "t" : 7 , "u" : [ "3-2-501" ] } )");
  EXPECT_EQ(talk.misses, 2);
  EXPECT_EQ(talk.name, "陈");
  EXPECT_EQ(talk.last_at, Instant(std::chrono::milliseconds(7)));
  EXPECT_EQ(talk.units, std::vector{UnitId("3-2-501")});
}

// ---- texts

TEST(Codec, gives_back_any_text) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  for (const std::string& text : {all, std::string("\\u0041"), std::string("😀水"), std::string("a\0b", 3)}) {
    const Words words{.order = OrderId("ABC123"), .matter = text};
    EXPECT_EQ(again(words).matter, text);
  }
}

// Wherever it stands: eight bytes are looked at in one go.
TEST(Codec, any_byte_at_any_place_comes_back) {
  for (int byte = 0; byte < 256; ++byte)
    for (size_t length = 1; length <= 18; ++length)
      for (size_t at = 0; at < length; ++at) {
        Words words = {.order = OrderId("A"), .matter = std::string(length, 'x')};
        words.matter[at] = static_cast<char>(byte);
        const std::string text = text_of(words);
        ASSERT_EQ(again(words), words) << byte << " at " << at;
        for (const char sign : text) ASSERT_GE(static_cast<unsigned char>(sign), 0x20);
      }
}

// Longer than what is gathered before it is written.
TEST(Codec, long_texts_come_back) {
  for (const size_t length : {1000, 1022, 1023, 1024, 1025, 5000}) {
    const Words words = {
        .order = OrderId("A"), .matter = std::string(length, '"'), .place = std::string(length, 'x')};
    EXPECT_EQ(again(words), words);
  }
}

TEST(Codec, reads_escapes) {
  const auto words = read<Words>({DocumentType::words, "A"}, R"({"m":"\u6c34\ud83d\ude00\/\b\u0000"})");
  EXPECT_EQ(words.matter, std::string("水😀/\b\0", 10));
}

TEST(Codec, an_argument_keeps_its_form_whatever_its_name) {
  for (const char* name : {"order", "when:t", "a:x", ":", "t", ""})
    for (int form = 0; form <= static_cast<int>(Arg::Form::duration); ++form) {
      OutMessage message;
      message.says = {{"said", {{name, "value", static_cast<Arg::Form>(form)}}}};
      std::string text;
      encode(text, message);
      EXPECT_EQ(decode_message("", {}, text).value(), message) << text;
    }
}

// ---- what does not parse

class Unreadable : public testing::TestWithParam<const char*> {};

TEST_P(Unreadable, names_the_document_and_the_reason) {
  const auto decoded = decode(order_key, GetParam());
  ASSERT_FALSE(decoded) << GetParam();
  EXPECT_EQ(decoded.error().code, "unreadable");
  EXPECT_NE(decoded.error().detail.find("order ABC123"), std::string::npos);
  EXPECT_NE(decoded.error().detail.find(" at byte "), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Texts, Unreadable,
                         testing::Values("", "{", "[]", "null", "{}x", R"({"k":5})", R"({"k":"x)",
                                         R"({"k" "x"})", R"({"s":"melted"})", R"({"un":1.5})",
                                         R"({"un":99999999999})", R"({"of":["a",]})", R"({"of":"a"})",
                                         R"({"k":"\x"})", R"({"k":"\u12"})", R"({"k":"\ud800\u0041"})",
                                         R"({"al":yes})", R"({"zz":})", R"({"zz":[1,})", R"({"l":[[]]})",
                                         R"({"l":[["op"]]})", R"({k:1})", R"({"k":"a",})"));

TEST(Codec, refuses_what_is_nested_too_deep) {
  const std::string deep = R"({"zz":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  const auto decoded = decode(order_key, deep);
  ASSERT_FALSE(decoded);
  EXPECT_NE(decoded.error().detail.find("nested too deep"), std::string::npos);
}

TEST(Codec, refuses_what_is_too_large) {
  EXPECT_FALSE(decode(order_key, R"({"k":")" + std::string(largest_document, 'x') + "\"}"));
}

TEST(Codec, survives_every_cut_and_every_changed_byte) {
  const std::string whole = text_of(filled<WorkOrder>());
  for (size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(decode(order_key, whole.substr(0, length))) << length;
  for (size_t at = 0; at < whole.size(); ++at)
    for (char sign : {'"', '\\', '{', ']', ',', '\0', '9'}) {
      std::string changed = whole;
      changed[at] = sign;
      const auto decoded = decode(order_key, changed);
      EXPECT_TRUE(!decoded || decode(order_key, text_of(*decoded))) << changed;
    }
}

TEST(Codec, does_not_name_people_in_errors) {
  EXPECT_EQ(name_of({DocumentType::conversation, "sms:+8613800000501"}), "conversation over sms");
}

}  // namespace
}  // namespace steward::storage
