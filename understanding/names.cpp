#include "understanding/names.hpp"

#include <algorithm>
#include <optional>

#include "understanding/cursor.hpp"

namespace steward::understanding {

namespace {

constexpr CharSet surnames(
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
    U"沈钟姜崔谭陆"
    U"范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庄"
    U"殷颜庞施樊"
    U"兰俞申章鲁葛伍华柳聂倪骆麦区关温施洪纪项祝左涂甘池柯詹邢古翁游欧尤房阮甄符裴霍邝");

// Characters that seldom stand in a given name: where they begin, the name has ended.
bool ends_name(char32_t c) {
  static constexpr CharSet common(U"的了是我你他她在有和也都就不没要来去家这那住电话先女业租户号楼栋单元,");
  return !is_cjk(c) || common.has(c);
}

// A full name: a surname and one or two characters, then an end.
std::optional<Span> full_name_at(const Text& text, size_t at) {
  if (!surnames.has(text[at])) return std::nullopt;
  size_t end = at + 1;
  while (end < at + 3 && !ends_name(text[end])) ++end;
  if (end == at + 1) return std::nullopt;
  return Span{at, end};
}

constexpr Words courtesy{U"先生", U"女士", U"小姐", U"太太", U"阿姨", U"叔叔",
                         U"大爷", U"大妈", U"奶奶", U"爷爷", U"太",   U"生"};
constexpr Words whole_courtesy{U"先生", U"女士", U"小姐", U"太太", U"阿姨",
                               U"叔叔", U"大爷", U"大妈", U"奶奶", U"爷爷"};

std::string name_after_words(const Text& text) {
  static constexpr Words introductions{U"我姓",   U"免贵姓", U"姓名:",   U"姓名",   U"我叫",
                                       U"名字是", U"名字叫", U"联系人:", U"联系人", U"本人",
                                       U"姓",     U"我是",   U"这里是",  U"我系"};
  for (std::u32string_view word : introductions) {
    const size_t at = text.find(word);
    if (at == word.npos) continue;
    size_t begin = at + word.size();
    while (text[begin] == U' ' || text[begin] == U':') ++begin;
    if (!surnames.has(text[begin])) continue;
    if (word.ends_with(U"姓")) {
      Cursor cursor(text, begin + 1);
      cursor.take_any(courtesy);
      return std::string(text.quote({begin, cursor.at()}));
    }
    Cursor polite(text, begin + 1);
    if (polite.take_any(courtesy)) return std::string(text.quote({begin, polite.at()}));
    if (const auto name = full_name_at(text, begin)) {
      const char32_t behind = text[name->end];
      if (!is_cjk(behind) || ends_name(behind)) return std::string(text.quote(*name));
    }
  }
  return {};
}

// "502 周阿姨来电", "吴先生 138…": a surname with a courtesy title, where it is the one who writes.
std::string name_with_courtesy(const Text& text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if ((i > 0 && is_cjk(text[i - 1])) || !surnames.has(text[i])) continue;
    Cursor cursor(text, i + 1);
    if (!ends_name(text[i + 1]) && !cursor.take_any(courtesy))
      cursor.go(i + 2);
    else
      cursor.go(i + 1);
    if (cursor.take_any(whole_courtesy)) return std::string(text.quote({i, cursor.at()}));
  }
  return {};
}

// A contact is often a phone and a name and nothing else: "13812345678 吴刚".
std::string name_beside_phone(const Text& text, const std::vector<FoundPhone>& phones) {
  if (phones.empty()) return {};
  const auto is_inside_phone = [&](size_t i) {
    return std::any_of(phones.begin(), phones.end(),
                       [&](auto& p) { return i >= p.span.begin && i < p.span.end; });
  };
  for (size_t i = 0; i < text.size(); ++i) {
    if (is_inside_phone(i) || (i > 0 && is_cjk(text[i - 1]))) continue;
    const auto name = full_name_at(text, i);
    if (name && !is_cjk(text[name->end])) return std::string(text.quote(*name));
  }
  return {};
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Capitalised words as they were written: "Anna Smith", "Mr Chan".
std::string capitalised_from(std::string_view written) {
  size_t end = 0;
  for (size_t words = 0; words < 3 && end < written.size() && is_upper(written[end]); ++words) {
    size_t stop = end;
    while (stop < written.size() &&
           (std::isalpha(static_cast<unsigned char>(written[stop])) != 0 || written[stop] == '-'))
      ++stop;
    end = stop;
    if (stop + 1 >= written.size() || written[stop] != ' ' || !is_upper(written[stop + 1])) break;
    ++end;
  }
  while (end > 0 && written[end - 1] == ' ') --end;
  return std::string(written.substr(0, end));
}

std::string english_name(const Text& text) {
  static constexpr Words introductions{U"my name is ", U"name is ", U"i'm ", U"i am ",
                                       U"this is ",    U"name: ",   U"im "};
  for (std::u32string_view word : introductions) {
    const size_t at = text.find(word);
    if (at == word.npos || (at > 0 && is_word_char(text[at - 1]))) continue;
    const std::string name =
        capitalised_from(std::string_view(text.original).substr(text.at[at + word.size()]));
    if (name.size() >= 2) return name;
  }
  return {};
}

}  // namespace

std::string find_name(const Reading& reading, const std::vector<FoundPhone>& phones) {
  const Text& text = reading.text();
  if (text.cjk == 0) return english_name(text);
  std::string name = name_after_words(text);
  if (name.empty()) name = name_with_courtesy(text);
  if (name.empty()) name = name_beside_phone(text, phones);
  if (name.empty()) name = english_name(text);
  return name;
}

// A surname or 小 or 老 with a title of staff: "刘师傅", "小陈师傅", "王经理".
std::string find_person_named(const Reading& reading) {
  const Text& text = reading.text();
  for (const Meant& meant : reading.meant()) {
    if (meant.meaning.dimension != Dimension::mark ||
        meant.meaning.label != static_cast<uint8_t>(Mark::title))
      continue;
    const size_t at = meant.span.begin;
    if (at == 0 || !surnames.has(text[at - 1])) continue;
    const bool is_little = at >= 2 && (text[at - 2] == U'小' || text[at - 2] == U'老');
    return std::string(text.quote({is_little ? at - 2 : at - 1, meant.span.end}));
  }
  return {};
}

std::string find_relative(const Reading& reading) {
  const Meant* relative = reading.find(Mark::relative);
  if (!relative) return {};
  Span span = relative->span;
  if (reading.text().view().substr(span.begin, span.end - span.begin).ends_with(U"'s")) span.end -= 2;
  return std::string(reading.text().quote(span));
}

}  // namespace steward::understanding
