#include "app/report/words.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace steward::app::report {
namespace {

struct Row {
  std::string_view key;
  std::array<std::string_view, 3> texts;  // by domain::Language
};

// clang-format off
constexpr std::array table{
    Row{"title_day",     {"服务日报", "服務日報", "Service report of the day"}},
    Row{"title_week",    {"服务周报", "服務週報", "Service report of the week"}},
    Row{"title_month",   {"服务月报", "服務月報", "Service report of the month"}},
    Row{"title_quarter", {"服务季报", "服務季報", "Service report of the quarter"}},
    Row{"to",            {"至", "至", "to"}},
    Row{"nothing",       {"本期没有受理或完成的工单。", "本期沒有受理或完成的工單。", "Nothing was received or done in this period."}},
    Row{"by",            {"分类", "分類", "By"}},
    Row{"name",          {"名称", "名稱", "Name"}},
    Row{"all",           {"全部", "全部", "All"}},
    Row{"kind",          {"类型", "類型", "Kind"}},
    Row{"department",    {"部门", "部門", "Department"}},
    Row{"trade",         {"工种", "工種", "Trade"}},
    Row{"building",      {"楼栋", "樓棟", "Building"}},
    Row{"technician",    {"维修员", "維修員", "Technician"}},
    Row{"other",         {"公共区域及其他", "公共區域及其他", "Common parts and others"}},
    Row{"received",      {"受理", "受理", "Received"}},
    Row{"done",          {"完成", "完成", "Done"}},
    Row{"due",           {"应回访", "應回訪", "Follow-ups due"}},
    Row{"answered",      {"已回访", "已回訪", "Answered"}},
    Row{"rate",          {"回访率", "回訪率", "Follow-up rate"}},
    Row{"unreached",     {"未联系上", "未聯絡上", "Not reached"}},
    Row{"declined",      {"不愿回访", "不願回訪", "Declined"}},
    Row{"satisfied",     {"满意", "滿意", "Satisfied"}},
    Row{"satisfaction",  {"满意率", "滿意率", "Satisfaction"}},
    Row{"mean",          {"平均分", "平均分", "Mean score"}},
    Row{"speed",         {"速度评分", "速度評分", "Speed"}},
    Row{"service_score", {"服务评分", "服務評分", "Service"}},
    Row{"plan",          {"回访计划", "回訪計劃", "Follow-up plan"}},
    Row{"plan_department", {"回访计划与部门", "回訪計劃與部門", "Follow-up plan and department"}},
    Row{"asked",         {"已询问", "已詢問", "Asked"}},
    Row{"reopened",      {"重开", "重開", "Reopened"}},
    Row{"rework",        {"返修", "返修", "Rework"}},
    Row{"first_visits",  {"一次修好", "一次修好", "First-visit fixes"}},
    Row{"first_visit",   {"一次修好率", "一次修好率", "First-visit rate"}},
    Row{"dissatisfied",  {"不满意", "不滿意", "Dissatisfied"}},
    Row{"measures",      {"改进措施", "改進措施", "Measures named"}},
    Row{"improved",      {"改进后不再不满意", "改進後不再不滿意", "Better after a measure"}},
    Row{"pace",          {"时效", "時效", "How fast"}},
    Row{"accept",        {"接单", "接單", "Accepted"}},
    Row{"arrive",        {"到场", "到場", "On site"}},
    Row{"finish",        {"完成", "完成", "Finished"}},
    Row{"p50",           {"半数不超过", "半數不超過", "Half within"}},
    Row{"p90",           {"九成不超过", "九成不超過", "90% within"}},
    Row{"p99",           {"99% 不超过", "99% 不超過", "99% within"}},
    Row{"kept",          {"按时率", "準時率", "Within the promise"}},
    Row{"missed",        {"超时", "逾時", "Missed"}},
    Row{"missed_by",     {"超时半数不超过 / 最多约", "逾時半數不超過 / 最多約", "Half of these by / nearly all by"}},
    Row{"minutes",       {"（分钟）", "（分鐘）", " (minutes)"}},
    Row{"improvement",   {"不满意与改进", "不滿意與改進", "What was not good, and what is done"}},
    Row{"note",
        {"按工单完成日统计；回访、重开与改进计入该工单的完成日。回访率＝已回访÷应回访，不愿回访者另计；4、5 分为满意。",
         "按工單完成日統計；回訪、重開與改進計入該工單的完成日。回訪率＝已回訪÷應回訪，不願回訪者另計；4、5 分為滿意。",
         "By the day on which an order was done, with what became of it since. Follow-up rate: answered of those due, "
         "who declined apart. Satisfied: 4 or 5 of 5."}},
    Row{"day",           {"日期", "日期", "Day"}},
    Row{"staff",         {"工号", "員工編號", "Id"}},
    Row{"shift_from",    {"班次开始", "班次開始", "Shift from"}},
    Row{"shift_to",      {"班次结束", "班次結束", "Shift to"}},
    Row{"swapped_with",  {"换班对象", "換班對象", "Swapped with"}},
    Row{"first_act",     {"首次操作", "首次操作", "First act"}},
    Row{"last_act",      {"末次操作", "末次操作", "Last act"}},
    Row{"did_nothing",   {"整班无操作", "整班無操作", "Did nothing"}},
    Row{"yes",           {"是", "是", "yes"}},
    Row{"made_at",       {"制表", "製表", "Made"}},
};
// clang-format on

const Row* find(std::string_view key) {
  for (const Row& row : table)
    if (row.key == key) return &row;
  return nullptr;
}

}  // namespace

std::string word(std::string_view key, domain::Language language) {
  const Row* row = find(key);
  if (!row) throw std::logic_error("a report has no word for " + std::string(key));
  return std::string(row->texts[static_cast<size_t>(language)]);
}

std::string percent(std::optional<double> share) {
  return share ? fmt::format("{:.1f}%", *share * 100) : std::string();
}

std::string decimal(std::optional<double> number) {
  return number ? fmt::format("{:.2f}", *number) : std::string();
}

std::string duration(std::chrono::minutes time, domain::Language language) {
  const auto days = time.count() / (24 * 60), hours = time.count() / 60 % 24, minutes = time.count() % 60;
  const bool is_english = language == domain::Language::en;
  const bool is_traditional = language == domain::Language::zh_hant;
  const std::string_view day = is_english ? "d" : "天";
  const std::string_view hour = is_english ? "h" : is_traditional ? "小時" : "小时";
  const std::string_view minute = is_english ? "min" : "分";
  if (days > 0) return fmt::format("{} {} {} {}", days, day, hours, hour);
  if (hours > 0) return fmt::format("{} {} {:02} {}", hours, hour, minutes, minute);
  return fmt::format("{} {}", minutes, minute);
}

}  // namespace steward::app::report
