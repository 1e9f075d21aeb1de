#pragma once
// An update of Telegram as events.

#include "channels/channel.hpp"

#include <boost/json/fwd.hpp>
#include <string_view>

namespace steward::channels::telegram {

Inbound read_update(const boost::json::object& update, std::string_view channel, Instant received_at);

}  // namespace steward::channels::telegram
