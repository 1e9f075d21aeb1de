#include "bench/intake/residents.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace steward::bench {
namespace {

constexpr int rooms_a_floor = 4, floors = 25, entrances = 4;
constexpr int units_a_building = rooms_a_floor * floors * entrances;

// "@" stands for the resident's unit.
constexpr std::array<std::string_view, 60> reports{
    "厨房水龙头一直滴水，关不紧",
    "卫生间马桶水箱不上水了，麻烦派人看看",
    "阳台推拉门的滑轮坏了，推不动",
    "书房插座没电，其他房间正常",
    "客厅的灯一闪一闪的，换了灯泡也没用",
    "空调不制冷，只吹风",
    "入户门锁钥匙拧不动了，请师傅来一趟",
    "家里的可视对讲听不到声音，请来修一下",
    "厨房下水道堵了，水下得很慢",
    "卫生间地漏一直返味",
    "@ 洗手盆下面的软管渗水，请安排维修",
    "@ 阳台晾衣架的摇柄坏了",
    "您好，我家@，热水器不打火了",
    "师傅你好，我家浴室的花洒接头漏水，明天下午在家",
    "家里跳闸，推上去过一会儿又跳，麻烦来看看",
    "厨房的排风扇坏了，不转了",
    "卧室窗户关不严，漏风",
    "次卧的门锁舌头卡住了，关不上门",
    "卫生间的排气扇不转了",
    "阳台的地砖翘起来了两块",
    "客厅墙面起皮掉灰，请看一下",
    "暖气片不热，家里很冷",
    "地暖有一路不热，请师傅看看分水器",
    "家里宽带面板没信号，网络断了",
    "厨房的水压很小，出水像线一样",
    "马桶堵了，冲不下去",
    "洗衣机的水龙头拧不动",
    "卫生间镜前灯不亮了，可能是线路问题",
    "单元门禁卡刷不开，麻烦给看看",
    "家里的门铃不响了",
    "空调外机不转了，请派师傅来修",
    "空调内机滴水，滴到床上了，请来修一下",
    "厨房橱柜门的合页坏了，麻烦来修",
    "主卧卫生间的水管接头有点渗水，不严重，明天上午在家",
    "玄关的开关按下去没反应",
    "卫生间的玻璃门关不上，磁吸条坏了",
    "厨房纱窗破了一个洞，请来换一下",
    "阳台的下水管接头松了，请来看看",
    "电表箱里我家的空气开关老跳，请电工来看看",
    "我家的水表好像不转了，请来检查一下",
    "水龍頭關不緊，一直滴水，麻煩派師傅來看",
    "廁所馬桶不通，沖不下去，麻煩了",
    "冷氣不冷，請師傅來檢查",
    "大門的對講機壞了，麻煩來修",
    "房間的插座沒電，麻煩派人維修",
    "浴室排水很慢，應該是堵住了",
    "廚房的燈不亮，換過燈管也一樣",
    "陽台門的軌道卡住，推不動",
    "The kitchen tap keeps dripping, please send somebody.",
    "Our toilet is blocked and will not flush. We are home tomorrow morning.",
    "The air conditioner in the bedroom is broken, it does not cool.",
    "Hi, I live in @. The socket in the study has no power.",
    "The shower drain is clogged and the water goes down very slowly.",
    "The lock of our front door is stuck, the key hardly turns. Please fix it.",
    "The light in the hallway of our flat flickers all the time.",
    "The intercom in our flat is broken, it makes no sound.",
    "The bathroom exhaust fan has stopped working.",
    "The window in the living room does not close properly.",
    "The water heater is broken, please have it repaired.",
    "The balcony door is off its rail, could somebody come and repair it?",
};

}  // namespace

std::string peer_of(int resident) { return fmt::format("resident-{:06}", resident); }
std::string phone_of(int resident) { return fmt::format("+86138{:08}", resident); }

int building_of(int resident) { return 1 + resident / units_a_building; }
int entrance_of(int resident) { return 1 + resident / (rooms_a_floor * floors) % entrances; }
int floor_of(int resident) { return 1 + resident / rooms_a_floor % floors; }

std::string unit_of(int resident) {
  return fmt::format("{}-{}-{}{:02}", building_of(resident), entrance_of(resident), floor_of(resident),
                     1 + resident % rooms_a_floor);
}

std::string text_of(int resident) {
  std::string text{reports[static_cast<size_t>(resident) % reports.size()]};
  if (auto mark = text.find('@'); mark != std::string::npos) text.replace(mark, 1, unit_of(resident));
  return text;
}

}  // namespace steward::bench
