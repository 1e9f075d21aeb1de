#include "bot/media_source.hpp"

#include "channels/media_type.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace steward::bot {

using storage::Store;
using Found = std::optional<Store::MediaBytes>;

awaitable<net::Result<net::ClientResponse>> MediaSource::get(channels::OutRequest out) {
  net::ClientRequest request;
  request.url = std::move(out.url);
  for (const auto& [name, value] : out.headers) request.headers.add(name, value);
  request.answer_bytes = largest;
  request.guard = net::Guard::trusted;  // hosts of the configuration; answers name paths on them, never hosts
  request.is_repeatable = true;
  if (!out.proxy.empty()) request.proxy = std::move(out.proxy);
  auto sent = client_.send(std::move(request));
  co_return co_await boost::asio::co_spawn(executor_, std::move(sent), boost::asio::use_awaitable);
}

awaitable<net::Result<std::optional<std::string>>> MediaSource::from_platform(
    const channels::Channel& channel, channels::OutRequest request) {
  auto answer = co_await get(std::move(request));
  if (!answer) co_return answer.error();
  if (answer->status != 200) co_return std::optional<std::string>();
  auto behind = channel.media_behind({answer->status, {}, answer->body});
  if (behind) {
    answer = co_await get(std::move(*behind));
    if (!answer) co_return answer.error();
    if (answer->status != 200) co_return std::optional<std::string>();
  }
  co_return std::optional<std::string>(std::move(answer->body));
}

awaitable<net::Result<Found>> MediaSource::fetch(std::string ref) {
  const domain::AccountId place(std::move(ref));
  const auto [name, id] = channels::split(place);
  const auto* channel = channels_.find(name);
  auto request = channel ? channel->media_request(id) : std::nullopt;
  if (!request) co_return co_await store_.media(std::string(id));

  auto bytes = co_await from_platform(*channel, std::move(*request));
  if (!bytes) co_return bytes.error();
  if (!*bytes) co_return Found();
  const auto type = channels::media_type_of(**bytes);
  if (!type) co_return Found();
  co_return Found(Store::MediaBytes{std::string(type->mime), std::move(**bytes)});
}

}  // namespace steward::bot
