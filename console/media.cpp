// Photos and voice messages, from a path of their own: shown only when they are raster images or sound,
// handed out as a download otherwise, and never with a type that a browser could run.
#include "console/answers.hpp"
#include "console/finding.hpp"
#include "console/handlers.hpp"

#include <algorithm>
#include <array>

namespace steward::console {
namespace {

using Media = std::optional<storage::Store::MediaBytes>;

constexpr std::array<std::string_view, 9> shown{"image/jpeg", "image/png",  "image/webp",
                                                "image/gif",  "audio/mpeg", "audio/ogg",
                                                "audio/mp4",  "audio/webm", "audio/aac"};

std::string bare_type(const std::string& type) { return type.substr(0, type.find(';')); }

awaitable<net::Result<Media>> fetch(Desk& desk, std::string ref) {
  if (desk.world.fetch_media) co_return co_await desk.world.fetch_media(ref);
  const auto colon = ref.find(':');
  const std::string id = colon == std::string::npos ? ref : ref.substr(colon + 1);
  co_return co_await desk.world.store.media(id);
}

bool holds(const std::vector<domain::Media>& all, const std::string& ref) {
  return std::ranges::any_of(all, [&](const domain::Media& one) { return one.ref == ref; });
}

// Whether it stands in the order or conversation that the request names, and who asks may see that.
awaitable<net::Result<bool>> is_seen(Desk& desk, const Asking& who, const net::Query& query,
                                     std::string ref) {
  if (std::string number(query.get("order")); !number.empty()) {
    auto found = co_await find_order(desk, who, std::move(number));
    if (!found) co_return found.error();
    co_return found->words&& std::ranges::any_of(found->words->entries,
                                                 [&](const auto& entry) { return holds(entry.media, ref); });
  }
  auto found = co_await find_conversation(desk, who, std::string(query.get("conversation")));
  if (!found) co_return found.error();
  if (!found->conversation) co_return false;
  auto lines = co_await thread_of(desk, found->conversation->account);
  if (!lines) co_return lines.error();
  co_return std::ranges::any_of(*lines, [&](const auto& line) { return holds(line.entry.media, ref); });
}

}  // namespace

awaitable<Response> show_media(Desk& desk, const Asking& who, Request& request) {
  const std::string ref(request.parameter("ref"));
  auto seen = co_await is_seen(desk, who, request.query, ref);
  if (!seen) co_return failed(seen.error());
  if (!*seen) co_return not_found();
  auto found = co_await fetch(desk, ref);
  if (!found) co_return failed(found.error());
  if (!*found) co_return not_found();
  Response answer;
  const std::string type = bare_type((*found)->type);
  const bool is_shown = std::ranges::find(shown, type) != shown.end();
  answer.headers.set("Content-Type", is_shown ? type : "application/octet-stream");
  answer.headers.set("Content-Disposition", is_shown ? "inline" : "attachment");
  answer.headers.set("Cache-Control", "private, max-age=3600");
  answer.body = std::move((*found)->bytes);
  co_return answer;
}

}  // namespace steward::console
