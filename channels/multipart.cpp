#include "channels/multipart.hpp"

#include "channels/crypto.hpp"

namespace steward::channels {

// A hash of what nobody outside chooses: no file holds it by accident or by intent.
Multipart::Multipart(std::string_view seed)
    : boundary_("steward-" + hex(as_text(sha256(seed)).substr(0, 16))) {}

void Multipart::begin_part(std::string_view name) {
  body_.append("--")
      .append(boundary_)
      .append("\r\nContent-Disposition: form-data; name=\"")
      .append(name)
      .append("\"");
}

void Multipart::add(std::string_view name, std::string_view value) {
  begin_part(name);
  body_.append("\r\n\r\n").append(value).append("\r\n");
}

void Multipart::add_file(std::string_view name, std::string_view mime, std::string_view bytes) {
  begin_part(name);
  body_.append("; filename=\"file\"\r\nContent-Type: ").append(mime).append("\r\n\r\n");
  body_.append(bytes).append("\r\n");
}

}  // namespace steward::channels
