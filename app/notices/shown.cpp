#include "app/notices/shown.hpp"

#include <fmt/format.h>

#include <array>

#include "notices/wording.hpp"

namespace steward::app {
namespace {

constexpr int bar_width = 30;

}  // namespace

std::string preview_of(const domain::Notice& notice, const domain::Site& site,
                       const notices::Prices& prices) {
  const domain::NoticeTally& tally = notice.tally;
  std::string out = fmt::format("{}  {}  {}\n", notice.id.value, domain::to_string(notice.sort),
                                domain::to_string(notice.state));
  for (const domain::NoticeText& text : notice.texts) {
    const int segments = notices::segments_of(text, site);
    out += fmt::format("\n[{}] {} SMS part{} each\n{}\n", domain::to_string(text.language), segments,
                       segments == 1 ? "" : "s", notices::words_of(text));
  }
  out += fmt::format("\n{} recipients: {} by chat, {} by SMS, {} cannot be reached\n", notice.size,
                     tally.chat, tally.sms, tally.unreachable);
  const int segments = notices::segments_of(notice, site);
  out += fmt::format("{} SMS parts", segments);
  if (prices.per_segment > 0)
    out += fmt::format(", about {:.2f} {}", segments * prices.per_segment, prices.currency);
  return out + "\n";
}

std::string bar_of(const notices::Progress& progress, int size) {
  using enum domain::CopyState;
  const int filled = size == 0 ? bar_width : static_cast<int>(int64_t{bar_width} * progress.gone() / size);
  std::string out = "[" + std::string(static_cast<size_t>(filled), '#') +
                    std::string(static_cast<size_t>(bar_width - filled), '.') + "]";
  out += fmt::format(" {} of {}", progress.gone(), size);
  constexpr std::array shown{queued, sent, delivered, read, failed, skipped};
  for (const domain::CopyState state : shown)
    if (progress.of(state) > 0) out += fmt::format(" · {} {}", progress.of(state), domain::to_string(state));
  return out;
}

std::string line_of(const domain::Notice& notice, const domain::Zone& zone) {
  return fmt::format("{}  {}  {:<9}  {:<10}  {:>7}  {}", notice.id.value, iso8601(notice.created_at, zone),
                     domain::to_string(notice.sort), domain::to_string(notice.state), notice.size,
                     notice.texts.front().title);
}

}  // namespace steward::app
