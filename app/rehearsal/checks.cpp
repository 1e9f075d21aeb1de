#include "app/rehearsal/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace steward::app::rehearsal {
namespace {

using Given = std::optional<std::string>;

std::string shown(const Given& value) { return value ? "\"" + *value + "\"" : "null"; }

std::string shown(const AnyOf& values) {
  std::string text;
  for (const Given& value : values) text += (text.empty() ? "" : " or ") + shown(value);
  return text;
}

Given if_filled(std::string text) { return text.empty() ? std::nullopt : Given(std::move(text)); }

template <class Label>
Given spelled(Label label) {
  return std::string(domain::to_string(label));
}

// As written in expectations; instants in the zone of the desk's site.
Given field_of(const domain::WorkOrder& order, const std::string& field, const Desk& desk) {
  const auto instant = [&](std::optional<domain::Instant> at) {
    return at ? Given(domain::iso8601(*at, desk.rules().site(order.site).zone)) : std::nullopt;
  };
  if (field == "kind") return if_filled(order.kind);
  if (field == "trade") return if_filled(order.trade);
  if (field == "hazard") return spelled(order.hazard);
  if (field == "unit") return if_filled(order.unit.value);
  if (field == "state") return spelled(order.state);
  if (field == "holder") return if_filled(order.holder.value);
  if (field == "reporter") {
    if (order.reporter.empty()) return std::nullopt;
    return desk.name_of(order.reporter).value_or(order.reporter.value);
  }
  if (field == "via") return spelled(order.via);
  if (field == "photos") return std::to_string(order.photos);
  if (field == "urged") return std::to_string(order.urged);
  if (field == "reopened") return std::to_string(order.reopened);
  if (field == "visit_from") return instant(order.visit_from);
  if (field == "visit_to") return instant(order.visit_to);
  if (field == "score")
    return order.follow_up.score ? Given(std::to_string(*order.follow_up.score)) : std::nullopt;
  if (field == "follow_up")
    return order.follow_up.state == domain::FollowUpState::none ? std::nullopt
                                                                : spelled(order.follow_up.state);
  throw std::logic_error("no field " + field);
}

// Two spellings of one instant are the same; none is known by two words.
bool same(const Given& wanted, const Given& given) {
  if (wanted == given) return true;
  if (!wanted || !given) return (wanted ? *wanted : given ? *given : "") == "none";
  const auto one = domain::parse_iso8601(*wanted), other = domain::parse_iso8601(*given);
  return one && other && *one == *other;
}

bool is_any(const AnyOf& wanted, const Given& given) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const Given& one) { return same(one, given); });
}

class Checking {
 public:
  Checking(Desk& desk, size_t since) : desk_(desk), since_(since) {}

  void expect(const std::string& what, const AnyOf& wanted, const Given& given) {
    if (!is_any(wanted, given)) fail(what, shown(wanted), shown(given));
  }

  void orders(const AnyOf& wanted) {
    if (!wanted.empty()) expect("orders", wanted, std::to_string(desk_.opened()));
  }

  void order(const Expects::OfOrder& expected) {
    const std::string what = fmt::format("order {} {}", expected.order, expected.field);
    if (static_cast<size_t>(expected.order) > desk_.opened())
      return fail(what, shown(expected.values), fmt::format("no such order, {} opened", desk_.opened()));
    const auto order = desk_.order(expected.order);
    if (!order) return fail(what, shown(expected.values), "the order is gone");
    expect(what, expected.values, field_of(*order, expected.field, desk_));
  }

  void heard(const Expects::Message& expected, bool is_wanted) {
    const Heard* found = nullptr;
    for (size_t i = since_; i < desk_.heard().size(); ++i) {
      const Heard& one = desk_.heard()[i];
      if (one.name == expected.name && (expected.order == 0 || desk_.is_about(one.message, expected.order)))
        found = &one;
    }
    const std::string what =
        (is_wanted ? "heard " : "unheard ") + expected.name +
        (expected.order ? fmt::format(" about order {}", expected.order) : std::string());
    if (is_wanted && !found) fail(what, "a message", "none; " + messages_to(expected.name));
    if (!is_wanted && found) fail(what, "no message", "\"" + found->words.text + "\"");
  }

  void says(const Expects::Words& expected, bool is_wanted) {
    for (const std::string& word : expected.words) {
      const Heard* found = nullptr;
      for (size_t i = since_; i < desk_.heard().size(); ++i)
        if (desk_.heard()[i].name == expected.name && holds(desk_.heard()[i], word))
          found = &desk_.heard()[i];
      if (is_wanted && !found)
        fail("says to " + expected.name, "\"" + word + "\"", messages_to(expected.name));
      if (!is_wanted && found)
        fail("never says to " + expected.name, "nothing with \"" + word + "\"",
             "\"" + found->words.text + "\"");
    }
  }

  void asked(const Expects::OfName& expected) {
    const Heard* last = last_to(expected.name);
    const bool is_asked = last && last->message.asks != domain::Ask::none;
    expect("asked of " + expected.name, expected.values,
           is_asked ? spelled(last->message.asks) : std::nullopt);
  }

  void language(const Expects::OfName& expected) {
    const Heard* last = last_to(expected.name);
    expect("language to " + expected.name, expected.values,
           last ? spelled(last->message.language) : std::nullopt);
  }

  void conversation(const Expects::OfName& expected) {
    const auto conversation = desk_.conversation(expected.name);
    const bool is_person = conversation && conversation->handover;
    expect("conversation with " + expected.name, expected.values, is_person ? "person" : "desk");
  }

  std::vector<std::string> take_failures() { return std::move(failures_); }

 private:
  static bool holds(const Heard& heard, const std::string& word) {
    if (heard.words.text.find(word) != std::string::npos) return true;
    return std::any_of(heard.words.buttons.begin(), heard.words.buttons.end(),
                       [&](const std::string& label) { return label.find(word) != std::string::npos; });
  }

  const Heard* last_to(const Name& name) const {
    for (auto heard = desk_.heard().rbegin(); heard != desk_.heard().rend(); ++heard)
      if (heard->name == name) return &*heard;
    return nullptr;
  }

  std::string messages_to(const Name& name) const {
    std::string text;
    for (size_t i = since_; i < desk_.heard().size(); ++i)
      if (desk_.heard()[i].name == name)
        text += (text.empty() ? "\"" : ", \"") + desk_.heard()[i].words.text + "\"";
    return text.empty() ? name + " heard nothing" : name + " heard " + text;
  }

  void fail(const std::string& what, const std::string& wanted, const std::string& given) {
    failures_.push_back(what + ": expected " + wanted + ", got " + given);
  }

  Desk& desk_;
  size_t since_;
  std::vector<std::string> failures_;
};

}  // namespace

std::vector<std::string> check(const Expects& expects, Desk& desk, size_t since) {
  Checking checking(desk, since);
  checking.orders(expects.orders);
  for (const auto& one : expects.order_fields) checking.order(one);
  for (const auto& one : expects.heard) checking.heard(one, true);
  for (const auto& one : expects.unheard) checking.heard(one, false);
  for (const auto& one : expects.asked) checking.asked(one);
  for (const auto& one : expects.says) checking.says(one, true);
  for (const auto& one : expects.never_says) checking.says(one, false);
  for (const auto& one : expects.language) checking.language(one);
  for (const auto& one : expects.conversation) checking.conversation(one);
  return checking.take_failures();
}

}  // namespace steward::app::rehearsal
