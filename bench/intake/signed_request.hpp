#pragma once
// A resident's message as the bytes of a webhook: JSON, signed as Standard Webhooks says, in an HTTP/1.1
// request.

#include <ctime>
#include <string>
#include <string_view>

namespace steward::bench {

struct Bridge {
  std::string account;  // of ours, as the configuration names it; the address is /hooks/<account>
  std::string secret;   // "whsec_" and base64
  std::string run;      // begins the message ids, so that another run is not taken for a repeat
  std::time_t at = 0;   // when the messages are written and signed
};

std::string signed_request(const Bridge& bridge, int resident);

}  // namespace steward::bench
