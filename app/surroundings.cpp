#include "app/surroundings.hpp"

#include <openssl/ssl.h>

#include <memory>

#include "app/calendar_files.hpp"
#include "app/channel_setup.hpp"
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

void check_channels(const Settings& settings, const std::string& file, Problems& problems) {
  channels::Channels channels;
  std::vector<std::string> wrong;
  add_channels(settings, channels, wrong);
  for (const std::string& text : wrong) problems.add(file, 0, text);
}

bool is_loopback(const std::string& listen) {
  return listen.starts_with("127.") || listen.starts_with("localhost:") || listen.starts_with("[::1]");
}

// It lets everybody in who reaches it, so nobody else may: neither directly nor through a proxy.
void check_playground(const Settings& settings, const std::string& file, Problems& problems) {
  if (!is_loopback(settings.listen))
    problems.add(file, 0, "the playground lets everybody in, so \"listen\" has to be 127.0.0.1");
  if (!settings.unix_socket.empty())
    problems.add(file, 0, "the playground lets everybody in, so there is no \"unix_socket\" for a proxy");
  if (!settings.public_url.empty())
    problems.add(file, 0, "the playground lets everybody in, so there is no \"public_url\"");
}

}  // namespace

void check_surroundings(const Configuration& configuration, const fs::path& file, domain::Instant now,
                        Problems& problems) {
  const Settings& settings = configuration.settings;
  if (settings.tls) check_tls(*settings.tls, problems);
  check_channels(settings, file.string(), problems);
  check_years(configuration.rules.sites, now, file.string(), problems);
  if (settings.playground) check_playground(settings, file.string(), problems);
}

void check_register(const Configuration& configuration, const fs::path& file, Problems& problems) {
  const fs::path folder = file.parent_path();
  if (fs::exists(folder / "units.csv")) read_register(folder, configuration.rules, problems);
}

}  // namespace steward::app
