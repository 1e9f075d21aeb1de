#pragma once
// What the world outside may do wrong, as a value: every I/O of ours answers Result<T>; a bug throws instead.

#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>

namespace steward::net {

struct Error {
  std::string code;    // a short word callers decide by: "refused", "timeout"
  std::string place;   // what was being talked to or done, without secrets: "redis unix:/run/redis.sock"
  std::string detail;  // for the log: what the system said

  bool operator==(const Error&) const = default;
};

// One line for a log: "refused at api.telegram.org:443: Connection refused".
std::string to_string(const Error& error);

template <class T = void>
using Result = boost::system::result<T, Error>;

// Thrown by Result::value() of a failure nobody looked at.
struct UncheckedError : std::runtime_error {
  explicit UncheckedError(const Error& failure) : std::runtime_error(to_string(failure)), error(failure) {}
  Error error;
};

[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw UncheckedError(error);
}

}  // namespace steward::net
