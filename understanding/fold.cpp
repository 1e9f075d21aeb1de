#include "understanding/fold.hpp"

#include <opencc/opencc.h>

#include <stdexcept>
#include <string_view>

#include "understanding/text.hpp"

namespace steward::understanding {

namespace {

// Unified ideographs and extension A.
constexpr char32_t first_ideograph = 0x3400, last_ideograph = 0x9FFF;

// All ideographs through one OpenCC configuration, each on its own line so that no phrase rule applies.
std::u32string convert_each(const char* config) {
  std::string all;
  for (char32_t c = first_ideograph; c <= last_ideograph; ++c) {
    append_utf8(all, c);
    all += '\n';
  }
  return to_utf32(opencc::SimpleConverter(config).Convert(all));
}

// Both scripts write these; what OpenCC makes of them alone proves nothing about who writes.
constexpr std::u32string_view used_in_both =
    U"后里台面只干几系云了着才于游准征余松咸致制志周表谷卷胡出同吃朱升群峰布占托采伙家姜杯斗丑范折念注幸局愿"
    U"卜合姊御"
    U"恤扎杠梁欲秋舍克划灶挨污沈沾涂炮熏糊胃床岩栗哗唇奸向回冲曲仆党松蒙咽盘郁秃千刮吊肴佣佑佛伸裂叶";

// Folds that OpenCC does not make: what chat writes, and Cantonese characters with one Mandarin twin.
constexpr std::u32string_view chat_forms =
    U"妳你祢你咗了嘅的喺在佢他嚟来睇看俾给畀给搵找啲些嗰那係是冇没哋们咩吗噶的嘢东攞拿諗想揾找黐粘閂关瞓睡"
    U"麼么嚒么嘛吗啵吧滙汇瞭了著着裡里裏里纔才佔占臺台嗮晒";

constexpr std::u32string_view cantonese_only =
    U"咗嘅喺佢嚟睇俾畀搵啲嗰冇唔哋咩嘢攞諗揾閂瞓咁乜噉喇㗎嘞啱氹屙𨋢";

struct Form {
  char32_t from, to;
};
constexpr Form punctuation[] = {
    {U'，', U','},  {U'、', U','},     {U'。', U';'},      {U'；', U';'},      {U'：', U':'}, {U'！', U'!'},
    {U'？', U'?'},  {U'～', U'~'},     {U'〜', U'~'},      {U'∼', U'~'},       {U'—', U'-'},  {U'–', U'-'},
    {U'‐', U'-'},   {U'‑', U'-'},      {U'−', U'-'},       {U'－', U'-'},      {U'―', U'-'},  {U'“', U'"'},
    {U'”', U'"'},   {U'「', U'"'},     {U'」', U'"'},      {U'『', U'"'},      {U'』', U'"'}, {U'‘', U'\''},
    {U'’', U'\''},  {U'【', U'('},     {U'】', U')'},      {U'《', U'"'},      {U'》', U'"'}, {U'…', U';'},
    {U'·', U' '},   {U'\u3000', U' '}, {U'\u00A0', U' '},  {U'\t', U' '},      {U'\r', U' '}, {U'︰', U':'},
    {U'〇', U'零'}, {U'○', U'零'},     {U'\u2028', U'\n'}, {U'\u2029', U'\n'},
};

bool says_nothing(char32_t c) {
  return (c < 0x20 && c != U'\n') || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0000 && c <= 0xE0FFF) ||
         (c >= 0x300 && c <= 0x36F) || c == 0x20E3;
}

// Kangxi radicals in their order, as texts copied out of PDF files hold them.
constexpr std::u32string_view kangxi =
    U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干"
    U"幺广"
    U"廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒"
    U"癶白皮"
    U"皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣西见角言谷豆豕豸贝赤走足身"
    U"车"
    U"辛辰辵邑酉采里金长门阜隶隹雨青非面革韦韭音页风飞食首香马骨高髟斗鬯鬲鬼鱼鸟卤鹿麦麻黄黍黑黹黾鼎鼓鼠鼻齐"
    U"齿龙龟龠";

}  // namespace

Fold::Fold() : plain_(0x10000), script_(0x10000, either) {
  for (size_t c = 0; c < plain_.size(); ++c) plain_[c] = static_cast<char16_t>(c);
  learn_forms();
  learn_chinese();
}

void Fold::learn_forms() {
  for (char32_t c = U'A'; c <= U'Z'; ++c) plain_[c] = static_cast<char16_t>(c + 32);
  for (char32_t c = 0xFF01; c <= 0xFF5E; ++c) plain_[c] = plain_[c - 0xFEE0];
  for (char32_t c = 0x2460; c <= 0x2468; ++c) plain_[c] = static_cast<char16_t>(U'1' + (c - 0x2460));  // ①
  for (char32_t c = 0x2474; c <= 0x247C; ++c) plain_[c] = static_cast<char16_t>(U'1' + (c - 0x2474));  // ⑴
  for (char32_t c = 0x24B6; c <= 0x24CF; ++c) plain_[c] = static_cast<char16_t>(U'a' + (c - 0x24B6));  // Ⓐ
  for (char32_t c = 0x2160; c <= 0x2168; ++c) plain_[c] = static_cast<char16_t>(U'1' + (c - 0x2160));  // Ⅰ
  for (const Form& form : punctuation) plain_[form.from] = static_cast<char16_t>(form.to);
  for (char32_t c = 0; c < plain_.size(); ++c)
    if (says_nothing(c)) plain_[c] = 0;
}

void Fold::learn_chinese() {
  std::u32string simple, full;
  try {
    simple = convert_each("t2s.json");
    full = convert_each("s2t.json");
  } catch (const std::exception& e) {
    throw std::runtime_error(std::string("OpenCC's dictionaries cannot be read: ") + e.what());
  }
  const size_t count = last_ideograph - first_ideograph + 1;
  if (simple.size() != 2 * count || full.size() != 2 * count)
    throw std::runtime_error("OpenCC answered oddly");
  for (size_t k = 0; k < count; ++k) {
    const char32_t c = first_ideograph + static_cast<char32_t>(k);
    if (simple[2 * k] < 0x10000) plain_[c] = static_cast<char16_t>(simple[2 * k]);
    if (simple[2 * k] != c)
      script_[c] = traditional;
    else if (full[2 * k] != c)
      script_[c] = simplified;
  }
  for (char32_t c : used_in_both) script_[c] = either;
  for (size_t k = 0; k < kangxi.size(); ++k) plain_[0x2F00 + k] = static_cast<char16_t>(kangxi[k]);
  for (size_t k = 0; k + 1 < chat_forms.size(); k += 2) {
    plain_[chat_forms[k]] = static_cast<char16_t>(chat_forms[k + 1]);
  }
  for (char32_t c : cantonese_only)
    if (c < script_.size()) script_[c] = cantonese;
}

char32_t Fold::operator()(char32_t c) const {
  if (c < 0x10000) return plain_[c];
  return says_nothing(c) ? 0 : c;
}

}  // namespace steward::understanding
