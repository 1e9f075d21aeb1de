#include "app/surroundings.hpp"

#include <openssl/ssl.h>

#include <memory>

#include "app/register_files.hpp"

namespace steward::app {
namespace {

namespace fs = std::filesystem;

void check_tls(const TlsSettings& tls, Problems& problems) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                  SSL_CTX_free);
  if (SSL_CTX_use_certificate_chain_file(context.get(), tls.certificate.c_str()) != 1)
    problems.add(tls.certificate.string(), 0, "is no certificate chain in PEM that can be read");
  else if (SSL_CTX_use_PrivateKey_file(context.get(), tls.key.c_str(), SSL_FILETYPE_PEM) != 1)
    problems.add(tls.key.string(), 0, "is no private key in PEM that can be read, or not the certificate's");
}

}  // namespace

void check_surroundings(const Configuration& configuration, const fs::path& file, Problems& problems) {
  const Settings& settings = configuration.settings;
  if (settings.tls) check_tls(*settings.tls, problems);
  const fs::path folder = file.parent_path();
  if (fs::exists(folder / "units.csv")) read_register(folder, configuration.rules, problems);
}

}  // namespace steward::app
