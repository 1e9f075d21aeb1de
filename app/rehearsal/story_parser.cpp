#include "app/rehearsal/story_parser.hpp"

#include <map>

#include "app/config_values.hpp"
#include "app/did_you_mean.hpp"
#include "app/rehearsal/expectation_parser.hpp"

namespace steward::app::rehearsal {
namespace {

using domain::StaffVerb;

// Reads the members of one object; what nobody asked for is a problem in the end.
class Members {
 public:
  explicit Members(const JsonNode& node) : node_(node), members_(node.members()) {}

  const JsonNode* find(const std::string& key) {
    asked_.push_back(key);
    for (const auto& [name, value] : members_)
      if (name == key) return &value;
    return nullptr;
  }
  std::string text(const std::string& key) {
    const JsonNode* value = find(key);
    return value ? value->text().value_or("") : std::string();
  }
  int number(const std::string& key) {
    const JsonNode* value = find(key);
    return value ? static_cast<int>(value->number().value_or(0)) : 0;
  }
  void refuse_others() const {
    for (const auto& [name, value] : members_) {
      bool is_known = false;
      for (const std::string& key : asked_) is_known = is_known || key == name;
      if (!is_known) value.fail("unknown key \"" + name + "\"" + did_you_mean(name, asked_));
    }
  }
  const JsonNode& node() const { return node_; }

 private:
  JsonNode node_;
  std::vector<std::pair<std::string, JsonNode>> members_;
  std::vector<std::string> asked_;
};

struct VerbRow {
  const char* key;
  StaffVerb verb;
  const char* text;  // the member that holds its words; empty: none
  bool needs_text;
};
constexpr VerbRow verbs[]{
    {"accept", StaffVerb::accept, "", false},
    {"decline", StaffVerb::decline, "reason", false},
    {"eta", StaffVerb::eta, "", false},
    {"arrive", StaffVerb::arrive, "", false},
    {"finish", StaffVerb::finish, "note", false},
    {"hold", StaffVerb::hold, "reason", false},
    {"resume", StaffVerb::resume, "", false},
    {"cancel", StaffVerb::cancel, "reason", false},
    {"not_ours", StaffVerb::not_ours, "whom", false},
    {"dispatch", StaffVerb::dispatch, "", false},
    {"measure", StaffVerb::measure, "text", true},
    {"close", StaffVerb::close, "reason", true},
    {"no_answer", StaffVerb::no_answer, "", false},
};

Acts read_act(const Name& who, const VerbRow& row, Members& members, const Cast& cast) {
  Acts acts{.who = who, .word = row.key, .verb = row.verb, .order = members.number(row.key)};
  if (acts.order < 1) members.node().fail("orders are numbered from 1");
  if (*row.text) acts.text = members.text(row.text);
  if (row.needs_text && acts.text.empty())
    members.node().fail("\"" + std::string(row.text) + "\" is missing");
  if (row.verb == StaffVerb::finish) acts.photos = members.number("photos");
  if (row.verb == StaffVerb::eta) {
    acts.minutes = members.number("minutes");
    if (acts.minutes < 1) members.node().fail("\"minutes\" is missing");
  }
  if (row.verb == StaffVerb::dispatch) {
    acts.to = members.text("to");
    if (!cast.is_staff(acts.to))
      members.node().fail("\"to\" names nobody of the staff" + did_you_mean(acts.to, cast.staff()));
  }
  if (row.verb == StaffVerb::measure)
    if (const JsonNode* by = members.find("by")) {
      acts.by = domain::parse_iso8601(by->text().value_or(""));
      if (!acts.by) by->fail("\"by\" is no time; write \"2026-03-04T12:00:00+08:00\"");
    }
  return acts;
}

CallsStorm read_storm(const Name& who, const JsonNode& value) {
  const std::string word = value.text().value_or("");
  if (word == "over") return {who, std::nullopt};
  const auto reason = domain::from_string<domain::StormReason>(word);
  const std::vector<std::string> known{"typhoon", "rainstorm", "over"};
  if (!reason) value.fail("a storm is " + one_of(known) + did_you_mean(word, known));
  return {who, reason};
}

std::optional<decltype(Step::what)> read_staff_act(const Name& who, Members& members, const Cast& cast) {
  using Verb = domain::ConversationAction::Verb;
  for (const VerbRow& row : verbs)
    if (members.find(row.key)) return read_act(who, row, members, cast);
  if (members.find("order"))
    return Enters{who, members.text("order"), members.text("unit"), members.text("phone")};
  if (members.find("take_over")) return Converses{who, Verb::take_over, members.text("take_over"), ""};
  if (members.find("reply")) return Converses{who, Verb::reply, members.text("reply"), members.text("text")};
  if (members.find("hand_back")) return Converses{who, Verb::hand_back, members.text("hand_back"), ""};
  if (const JsonNode* storm = members.find("storm")) return read_storm(who, *storm);
  if (members.find("record")) return Records{who, members.number("record"), members.text("answer")};
  return std::nullopt;
}

Writes read_message(const Name& who, Members& members) {
  Writes writes{.who = who, .text = members.text("text"), .photos = members.number("photos")};
  if (const JsonNode* voice = members.find("voice")) writes.voice = voice->text();
  writes.quote = members.number("quote");
  writes.press = members.text("press");
  writes.id = members.text("id");
  return writes;
}

decltype(Step::what) read_said(const Name& who, const JsonNode& value, const Cast& cast) {
  if (value.is_text()) return Writes{.who = who, .text = *value.text()};
  Members members(value);
  if (cast.is_staff(who)) {
    if (auto act = read_staff_act(who, members, cast)) {
      members.refuse_others();
      return *act;
    }
  }
  Writes writes = read_message(who, members);
  members.refuse_others();
  if (value.is_object() && writes.text.empty() && !writes.photos && !writes.voice && writes.press.empty())
    value.fail("says nothing: a text, photos, a voice message or a button is needed");
  return writes;
}

const domain::Resident* resident_of(const Register& people, const std::string& unit) {
  for (const auto& resident : people.residents)
    for (const auto& home : resident.homes)
      if (home.unit.value == unit) return &resident;
  return nullptr;
}

void read_bound(const JsonNode& node, const Cast& cast, Story& story) {
  for (const auto& [name, value] : node.members()) {
    const auto unit = value.text();
    if (cast.is_staff(name)) value.fail("\"" + name + "\" is a member of staff, no resident");
    if (!unit) continue;
    if (!resident_of(cast.people, *unit))
      value.fail("no resident of the unit \"" + *unit + "\" is registered");
    story.bound.emplace_back(name, domain::UnitId(*unit));
  }
}

Story read_start(const std::string& file, int line, const JsonNode& node, const Cast& cast) {
  Members members(node);
  Story story{.file = file, .title = members.text("story"), .line = line};
  const auto at = domain::parse_iso8601(members.text("at"));
  if (at)
    story.at = *at;
  else
    node.fail(R"("at" has to say when the story begins: "2026-03-03T09:00:00+08:00")");
  if (const JsonNode* bound = members.find("bound")) read_bound(*bound, cast, story);
  members.refuse_others();
  return story;
}

std::optional<Step> read_step(int line, const JsonNode& node, const Cast& cast) {
  const auto members = node.members();
  if (members.size() != 1) {
    if (node.is_object()) node.fail("one thing a line: somebody who says or does something, wait, or expect");
    return std::nullopt;
  }
  const auto& [key, value] = members.front();
  if (key == "expect") return Step{line, parse_expectation(value, cast)};
  if (key != "wait") return Step{line, read_said(key, value, cast)};
  const auto duration = domain::parse_duration(value.text().value_or(""));
  if (!duration) value.fail(R"(no duration; write "PT10M", "PT1H30M" or "P1D")");
  return Step{line, Waits{duration.value_or(domain::Duration{})}};
}

// One story being read. A name is known once somebody of that name is bound or writes anywhere in the story.
class Chapter {
 public:
  explicit Chapter(Story story) : story_(std::move(story)) {
    for (const auto& [name, unit] : story_.bound) known_.insert(name);
  }

  void add(Step step, const JsonNode& node) {
    if (const auto* writes = std::get_if<Writes>(&step.what)) known_.insert(writes->who);
    if (const auto* converses = std::get_if<Converses>(&step.what))
      named_.emplace_back(converses->with, node);
    if (std::holds_alternative<Expects>(step.what))
      for (auto& person : people_expected(node.members().front().second)) named_.push_back(std::move(person));
    story_.steps.push_back(std::move(step));
  }

  Story finish(const Cast& cast) {
    std::vector<std::string> all = cast.staff();
    all.insert(all.end(), known_.begin(), known_.end());
    for (const auto& [name, node] : named_)
      if (!cast.is_staff(name) && !known_.contains(name))
        node.fail("nobody is called \"" + name + "\" in this story" + did_you_mean(name, all));
    return std::move(story_);
  }

 private:
  Story story_;
  std::set<std::string> known_;
  std::vector<std::pair<Name, JsonNode>> named_;
};

}  // namespace

Stories parse_stories(const std::string& file, std::string_view text, const domain::Rules& rules,
                      const Register& people, Problems& problems) {
  const Cast cast{rules, people};
  Stories stories;
  std::vector<std::shared_ptr<const JsonFile>> lines;  // the nodes of a chapter refer to them
  std::optional<Chapter> chapter;
  size_t before = problems.size();
  const auto finish = [&] {
    if (!chapter) return;
    Story story = chapter->finish(cast);
    if (problems.size() == before) stories.playable.push_back(std::move(story));
    chapter.reset();
  };
  int line = 0;
  for (size_t at = 0; at < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view one = text.substr(at, end - at);
    at = end + 1;
    const size_t first = one.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || one.substr(first).starts_with("//")) continue;
    const auto json = JsonFile::parse(file, one, problems, line + 1);
    if (!json) continue;
    const JsonNode node(*json, problems);
    lines.push_back(json);
    if (node.has("story")) {
      finish();
      before = problems.size();
      ++stories.told;
      chapter.emplace(read_start(file, line + 1, node, cast));
    } else if (auto step = read_step(line + 1, node, cast)) {
      if (chapter)
        chapter->add(std::move(*step), node);
      else
        node.fail("no story has begun: {\"story\": \"title\", \"at\": …} comes first");
    }
  }
  finish();
  return stories;
}

}  // namespace steward::app::rehearsal
