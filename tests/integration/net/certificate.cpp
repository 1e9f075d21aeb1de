#include "certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace steward::net {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Cert = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void add_extension(X509* cert, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, cert, cert, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  X509_add_ext(cert, extension, -1);
  X509_EXTENSION_free(extension);
}

Cert self_signed(EVP_PKEY* key, const std::string& host) {
  Cert cert(X509_new(), X509_free);
  X509_set_version(cert.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(cert.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(cert.get()), 3600);
  X509_set_pubkey(cert.get(), key);
  X509_NAME* name = X509_get_subject_name(cert.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(host.c_str()),
                             -1, -1, 0);
  X509_set_issuer_name(cert.get(), name);
  const bool is_address = host.find_first_not_of("0123456789.") == std::string::npos;
  add_extension(cert.get(), NID_subject_alt_name, (is_address ? "IP:" : "DNS:") + host);
  add_extension(cert.get(), NID_basic_constraints, "critical,CA:TRUE");
  X509_sign(cert.get(), key, EVP_sha256());
  return cert;
}

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "netXXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  return name;
}

}  // namespace

Certificate::Certificate(const std::string& host) : folder_(new_folder()) {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Cert cert = self_signed(key.get(), host);
  const File key_file(std::fopen(files().private_key.c_str(), "w"), std::fclose);
  PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  const File cert_file(std::fopen(chain().c_str(), "w"), std::fclose);
  PEM_write_X509(cert_file.get(), cert.get());
}

void Certificate::replace_by(const Certificate& other) const {
  const auto over = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(other.chain(), chain(), over);
  std::filesystem::copy_file(other.files().private_key, files().private_key, over);
}

}  // namespace steward::net
