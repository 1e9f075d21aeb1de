#pragma once
// The only place that spells keys. All keys of a desk carry its id as their hash tag, so that they lie in one
// slot of a cluster; what follows is short, because it stands in memory with each of them.

#include "domain/documents.hpp"
#include "domain/labels.hpp"
#include "domain/reads.hpp"

#include <algorithm>
#include <string>

namespace steward::storage {

class Keys {
 public:
  explicit Keys(const domain::DeskId& desk) : prefix_("{" + desk.value + "}") {}

  const std::string& prefix() const { return prefix_; }

  // string: 8 bytes of stamp, then JSON. o order, w its words, c conversation, p resident, s plan, e notice
  std::string document(const domain::DocumentKey& key) const {
    constexpr char letters[] = {'o', 'w', 'c', 'p', 's', 'e'};
    return prefix_ + letters[static_cast<size_t>(key.type)] + ':' + key.id;
  }
  std::string document(const domain::Document& document_value) const {
    return document(domain::key_of(document_value));
  }
  // zset: member -> score
  std::string index(const domain::IndexKey& key) const { return prefix_ + "i:" + key.name; }
  // zset: "<rule>:<o|c|s>:<id>" -> due; see claim_timers.lua
  std::string timers() const { return prefix_ + "t"; }
  // hash: timer that is claimed or postponed -> due as it was set
  std::string timer_slots() const { return prefix_ + "ts"; }
  // zset: recipient -> wake-up; beside it a list a recipient, "<lane>:<recipient>"; see outbox.lua
  std::string lane(domain::Lane lane) const {
    return prefix_ + "m" + static_cast<char>('0' + static_cast<int>(lane));
  }
  // list beside it: the messages of a recipient in sequence
  std::string waiting(domain::Lane name, const domain::AccountId& recipient) const {
    return lane(name) + ":" + recipient.value;
  }
  // list: what became of the messages about an order; see outbox.lua
  std::string message_ends(const domain::OrderId& order) const { return prefix_ + "j:" + order.value; }
  // string with an expiry: see take_tokens.lua
  std::string bucket(const std::string& name) const { return prefix_ + "g:" + name; }
  // zset: message id -> when it was given up
  std::string dead_by_time() const { return prefix_ + "d"; }
  // hash: message id -> "<reason>\n<json>"
  std::string dead() const { return prefix_ + "dl"; }
  // hash: 8 bytes of an event's hash -> "" ; one of many a period
  std::string once(long period, int bucket) const {
    return prefix_ + "u" + std::to_string(period) + ":" + std::to_string(bucket);
  }
  // string with an expiry: what the event was answered, where that is kept
  std::string answer(const std::string& once_field) const { return prefix_ + "ua:" + once_field; }
  // hash: staff -> "<orders> <when the last one came, ms>"
  std::string loads() const { return prefix_ + "l"; }
  // hash a site and day, with an expiry: what is counted -> how many. Of "codes_sent:<site>:<day>" the field
  // is what stands before the first colon, the key has the rest.
  struct CounterPlace {
    std::string key, field;
  };
  CounterPlace counter(const std::string& name) const {
    const size_t colon = std::min(name.find(':'), name.size());
    return {prefix_ + "n:" + name.substr(std::min(colon + 1, name.size())), name.substr(0, colon)};
  }
  // list a site and day, with an expiry: JSON, a line each
  std::string facts(const domain::SiteId& site, const std::string& day) const {
    return prefix_ + "a:" + site.value + ":" + day;
  }
  // list: "<cursor> <id>\n<json>"; see outbox.lua
  std::string thread(const domain::AccountId& account) const { return prefix_ + "k:" + account.value; }
  // stream: what -> "<id>\n<site>", several a commit
  std::string feed() const { return prefix_ + "f"; }
  // string: the ids of all residents in the sequence in which they came, of `roll_id` characters each
  std::string roll() const { return prefix_ + "q"; }
  // hash of a notice: number of a chunk -> the places on the roll of its recipients, three bytes each
  std::string audience(const domain::NoticeId& notice) const { return prefix_ + "ea:" + notice.value; }
  // string: a byte for each recipient, see domain::CopyState
  std::string copies(const domain::NoticeId& notice) const { return prefix_ + "es:" + notice.value; }
  // hash: which recipient -> why their copy failed
  std::string copy_failures(const domain::NoticeId& notice) const { return prefix_ + "ef:" + notice.value; }
  // string: 8 bytes of stamp for staff and shifts, 8 for the units
  std::string reference_stamp() const { return prefix_ + "r"; }
  // string: JSON
  std::string people() const { return prefix_ + "rp"; }
  // string: JSON
  std::string units() const { return prefix_ + "ru"; }
  // string with an expiry: "<type>\n<bytes>"
  std::string media(const std::string& id) const { return prefix_ + "b:" + id; }
  // list: JSON, newest first
  std::string set_asides() const { return prefix_ + "x"; }
  // string with an expiry: written to see whether writing works
  std::string probe() const { return prefix_ + "z"; }
  // channel: what there is news of; see news.hpp
  std::string wake_ups() const { return prefix_ + "!"; }

 private:
  std::string prefix_;
};

}  // namespace steward::storage
