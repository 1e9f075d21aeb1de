#pragma once

#include "net/error.hpp"
#include "net/http_server.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace steward::net {

// TLS 1.2 and later, forward secrecy only; the error names the file that does not serve.
Result<std::shared_ptr<boost::asio::ssl::context>> server_tls(const TlsFiles& files);

}  // namespace steward::net
