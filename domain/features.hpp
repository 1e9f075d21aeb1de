#pragma once
// What one message means, read from its text alone. understanding/ fills it, the domain weighs it with the
// conversation. Everything that is not there is empty; nothing is guessed.

#include <optional>
#include <string>
#include <vector>

#include "domain/labels.hpp"
#include "domain/time.hpp"

namespace steward::domain {

// When somebody may come, or came: in local time of the site, relative to when the message was written.
// "明天下午三点以后" has from; "9点到11点" without a day has time_from and time_to; "随时" is any.
struct TimeWindow {
  std::optional<LocalTime> from, to;
  std::optional<std::chrono::minutes> time_from, time_to;
  bool any = false;
  bool operator==(const TimeWindow&) const = default;
};

// A short answer, of whatever kind of question: "好的", "不用了", "修好了", "还没好".
enum class Answer : uint8_t { none, yes, no, fixed, not_fixed };

// What a member of staff does to an order, by button, command or plain words; the last ones are about the
// roster.
// By SMS: no more of them, or again. Before all else, and never a cancelled order.
enum class OptOut : uint8_t { none, stop, start };

enum class StaffVerb : uint8_t {
  none,
  accept,
  decline,
  eta,
  arrive,
  finish,
  hold,
  resume,
  cancel,
  not_ours,
  dispatch,
  measure,
  report_for,
  close,  // an improvement that is not to be: by the manager
  ask_who_is_on,
  swap_shifts,
  step_away,
  come_back,
  no_answer,  // a resident who was phoned for the follow-up does not pick up
  call_typhoon,
  call_rainstorm,
  call_storm_off,
};

// One matter a message holds; a message may hold several ("厨房漏水,还有楼道灯不亮").
struct Matter {
  Intent intent = Intent::other;
  double confidence = 0;  // of the intent, 0..1
  std::string trade;      // label of shared vocabulary ("plumbing"), empty when none
  Hazard hazard = Hazard::none;
  std::string unit;              // canonical "3-2-501", as far as given: "3", "B", "501"
  std::string place;             // place in words: "厨房", "地库"; as written
  bool is_common_place = false;  // a common part: lift, lobby, garage, stairs, gate …
  std::string text;              // the part of the message that holds it, as written
  bool operator==(const Matter&) const = default;
};

struct Features {
  Language language = Language::zh_hans;
  bool is_whole_sentence = false;  // counts for the language of the conversation ("ok thx" does not)
  bool is_fragment = false;        // cannot be understood by itself: "我家那个", "厨房"
  bool is_empty_talk = false;      // emoji, "嗯", "哦": changes nothing, is never "not understood"

  std::vector<Matter> matters;      // at least one; the first is the main one
  bool is_urgent = false;           // 很急, urgent
  bool is_again = false;            // 又, 还在, again: an old matter has come back
  bool is_correction = false;       // 打错了, 不对是…, "no, room 502"
  bool is_another = false;          // 另外, 还有, also: a new matter beside the open one
  bool is_major = false;            // injury, media, lawyer, abuse by staff, money: an important complaint
  bool asks_who_we_are = false;     // "你们是东湖新城的物业吧？"
  bool asks_to_bind = false;        // 绑定, "link my account"
  bool asks_to_let_in = false;      // "帮我女儿绑定", "add my wife to my flat"
  bool asks_to_put_out = false;     // … and to take it back: "取消我女儿的绑定"
  bool declines_follow_up = false;  // 不用回访
  bool is_at_home_now = false;      // "现在在家"

  std::string phone;  // digits, with + where given so
  std::string name;   // "姓吴" -> "吴", "I'm Anna Smith" -> "Anna Smith"
  std::optional<TimeWindow> window;
  Answer answer = Answer::none;
  std::optional<int> score;           // 1..5, from words, stars, digits with 分
  std::optional<int> speed, service;  // … of these in particular: "速度4分，态度5分"
  std::optional<int> bare_digit;      // the whole message is one digit
  std::string code;                   // the whole message is a one-time code of 6 digits
  OptOut opt_out = OptOut::none;      // the whole message is STOP, 退订, START …
  std::string order_number;           // "ABC123", upper case
  std::optional<int> ordinal;         // 第二个, "the second one"
  std::string person_named;           // "帮我跟刘师傅说一声" -> "刘师傅"
  std::string relative;               // "帮我女儿绑定" -> "女儿"

  StaffVerb verb = StaffVerb::none;  // the text read as a technician's; only staff's texts are used so
  std::optional<int> minutes;        // with eta, step_away
  std::string note;                  // what follows the verb: "换了龙头"; the reason of a decline or hold

  Matter& main() { return matters.front(); }
  const Matter& main() const { return matters.front(); }
};

}  // namespace steward::domain
