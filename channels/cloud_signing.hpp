#pragma once
// What the signatures of Aliyun and of Tencent Cloud are made of.

#include <string>
#include <string_view>

#include "domain/time.hpp"

namespace steward::channels {

std::string hex_sha256(std::string_view text);
// Of "https://sms.tencentcloudapi.com/": as it stands in the Host header.
std::string_view host_of(std::string_view url);
// "2026-01-15T08:00:00Z"
std::string utc_second(domain::Instant at);

}  // namespace steward::channels
