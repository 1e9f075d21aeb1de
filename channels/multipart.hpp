#pragma once
// multipart/form-data, RFC 7578: how files are handed to a platform.

#include <string>
#include <string_view>

namespace steward::channels {

class Multipart {
 public:
  // The boundary follows from `seed`, so that the same message makes the same body.
  explicit Multipart(std::string_view seed);

  void add(std::string_view name, std::string_view value);
  void add_file(std::string_view name, std::string_view mime, std::string_view bytes);

  std::string body() const { return body_ + "--" + boundary_ + "--\r\n"; }
  std::string content_type() const { return "multipart/form-data; boundary=" + boundary_; }

 private:
  void begin_part(std::string_view name);

  std::string boundary_, body_;
};

}  // namespace steward::channels
