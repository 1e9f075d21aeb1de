#include "storage/redis/reply.hpp"

#include <hiredis/read.h>

namespace steward::storage::redis {

namespace {

// Where the reader wants what it has just read: in the list above, or as the reply itself.
Reply* place_for(const redisReadTask* task) {
  if (!task->parent) return new Reply;
  auto* parent = static_cast<Reply*>(task->parent->obj);
  return &parent->list[static_cast<size_t>(task->idx)];
}

void* create_text(const redisReadTask* task, char* text, size_t size) {
  Reply* reply = place_for(task);
  reply->form = task->type == REDIS_REPLY_ERROR ? Reply::Form::failure : Reply::Form::text;
  reply->text.assign(text, size);
  return reply;
}

// Nothing is given for a list that is too long; the reader then fails.
void* create_list(const redisReadTask* task, int elements) {
  const auto* limits = static_cast<const ReplyLimits*>(task->privdata);
  if (elements < 0 || static_cast<size_t>(elements) > limits->elements) return nullptr;
  Reply* reply = place_for(task);
  reply->form = Reply::Form::list;
  reply->list.resize(static_cast<size_t>(elements));
  return reply;
}

void* create_number(const redisReadTask* task, long long value) {
  Reply* reply = place_for(task);
  reply->form = Reply::Form::number;
  reply->number = value;
  return reply;
}

void* create_nothing(const redisReadTask* task) { return place_for(task); }

void free_reply(void* reply) { delete static_cast<Reply*>(reply); }

redisReplyObjectFunctions functions{create_text, create_list, create_number, create_nothing, free_reply};

net::Error garbled(const char* why) { return {"garbled", "redis", why}; }

struct Row {
  std::string_view prefix;
  const char* code;
};
// What Redis begins a failure with, and what that is to us.
constexpr Row codes[] = {
    {"NOSCRIPT", "noscript"},
    {"LOADING", "loading"},
    {"READONLY", "readonly"},
    {"OOM", "full"},
    {"MISCONF", "disk"},
    {"NOREPLICAS", "noreplicas"},
    {"MASTERDOWN", "loading"},
    {"NOAUTH", "auth"},
    {"WRONGPASS", "auth"},
    {"NOPERM", "auth"},
    {"BUSY", "busy"},
    {"CLUSTERDOWN", "loading"},
    {"ERR invalid password", "auth"},
};

}  // namespace

net::Error error_of(const Reply& failure, const std::string& place) {
  // A script passes on what its command met: "… -OOM command not allowed …", or from 7.0 on the code first.
  for (const Row& row : codes)
    if (failure.text.starts_with(row.prefix)) return {row.code, place, failure.text};
  for (const Row& row : codes)
    if (failure.text.find("-" + std::string(row.prefix) + " ") != std::string::npos)
      return {row.code, place, failure.text};
  return {"redis", place, failure.text};
}

void ReplyReader::Free::operator()(redisReader* reader) const { redisReaderFree(reader); }

ReplyReader::ReplyReader(ReplyLimits limits)
    : limits_(limits), reader_(redisReaderCreateWithFunctions(&functions)) {
  if (!reader_) throw std::bad_alloc();
  reader_->privdata = &limits_;
}

ReplyReader::~ReplyReader() = default;

Result<void> ReplyReader::feed(std::string_view bytes) {
  if (reader_->len - reader_->pos + bytes.size() > limits_.bytes) return garbled("a reply is too large");
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK) return garbled(reader_->errstr);
  return {};
}

Result<std::optional<Reply>> ReplyReader::next() {
  void* found = nullptr;
  if (redisReaderGetReply(reader_.get(), &found) != REDIS_OK) return garbled(reader_->errstr);
  if (!found) return std::optional<Reply>{};
  const std::unique_ptr<Reply> reply(static_cast<Reply*>(found));
  return std::optional<Reply>(std::move(*reply));
}

}  // namespace steward::storage::redis
