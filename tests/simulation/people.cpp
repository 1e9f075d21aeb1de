#include "people.hpp"

#include "domain/roster.hpp"

#include <algorithm>

namespace steward::simulation {

using namespace std::chrono_literals;

namespace {

constexpr double reports_a_year = 3;  // of a household
constexpr double storms_a_year = 12;  // more than anywhere, so that a week has one now and then

const char* const things_to_report[] = {
    "厨房水龙头滴水",
    "卫生间下水道堵了",
    "客厅灯不亮",
    "家里跳闸了",
    "空调不制冷",
    "门禁卡刷不开",
    "楼道灯坏了",
    "水管爆了,水漫出来了",
    "电梯困人了",
    "厨房有煤气味",
    "楼上太吵了,凌晨还在装修,我要投诉",
    "我要投诉保洁,楼道三天没人打扫",
    "建议小区多装几个充电桩",
    "表扬一下李师傅,服务很好",
    "物业费怎么交",
    "The kitchen tap is dripping",
    "马桶漏水,明天下午三点以后有人在家",
    "厨房漏水,客厅灯也不亮",
};
const char* const small_talk[] = {"谢谢",          "好的", "到哪了?", "怎么还没来",
                                  "不用来了,好了", "👍",    "转人工",  "在吗"};

template <size_t N>
const char* any_of(std::mt19937& random, const char* const (&list)[N]) {
  return list[random() % N];
}

std::string button_with(const domain::OutMessage& message, std::string_view verb) {
  for (const domain::Button& button : message.buttons)
    if (button.data.starts_with(verb)) return button.data;
  return {};
}

}  // namespace

People::People(World& world, const app::Register& people) : world_(world), residents_(people.residents) {}

std::string People::once() { return "sim:" + std::to_string(++count_); }

std::optional<Instant> People::last_said(const domain::AccountId& account) const {
  const auto found = last_said_.find(account);
  return found == last_said_.end() ? std::nullopt : std::optional{found->second};
}

void People::write(const domain::AccountId& from, const std::string& text) {
  last_said_[from] = world_.now();
  domain::MessageReceived message;
  message.from = from;
  message.text = text;
  message.written_at = world_.now();
  message.features = world_.read(text);
  world_.send({once(), std::move(message), {}});
}

void People::press(const domain::AccountId& from, const std::string& data) {
  last_said_[from] = world_.now();
  domain::MessageReceived message;
  message.from = from;
  message.press = data;
  message.written_at = world_.now();
  world_.send({once(), std::move(message), {}});
}

void People::act(const domain::StaffId& who, const domain::OrderId& order, domain::StaffVerb verb,
                 std::string text, int minutes) {
  last_said_[account_of(who.value)] = world_.now();
  domain::OrderAction action;
  action.by = who;
  action.order = order;
  action.verb = verb;
  action.text = std::move(text);
  action.minutes = minutes;
  world_.send({once(), std::move(action), {}});
}

// ---- the weather

void People::switch_storm(bool is_on) {
  const domain::Staff* boss = domain::manager(world_.reference());
  domain::StormSwitched storm{.site = world_.rules().sites.front().id, .by = boss->id, .is_on = is_on};
  storm.reason = world_.happens(0.5) ? domain::StormReason::typhoon : domain::StormReason::rainstorm;
  world_.send({once(), std::move(storm), {}});
  world_.later(5s, [this] { world_.look_at_open_orders(); });
}

void People::storm() {
  switch_storm(true);
  world_.later(world_.about(8h), [this] { switch_storm(false); });
}

// ---- residents

void People::begin_day() {
  for (const domain::Resident& resident : residents_)
    if (world_.happens(reports_a_year / 365))
      world_.later(Duration(static_cast<int64_t>(world_.random()() % (24 * 3600)) * 1000),
                   [this, &resident] { report(resident); });
  if (world_.happens(storms_a_year / 365)) world_.later(world_.about(10h), [this] { storm(); });
  // The front desk begins its day with what it holds.
  world_.later(8h + 30min, [this] { work_off_what_the_desk_holds(); });
}

void People::report(const domain::Resident& resident) {
  ++reports_;
  const domain::AccountId from = account_of(resident.id.value);
  write(from, any_of(world_.random(), things_to_report));
  if (world_.happens(0.2))
    world_.later(world_.about(40min), [this, from] { write(from, any_of(world_.random(), small_talk)); });
}

void People::answer_survey(const domain::OutMessage& message, const std::string& button) {
  if (!world_.happens(0.55)) return;
  const domain::AccountId from = message.to;
  const bool is_unfixed = world_.happens(0.06);
  const std::string unfixed = button_with(message, "not_fixed");
  const char* const words[] = {"很满意", "还行吧", "5分", "不满意,没修好", "五星", "一般", "不用回访"};
  world_.later(world_.about(3h),
               [this, from, button, unfixed, is_unfixed, said = any_of(world_.random(), words)] {
                 if (is_unfixed && !unfixed.empty())
                   press(from, unfixed);
                 else if (world_.happens(0.6))
                   press(from, button);
                 else
                   write(from, said);
               });
}

void People::resident_hears(const domain::OutMessage& message) {
  const domain::AccountId from = message.to;
  if (const std::string button = button_with(message, "score"); !button.empty())
    return answer_survey(message, button);
  if (message.asks == domain::Ask::unit && world_.happens(0.8))
    world_.later(world_.about(3min), [this, from] { write(from, "3栋2单元501"); });
  if (message.asks == domain::Ask::time && world_.happens(0.6))
    world_.later(world_.about(5min),
                 [this, from] { write(from, world_.happens(0.5) ? "随时" : "明天上午"); });
  if (message.asks == domain::Ask::reason && world_.happens(0.5))
    world_.later(world_.about(10min), [this, from] { write(from, "来得太慢"); });
  if (const std::string unfixed = button_with(message, "not_fixed"); !unfixed.empty() && world_.happens(0.05))
    world_.later(world_.about(8h), [this, from, unfixed] { press(from, unfixed); });
}

// ---- staff

void People::go(const domain::StaffId& who, const domain::OrderId& order) {
  using domain::StaffVerb;
  if (world_.happens(0.05)) return;  // forgotten
  const Duration way = world_.about(25min), work = world_.about(40min);
  world_.later(way, [this, who, order] { act(who, order, StaffVerb::arrive); });
  if (world_.happens(0.08)) {
    world_.later(way + work, [this, who, order] { act(who, order, StaffVerb::hold, "等配件"); });
    world_.later(way + work + world_.about(20h),
                 [this, who, order] { act(who, order, StaffVerb::finish, "换好了"); });
  } else {
    world_.later(way + work, [this, who, order] { act(who, order, StaffVerb::finish, "修好了"); });
  }
}

void People::staff_hears(const domain::OutMessage& message) {
  using domain::StaffVerb;
  if (message.orders.empty()) return;
  const domain::OrderId order = message.orders.front();
  const domain::StaffId who = message.staff;
  const auto& site = world_.rules().sites.front();
  const domain::Staff* staff = world_.reference().find(who);
  if (!staff || !domain::is_on_duty(world_.reference(), site.zone, who, world_.now())) return;
  if (staff->role == domain::Role::front_desk && world_.happens(0.7))
    return world_.later(world_.about(90min), [this, order] { work_off(order); });
  if (!button_with(message, "eta").empty())  // asked whether they are moving
    return world_.later(world_.about(5min), [this, who, order] {
      if (world_.happens(0.5)) act(who, order, StaffVerb::eta, {}, 30);
      if (world_.happens(0.6)) go(who, order);
    });
  if (button_with(message, "accept").empty()) return;
  const double mood = std::uniform_real_distribution<>(0, 1)(world_.random());
  if (mood < 0.1) return;  // has not seen it
  if (mood < 0.2)
    return world_.later(world_.about(4min),
                        [this, who, order] { act(who, order, StaffVerb::decline, "走不开"); });
  world_.later(world_.about(4min), [this, who, order] {
    press(account_of(who.value), "accept:" + order.value);
    const auto taken = world_.store().document(domain::key_of(order));
    if (taken && std::get<domain::WorkOrder>(*taken).accepted_by == who) go(who, order);
  });
}

// What the front desk holds it finishes, or sends to somebody; whom it has to phone it phones.
void People::work_off(const domain::OrderId& id) {
  using domain::OrderState;
  const auto found = world_.store().document(domain::key_of(id));
  if (!found) return;
  const auto& order = std::get<domain::WorkOrder>(*found);
  const auto& site = world_.rules().sites.front();
  const domain::StaffId desk = domain::front_desk_on_duty(world_.reference(), site, world_.now());
  if (order.follow_up.state == domain::FollowUpState::phone && world_.happens(0.7)) {
    domain::AnswerRecorded answer{
        .by = desk, .order = id, .text = world_.happens(0.9) ? "5分,很满意" : "2分,不满意"};
    answer.features = world_.read(answer.text);
    return world_.send({once(), std::move(answer), {}});
  }
  if (order.follow_up.state == domain::FollowUpState::improving && world_.happens(0.7)) {
    const domain::Staff* head = domain::head_of(world_.reference(), "engineering");
    return act(head ? head->id : desk, id, domain::StaffVerb::measure, "重新检查");
  }
  const auto fit = domain::fit_on_duty(world_.reference(), site, order.trade, world_.now());
  if (order.is_open() && !order.is_taken() && !fit.empty() && order.state == OrderState::dispatched) return;
  if (order.is_open() && !order.is_taken()) {
    act(desk, id, domain::StaffVerb::accept);
    act(desk, id, domain::StaffVerb::finish, "已处理");
  } else if (order.is_taken()) {
    act(desk, id, domain::StaffVerb::finish, "已跟进");
  }
}

void People::work_off_what_the_desk_holds() {
  for (const domain::Document& document : world_.store().documents(domain::DocumentType::order)) {
    const auto& order = std::get<domain::WorkOrder>(document);
    const bool waits_for_the_desk = order.follow_up.state == domain::FollowUpState::phone ||
                                    order.follow_up.state == domain::FollowUpState::improving ||
                                    (order.is_open() && world_.now() - order.opened_at > 24h);
    if (waits_for_the_desk && world_.happens(0.8))
      world_.later(world_.about(2h), [this, id = order.id] { work_off(id); });
  }
}

void People::hear(const domain::OutMessage& message) {
  if (message.staff.empty())
    resident_hears(message);
  else
    staff_hears(message);
}

}  // namespace steward::simulation
