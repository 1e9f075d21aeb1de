// What the desk would make of a text: shown on demand beside a message.
#include "console/answers.hpp"
#include "console/events.hpp"
#include "console/handlers.hpp"
#include "console/view.hpp"

#include <nlohmann/json.hpp>

namespace steward::console {

awaitable<Response> understand_text(Desk& desk, const Asking& who, Request& request) {
  constexpr std::size_t longest = 4000;
  const std::string text(request.query.get("text"));
  if (text.empty() || text.size() > longest) co_return bad_input("The text is missing, or too long.");
  auto features =
      co_await features_of(desk, who, domain::SiteId(std::string(request.query.get("site"))), text);
  if (!features) co_return failed(features.error());
  co_return net::json(200, view::dumped(view::features(*features)));
}

}  // namespace steward::console
