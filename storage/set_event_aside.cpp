#include "storage/set_event_aside.hpp"

#include "net/log.hpp"
#include "storage/event_codec.hpp"
#include "storage/limits.hpp"

#include <utility>

namespace steward::storage {

awaitable<Result<Outcome>> set_event_aside(Store& store, const domain::Event& event, std::string_view raw,
                                           std::string reason) {
  net::log::error("event_set_aside", {{"reason", reason}});
  std::string kept = encode_event(event);
  if (kept.size() > set_aside_text) kept.clear();
  const Store::SetAside what{
      event.once, std::string(raw.substr(0, set_aside_text)), std::move(reason), {}, std::move(kept)};
  const auto done = co_await store.set_aside(what);
  if (!done) co_return done.error();
  co_return Outcome{Outcome::What::set_aside, {}, {}};
}

}  // namespace steward::storage
