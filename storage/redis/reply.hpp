#pragma once
// What Redis answers, and the reading of it out of a stream of bytes that may be cut anywhere.

#include "net/error.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct redisReader;

namespace steward::storage::redis {

using net::Result;

struct Reply {
  enum class Form : uint8_t { nothing, number, text, failure, list };
  Form form = Form::nothing;
  int64_t number = 0;
  std::string text;  // of a failure: what Redis says
  std::vector<Reply> list;

  bool is_nothing() const { return form == Form::nothing; }
  bool is_failure() const { return form == Form::failure; }
};
using Replies = std::vector<Reply>;

// "READONLY You can't write …" as an error whose code callers decide by.
net::Error error_of(const Reply& failure, const std::string& place);

struct ReplyLimits {
  size_t bytes = 256 << 20;     // of one reply; the units of a large desk come as one text
  size_t elements = 1'000'000;  // of one list
};

class ReplyReader {
 public:
  explicit ReplyReader(ReplyLimits limits = {});
  ~ReplyReader();
  ReplyReader(const ReplyReader&) = delete;
  ReplyReader& operator=(const ReplyReader&) = delete;

  // After a failure the stream makes no sense any more: the connection has to go.
  Result<void> feed(std::string_view bytes);
  Result<std::optional<Reply>> next();

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };
  ReplyLimits limits_;
  std::unique_ptr<redisReader, Free> reader_;
};

}  // namespace steward::storage::redis
