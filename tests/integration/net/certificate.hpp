#pragma once
// A self-signed certificate in a folder of its own, gone with the object.

#include "net/http_server.hpp"

#include <filesystem>
#include <string>

namespace steward::net {

class Certificate {
 public:
  explicit Certificate(const std::string& host);
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;
  ~Certificate() { std::filesystem::remove_all(folder_); }

  TlsFiles files() const { return {chain(), (folder_ / "key.pem").string()}; }
  std::string chain() const { return (folder_ / "cert.pem").string(); }
  void replace_by(const Certificate& other) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace steward::net
