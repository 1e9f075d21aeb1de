// steward segments: how many parts of SMS a text is billed as, before it is sent to a thousand people.

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "app/commands.hpp"
#include "channels/sms_segments.hpp"
#include "understanding/text.hpp"

namespace steward::app {
namespace {

using channels::SmsAlphabet;
using channels::SmsSize;

// As people write it and as carriers put it in front.
std::string bracketed(const std::string& signature) {
  return signature.starts_with("【") ? signature : "【" + signature + "】";
}

struct Scale {
  std::string signature;  // empty: as outside of mainland China
  bool is_json = false;

  SmsSize size_of(const std::string& text) const {
    return signature.empty() ? channels::sms_size(text) : channels::sms_size_in_china(signature + text);
  }
};

std::string_view name_of(SmsAlphabet alphabet) { return alphabet == SmsAlphabet::gsm ? "GSM-7" : "UCS-2"; }

// False where it is no text at all.
bool print(const Scale& scale, const std::string& text) {
  if (understanding::to_utf8(understanding::to_utf32(text)) != text) return false;
  const SmsSize size = scale.size_of(text);
  const std::string_view encoding = name_of(size.alphabet);
  if (scale.is_json) {
    const nlohmann::ordered_json line{
        {"encoding", encoding}, {"parts", size.segments}, {"units", size.units}};
    std::cout << line.dump() << "\n";
  } else {
    std::cout << fmt::format("{}  {} part{}  {} units\n", encoding, size.segments,
                             size.segments == 1 ? "" : "s", size.units);
  }
  return true;
}

int print_lines(const Scale& scale) {
  int number = 0;
  for (std::string line; std::getline(std::cin, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (print(scale, line)) continue;
    std::cerr << "steward: line " << number << " is no UTF-8\n";
    return failed;
  }
  return all_well;
}

}  // namespace

int segments(const Arguments& arguments) {
  Scale scale{.signature = {}, .is_json = arguments.has("--json")};
  if (const auto signature = arguments.value("--signature")) {
    if (signature->empty()) return misuse("--signature needs a name, as in --signature 示例物业");
    scale.signature = bracketed(*signature);
  }
  if (arguments.plain().size() > 1) return misuse("one text, in quotes; or lines of text on standard input");
  if (arguments.plain().empty()) return print_lines(scale);
  if (print(scale, arguments.plain().front())) return all_well;
  std::cerr << "steward: the text is no UTF-8\n";
  return failed;
}

}  // namespace steward::app
