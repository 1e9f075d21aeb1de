// Photos and voice messages, from a path of their own: shown only when they are raster images or sound,
// handed out as a download otherwise, and never with a type that a browser could run.
#include "console/answers.hpp"
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

}  // namespace

awaitable<Response> show_media(Desk& desk, const Asking&, Request& request) {
  auto found = co_await fetch(desk, std::string(request.parameter("ref")));
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
