#pragma once
// The desk under rehearsal: the real decoding, understanding, deciding, firing and delivering over the store
// in memory, with a clock that only the story turns.

#include <boost/asio/io_context.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/configuration.hpp"
#include "app/register_files.hpp"
#include "app/rehearsal/story.hpp"
#include "channels/channels.hpp"
#include "channels/web_chat.hpp"
#include "domain/phrasebook.hpp"
#include "notifier/deliver.hpp"
#include "storage/memory_store.hpp"

namespace steward::app::rehearsal {

// What somebody was told.
struct Heard {
  domain::Instant at{};
  Name name;
  domain::OutMessage message;
  domain::Rendered words;
};

class Desk {
 public:
  Desk(const Configuration& configuration, const Register& people, const Story& story);

  // Throws std::runtime_error with what to say of the story's line where it cannot be played.
  void play(const Writes& writes);
  void play(const Acts& acts);
  void play(const Enters& enters);
  void play(const Converses& converses);
  void play(const Records& records);
  void play(const CallsStorm& calls);
  void play(const Waits& waits);

  domain::Instant now() const { return now_; }
  const domain::Rules& rules() const { return configuration_.rules; }
  size_t opened() const { return orders_.size(); }
  std::optional<domain::WorkOrder> order(int number);  // counted from 1
  std::optional<domain::Conversation> conversation(const Name& name);
  const std::vector<Heard>& heard() const { return heard_; }
  bool is_about(const domain::OutMessage& message, int order) const;
  // The name an account plays under; nothing for one that nobody plays.
  std::optional<Name> name_of(const domain::AccountId& account) const;

  // All that happened, in lines to read.
  const std::vector<std::string>& transcript() const { return transcript_; }

 private:
  template <class T>
  T run(storage::awaitable<net::Result<T>> work);
  template <class T>
  std::optional<T> document(const domain::DocumentKey& key);

  void move_in(const Register& people, const Story& story);
  void handle(domain::Event event);
  void handle_console(decltype(domain::Event::body) body);
  void turn_to(domain::Instant at);
  void settle();  // all that is due now happens
  void deliver_due();
  void deliver(const storage::ClaimedMessage& claimed);
  void fire_due();
  std::optional<domain::Instant> next_due();
  void note_orders();
  void note_order(const domain::WorkOrder& order);
  size_t place_in_conversation(const domain::WorkOrder& order);
  void note(const std::string& line);

  domain::Features read(const std::string& text) const;
  domain::OrderId order_id(int number) const;
  domain::AccountId account_of(const Name& name) const;
  std::string message_json(const Writes& writes);
  std::pair<std::string, std::string> button(const Name& who, const std::string& words) const;
  std::string set_aside_reason();
  std::string numbered(const domain::OrderId& id) const;  // "order 2"

  const Configuration& configuration_;
  const Register& people_;
  domain::Instant now_;
  boost::asio::io_context context_;
  storage::MemoryStore store_;
  const channels::WebChat* chat_;
  channels::Channels channels_;
  notifier::Carriers carriers_;

  std::vector<domain::OrderId> orders_;
  std::map<domain::OrderId, std::string> looks_;
  std::map<std::string, Name> phones_;  // of residents that are played
  std::vector<Heard> heard_;
  std::vector<std::string> transcript_;
  std::string feed_cursor_;
  int events_ = 0;
};

}  // namespace steward::app::rehearsal
