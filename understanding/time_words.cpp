#include "understanding/time_words.hpp"

#include <string_view>

#include "understanding/word_trie.hpp"

namespace steward::understanding {

namespace {

using W = TimeWord;

constexpr int part(PartOfDay p) { return static_cast<int>(p); }
constexpr int morning = part(PartOfDay::morning), noonish = part(PartOfDay::noon),
              afternoon = part(PartOfDay::afternoon), dusk = part(PartOfDay::dusk),
              evening = part(PartOfDay::evening), after_work = part(PartOfDay::after_work),
              night = part(PartOfDay::night), small_hours = part(PartOfDay::small_hours),
              daytime = part(PartOfDay::daytime);

// Words of one meaning, between bars.
struct Row {
  std::u32string_view words;
  TimeWord word;
  int value = 0;
};

constexpr Row chinese[] = {
    // Words that only begin like words of time.
    {U"起来|起床|前台|前面|后面|后台|后勤|后门|前门|日常|日子|上面|上门|上来|上去|上楼|上水|上班|上网|下水|"
     U"下面|下来|"
     U"下去|下楼|下单|下雨|下班|本人|这里|这边|这家|这样|这种|这么|正在|正常|整个|整天|整栋|整晚|半天|分机|"
     U"号楼|月租|"
     U"明白|明显|说明|早就|早点|晚点|夜班|点击|点赞|周围|周到|天花板|天然气|和谐|从来|自己|自来水|自动|由于|"
     U"到底|到处|到位",
     W::other},
    {U"今天|今日|今|当天|本日|即日", W::day},
    {U"明天|明日|明|明个|隔天|次日|第二天|翌日", W::day, 1},
    {U"后天", W::day, 2},
    {U"大后天", W::day, 3},
    {U"昨天|昨|昨日", W::day, -1},
    {U"前天", W::day, -2},
    {U"大前天", W::day, -3},
    {U"周末|礼拜六日|周六日|周六周日|双休日|星期六日", W::weekend},
    {U"周|星期|礼拜|个星期|个礼拜", W::week},
    {U"月|月份", W::month_mark},
    {U"个月", W::month},
    {U"日|号", W::day_mark},
    {U"年", W::year_mark},
    {U"天|日内", W::days},
    {U"个工作日|工作日", W::business_days},
    {U"小时|个小时|钟头|个钟头|个钟", W::hours},
    {U"个半小时|个半钟头|个半钟", W::hours, 1},
    {U"分钟|分", W::minutes_unit},
    {U"秒|秒钟", W::seconds_unit},
    {U"点|点钟|时|点整", W::hour_mark},
    {U"半", W::half},
    {U"一刻", W::quarter, 15},
    {U"三刻", W::quarter, 45},
    {U"整|正", W::sharp},
    {U"早上|早晨|上午|清早|一早|大清早|清晨|早|早间|午前", W::part, morning},
    {U"中午|午间|午休", W::part, noonish},
    {U"正午", W::fixed, 720},
    {U"下午|午后", W::part, afternoon},
    {U"傍晚|黄昏", W::part, dusk},
    {U"晚上|晚间|晚|夜晚", W::part, after_work},
    {U"夜里|夜间|半夜|深夜|夜", W::part, night},
    {U"凌晨", W::part, small_hours},
    {U"白天|日间", W::part, daytime},
    {U"零点|零点整|午夜|零时", W::fixed},
    {U"这|这个|本", W::which},
    {U"下|下个|下一个|下一|未来|接下来", W::which, 1},
    {U"下下|下下个", W::which, 2},
    {U"上|上个|上一", W::which, -1},
    {U"上上|上上个", W::which, -2},
    {U"下半", W::later_part, 1},
    {U"上半", W::later_part},
    {U"到|至|-|~|直到|到了", W::to},
    {U"从|自|由", W::from},
    {U"介于", W::between},
    {U"和|与|或|或者", W::conj},
    {U"以后|之后|后|过后|起|开始|之后的|往后", W::after},
    {U"以前|之前|前", W::before},
    {U"以内|之内|内", W::within},
    {U"还剩", W::remaining},
    {U"现在|马上|立刻|这会|此刻", W::now},
    {U"几", W::couple},
    {U"的|在|于|大约|大概|左右|之间|约|差不多|刚|将|那天|期间|时候|时间|过|再过|等", W::filler},
    {U"随时", W::any},
};

constexpr Row english[] = {
    {U"today|otd|the day", W::day},
    {U"tomorrow|tmr|tmrw|tomorow|tommorow|tommorrow|the day after|the next day|next day", W::day, 1},
    {U"the day after tomorrow|day after tomorrow", W::day, 2},
    {U"yesterday|the day before", W::day, -1},
    {U"the day before yesterday|day before yesterday", W::day, -2},
    {U"monday|mondays|mon", W::weekday},
    {U"tuesday|tue|tues", W::weekday, 1},
    {U"wednesday|wed", W::weekday, 2},
    {U"thursday|thu|thur|thurs", W::weekday, 3},
    {U"friday|fri", W::weekday, 4},
    {U"saturday|sat", W::weekday, 5},
    {U"sunday|sun", W::weekday, 6},
    {U"weekend", W::weekend},
    {U"week|weeks", W::week},
    {U"month|months", W::month},
    {U"january|jan", W::month_name, 1},
    {U"february|feb", W::month_name, 2},
    {U"march|mar", W::month_name, 3},
    {U"april|apr", W::month_name, 4},
    {U"may", W::month_name, 5},
    {U"june|jun", W::month_name, 6},
    {U"july|jul", W::month_name, 7},
    {U"august|aug", W::month_name, 8},
    {U"september|sep|sept", W::month_name, 9},
    {U"october|oct", W::month_name, 10},
    {U"november|nov", W::month_name, 11},
    {U"december|dec", W::month_name, 12},
    {U"day|days", W::days},
    {U"fortnight", W::weeks_fortnight},
    {U"business days|business day|working days|weekdays", W::business_days},
    {U"hour|hours|hr|hrs|h", W::hours},
    {U"minute|minutes|min|mins", W::minutes_unit},
    {U"second", W::ordinal, 2},
    {U"seconds", W::seconds_unit},
    {U"o'clock|oclock|o clock", W::hour_mark},
    {U"half past", W::half},
    {U"half", W::half, 1},
    {U"quarter|a quarter", W::quarter, 15},
    {U"sharp", W::sharp},
    {U"morning|mornings|early morning|late morning", W::part, morning},
    {U"lunchtime|lunch time|lunch", W::part, noonish},
    {U"afternoon|afternoons|early afternoon|late afternoon", W::part, afternoon},
    {U"evening|evenings|late evening|early evening", W::part, evening},
    {U"night|nights|late night", W::part, night},
    {U"night-time|night time|nighttime", W::part, small_hours},
    {U"daytime", W::part, daytime},
    {U"tonight", W::day, 1000},
    {U"noon|noonish|midday", W::fixed, 720},
    {U"midnight|mid night|mid-night", W::fixed},
    {U"a.m.|a.m|am|a . m .|a. m.", W::meridiem},
    {U"p.m.|p.m|pm|p . m .|p. m.|ampm", W::meridiem, 1},
    {U"this", W::which},
    {U"this coming|this upcoming|coming|upcoming", W::which, 3},
    {U"next|following", W::which, 1},
    {U"last|previous", W::which, -1},
    {U"past|past ", W::past},
    {U"after next", W::which, 2},
    {U"later this", W::later_part, 1},
    {U"later|after|onwards|onward", W::after},
    {U"to|until|till|til|through|thru", W::to},
    {U"from|starting|start from|since", W::from},
    {U"between", W::between},
    {U"and|or", W::conj},
    {U"before|by|no later than", W::before},
    {U"ago", W::ago},
    {U"within", W::within},
    {U"in", W::in},
    {U"for", W::for_},
    {U"less than", W::less_than},
    {U"end of|the end of", W::end_of},
    {U"eod|the eod|end of day|end of the day", W::end_of, 1},
    {U"the", W::the},
    {U"now|right now|at the moment|at present|at this time|at the minute|asap|from now", W::now},
    {U"couple|a couple of|couple of", W::couple},
    {U"a few|few", W::couple, 3},
    {U"at|@|around|about|approximately", W::filler, 1},
    {U"on|of|sometime|'s|time|a|an|over", W::filler},
    {U"anytime|any time", W::any},
    {U"one", W::number, 1},
    {U"two", W::number, 2},
    {U"three", W::number, 3},
    {U"four", W::number, 4},
    {U"five", W::number, 5},
    {U"six", W::number, 6},
    {U"seven", W::number, 7},
    {U"eight", W::number, 8},
    {U"nine", W::number, 9},
    {U"ten", W::number, 10},
    {U"eleven", W::number, 11},
    {U"twelve", W::number, 12},
    {U"fifteen", W::number, 15},
    {U"twenty", W::number, 20},
    {U"thirty", W::number, 30},
    {U"forty", W::number, 40},
    {U"forty-five", W::number, 45},
    {U"forty-three", W::number, 43},
    {U"fifty", W::number, 50},
    {U"twenty-five", W::number, 25},
    {U"thirty-five", W::number, 35},
    {U"fifty-five", W::number, 55},
    {U"thirteen", W::number, 13},
    {U"fourteen", W::number, 14},
    {U"sixteen", W::number, 16},
    {U"seventeen", W::number, 17},
    {U"eighteen", W::number, 18},
    {U"nineteen", W::number, 19},
    {U"first", W::ordinal, 1},
    {U"third", W::ordinal, 3},
    {U"fourth", W::ordinal, 4},
    {U"fifth", W::ordinal, 5},
    {U"sixth", W::ordinal, 6},
    {U"seventh", W::ordinal, 7},
    {U"eighth", W::ordinal, 8},
    {U"ninth", W::ordinal, 9},
    {U"tenth", W::ordinal, 10},
    {U"eleventh", W::ordinal, 11},
    {U"twelfth", W::ordinal, 12},
    {U"thirteenth", W::ordinal, 13},
    {U"fourteenth", W::ordinal, 14},
    {U"fifteenth", W::ordinal, 15},
    {U"sixteenth", W::ordinal, 16},
    {U"seventeenth", W::ordinal, 17},
    {U"eighteenth", W::ordinal, 18},
    {U"nineteenth", W::ordinal, 19},
    {U"twentieth", W::ordinal, 20},
    {U"thirtieth", W::ordinal, 30},
};

struct Vocabulary {
  WordTrie trie;
  std::vector<TimeToken> meanings;
  CharFilter beginnings;

  void add(std::u32string_view text, TimeWord word, int value) {
    const uint32_t id = trie.add(text);
    beginnings.add(text.front());
    if (id >= meanings.size()) meanings.resize(id + 1);
    meanings[id].word = word;
    meanings[id].value = value;
  }
  void add_all(const Row& row) {
    for (size_t begin = 0; begin <= row.words.size();) {
      const size_t end = std::min(row.words.find(U'|', begin), row.words.size());
      add(row.words.substr(begin, end - begin), row.word, row.value);
      begin = end + 1;
    }
  }
  Vocabulary() {
    for (const Row& row : chinese) add_all(row);
    for (const Row& row : english) add_all(row);
    constexpr std::u32string_view days = U"一二三四五六日天";
    for (std::u32string_view name : {U"周", U"星期", U"礼拜", U"拜"}) {
      for (size_t i = 0; i < days.size(); ++i)
        add(std::u32string(name) + days[i], W::weekday, static_cast<int>(std::min<size_t>(i, 6)));
      for (size_t i = 0; i < 6; ++i)
        add(std::u32string(name) + static_cast<char32_t>(U'1' + i), W::weekday, static_cast<int>(i));
    }
  }
};

const Vocabulary& vocabulary() {
  static const Vocabulary known;
  return known;
}

}  // namespace

const CharFilter& beginnings_of_time_words() { return vocabulary().beginnings; }

std::optional<TimeToken> time_word_at(const Text& text, size_t at) {
  const Vocabulary& known = vocabulary();
  std::optional<TimeToken> longest;
  known.trie.find_at(text.chars, at, [&](uint32_t word, size_t length) {
    const bool cuts_word = is_latin(text[at + length - 1]) && is_latin(text[at + length]);
    if (cuts_word) return;
    longest = known.meanings[word];
    longest->span = {at, at + length};
  });
  return longest;
}

}  // namespace steward::understanding
