#include "understanding/phones.hpp"

#include <optional>

namespace steward::understanding {

namespace {

struct Digits {
  std::string text;
  Span span;
  bool has_plus = false;
  bool is_grouped = false;  // spaces, hyphens or brackets between the digits
};

bool may_join(char32_t c) { return c == U' ' || c == U'-' || c == U'(' || c == U')' || c == U'.'; }

// A run of digits with at most one space or hyphen (or a bracket and a space) between two of them.
Digits digits_from(const Text& text, size_t from) {
  Digits run{.span = {from, from}};
  size_t i = from;
  if (text[i] == U'+') {
    run.has_plus = true;
    ++i;
  }
  if (text[i] == U'(') ++i;
  while (run.text.size() < 20) {
    if (is_digit(text[i])) {
      run.text += static_cast<char>(text[i]);
      run.span.end = ++i;
      continue;
    }
    size_t ahead = i;
    while (may_join(text[ahead]) && ahead - i < 2) ++ahead;
    if (ahead == i || !is_digit(text[ahead])) break;
    run.is_grouped = true;
    i = ahead;
  }
  return run;
}

bool is_mainland_mobile(std::string_view d) { return d.size() == 11 && d[0] == '1' && d[1] >= '3'; }
bool is_taiwan_mobile(std::string_view d) { return d.size() == 10 && d.starts_with("09"); }
bool is_landline(std::string_view d, bool is_grouped) {
  if (d.size() < 9 || d.size() > 12 || d[0] != '0' || d[1] == '0') return false;
  return is_grouped || d.size() >= 10;
}
bool is_hong_kong(std::string_view d) {
  return d.size() == 8 && d[0] >= '2' && d[0] <= '9' && d[0] != '4' && d.substr(0, 2) != "20";
}
bool is_international(const Digits& run) {
  if (run.has_plus) return run.text.size() >= 8 && run.text.size() <= 15;
  for (std::string_view code : {"0086", "86"})
    if (run.text.starts_with(code)) return is_mainland_mobile(std::string_view(run.text).substr(code.size()));
  for (std::string_view code : {"852", "853"})
    if (run.text.size() == 11 && run.text.starts_with(code) && run.is_grouped) return true;
  return run.text.size() == 12 && run.text.starts_with("8869");
}

bool is_phone(const Digits& run) {
  return is_international(run) || is_mainland_mobile(run.text) || is_taiwan_mobile(run.text) ||
         is_landline(run.text, run.is_grouped) || is_hong_kong(run.text);
}

// A sum, an order number or a meter reading, not a phone: what stands around it says so.
bool is_something_else(const Text& text, const Span& span) {
  std::u32string_view before = text.view().substr(0, span.begin);
  const std::u32string_view behind = text.view().substr(span.end);
  while (before.ends_with(U' ') || before.ends_with(U':')) before.remove_suffix(1);
  for (std::u32string_view word : {U"单号", U"订单", U"编号", U"工单", U"卡号", U"账号", U"户号", U"表号",
                                   U"单号是", U"order", U"no.", U"#", U"¥", U"$", U"快递", U"运单"})
    if (before.ends_with(word)) return true;
  for (std::u32string_view word : {U"元", U"块", U"度", U"吨", U"号单"})
    if (behind.starts_with(word)) return true;
  return is_latin(behind.empty() ? 0 : behind.front()) || (span.begin > 0 && is_latin(text[span.begin - 1]));
}

// The longest part of the run that is a phone, from its beginning: "501 13812345678" has two groups, the
// second is it.
std::optional<FoundPhone> phone_at(const Text& text, size_t from) {
  Digits run = digits_from(text, from);
  while (!run.text.empty()) {
    if (is_phone(run) && !is_something_else(text, run.span))
      return FoundPhone{(run.has_plus ? "+" : "") + run.text, run.span};
    // Leave out the last group and look again.
    size_t end = run.span.end;
    while (end > from && is_digit(text[end - 1])) --end, run.text.pop_back();
    while (end > from && !is_digit(text[end - 1])) --end;
    if (end <= from) break;
    run.span.end = end;
  }
  return std::nullopt;
}

size_t end_of_digits(const Text& text, size_t i) {
  while (is_digit(text[i])) ++i;
  return i;
}

}  // namespace

std::vector<FoundPhone> find_phones(const Text& text) {
  std::vector<FoundPhone> phones;
  for (size_t i = 0; i < text.size();) {
    const bool begins = is_digit(text[i]) || (text[i] == U'+' && is_digit(text[i + 1])) ||
                        (text[i] == U'(' && text[i + 1] == U'0');
    if (!begins) {
      ++i;
      continue;
    }
    if (const auto phone = phone_at(text, i)) {
      phones.push_back(*phone);
      i = phone->span.end;
    } else {
      i = is_digit(text[i]) ? end_of_digits(text, i) : i + 1;
    }
  }
  return phones;
}

}  // namespace steward::understanding
