#pragma once
// A thread as it grows, to a page that follows it.

#include "channels/web_chat.hpp"
#include "net/http.hpp"
#include "storage/store.hpp"

#include <string>

namespace steward::bot {

struct Following {
  storage::Store& store;
  const channels::WebChat& codec;
  domain::AccountId account;
  std::string media_url;
  std::string after;  // the cursor that the page has seen
};

// Writes every line after the cursor, in sequence, once each, for as long as the page listens. Each event's
// id is its cursor: who comes back with it misses nothing and gets nothing twice.
net::awaitable<void> stream_thread(Following following, net::EventSink& sink);

}  // namespace steward::bot
