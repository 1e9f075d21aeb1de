#pragma once
// An update of Telegram as events.

#include "channels/channel.hpp"

#include <boost/json/fwd.hpp>
#include <string_view>

namespace steward::channels::telegram {

struct Source {
  std::string_view channel, site;
  Instant received_at{};
};
Inbound read_update(const boost::json::object& update, const Source& source);

}  // namespace steward::channels::telegram
