#pragma once
// Brings the bytes of a photo or voice message from where they were received. Media keep standing at the
// platform; nothing is fetched before somebody looks.

#include "channels/channels.hpp"
#include "net/http_client.hpp"
#include "storage/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <optional>
#include <string>

namespace steward::bot {

using net::awaitable;

class MediaSource {
 public:
  // The client belongs to the executor's thread; fetching may be asked for on any.
  MediaSource(const channels::Channels& channels, storage::Store& store,
              boost::asio::any_io_executor executor, net::HttpClient& client)
      : channels_(channels), store_(store), executor_(std::move(executor)), client_(client) {}

  // Nothing where it is gone, or is of no type that we take; the type is told by the bytes.
  awaitable<net::Result<std::optional<storage::Store::MediaBytes>>> fetch(std::string ref);

  static constexpr size_t largest = 20 << 20;

 private:
  awaitable<net::Result<std::optional<std::string>>> from_platform(const channels::Channel& channel,
                                                                   channels::OutRequest request);
  awaitable<net::Result<net::ClientResponse>> get(channels::OutRequest request);

  const channels::Channels& channels_;
  storage::Store& store_;
  boost::asio::any_io_executor executor_;
  net::HttpClient& client_;
};

}  // namespace steward::bot
