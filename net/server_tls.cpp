#include "net/server_tls.hpp"

#include <openssl/ssl.h>

namespace steward::net {
namespace ssl = boost::asio::ssl;

Result<std::shared_ptr<ssl::context>> server_tls(const TlsFiles& files) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                  SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);  // an idle connection then holds little

  boost::system::error_code failed;
  context->use_certificate_chain_file(files.certificate_chain, failed);
  if (failed) return Error{"tls", files.certificate_chain, failed.message()};
  context->use_private_key_file(files.private_key, ssl::context::pem, failed);
  if (failed) return Error{"tls", files.private_key, failed.message()};
  if (SSL_CTX_check_private_key(native) != 1)
    return Error{"tls", files.private_key, "the key does not belong to the certificate"};
  return context;
}

}  // namespace steward::net
