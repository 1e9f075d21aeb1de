#include "storage/redis/pipeline.hpp"

#include <algorithm>

namespace steward::storage::redis {

uint64_t Pipeline::submit(Batch batch, net::Ticks deadline, Done done) {
  const size_t replies = batch.replies();
  unwritten_.push_back({++calls_, batch.take_bytes(), replies, deadline, std::move(done), {}});
  unwritten_bytes_ += unwritten_.back().bytes.size();
  return calls_;
}

void Pipeline::write_to(std::string& out) {
  for (Call& call : unwritten_) {
    if (!call.done) continue;  // abandoned before it was sent
    out += call.bytes;
    call.bytes = {};
    call.received.reserve(call.replies);
    written_.push_back(std::move(call));
  }
  unwritten_.clear();
  unwritten_bytes_ = 0;
}

void Pipeline::finish(Call& call, Result<Replies> result, AllFinished& finished) {
  if (call.done) finished.push_back({std::move(call.done), std::move(result)});
  call.done = {};
}

Result<void> Pipeline::receive(std::string_view bytes, AllFinished& finished) {
  if (auto fed = reader_->feed(bytes); !fed) return fed.error();
  while (true) {
    auto reply = reader_->next();
    if (!reply) return reply.error();
    if (!*reply) return {};
    if (written_.empty()) return net::Error{"garbled", "redis", "a reply to nothing"};
    Call& call = written_.front();
    call.received.push_back(std::move(**reply));
    if (call.received.size() < call.replies) continue;
    finish(call, std::move(call.received), finished);
    written_.pop_front();
  }
}

void Pipeline::expire(net::Ticks now, const net::Error& unsent, const net::Error& unanswered,
                      AllFinished& finished) {
  while (!unwritten_.empty() && (unwritten_.front().deadline <= now || !unwritten_.front().done)) {
    unwritten_bytes_ -= unwritten_.front().bytes.size();
    finish(unwritten_.front(), unsent, finished);
    unwritten_.pop_front();
  }
  for (Call& call : written_) {
    if (call.deadline > now) break;
    finish(call, unanswered, finished);
  }
}

Pipeline::Call* Pipeline::find(uint64_t number) {
  for (auto* calls : {&written_, &unwritten_}) {
    const auto found =
        std::lower_bound(calls->begin(), calls->end(), number,
                         [](const Call& call, uint64_t wanted) { return call.number < wanted; });
    if (found != calls->end() && found->number == number) return &*found;
  }
  return nullptr;
}

void Pipeline::abandon(uint64_t number, const net::Error& why, AllFinished& finished) {
  if (Call* call = find(number)) finish(*call, why, finished);
}

void Pipeline::lose(const net::Error& why, AllFinished& finished) {
  for (Call& call : written_) finish(call, why, finished);
  written_.clear();
  reset_reader();
}

void Pipeline::fail_all(const net::Error& why, AllFinished& finished) {
  lose(why, finished);
  for (Call& call : unwritten_) finish(call, why, finished);
  unwritten_.clear();
  unwritten_bytes_ = 0;
}

}  // namespace steward::storage::redis
