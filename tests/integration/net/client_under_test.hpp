#pragma once
// The client with a loop of its own, so that its pool lives from one request to the next.

#include "net/http_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <utility>

namespace steward::net {

class ClientUnderTest {
 public:
  explicit ClientUnderTest(ClientOptions options = {}) : client(std::move(options)) {}

  Result<ClientResponse> send(ClientRequest request) {
    auto answer = boost::asio::co_spawn(context_, client.send(std::move(request)), boost::asio::use_future);
    context_.restart();
    context_.run();
    return answer.get();
  }
  // The code of the error, or the status.
  std::string outcome(ClientRequest request) {
    const auto answer = send(std::move(request));
    return answer ? std::to_string(answer->status) : answer.error().code;
  }

 private:
  boost::asio::io_context context_;

 public:
  HttpClient client;
};

}  // namespace steward::net
