#pragma once
// A channel is one account of ours on one platform, as a pure codec: a request's bytes become events, a
// message becomes a request's bytes, and the platform's answer becomes a verdict. Nothing here reads, sends
// or waits.

#include "domain/commit.hpp"
#include "domain/event.hpp"
#include "domain/message.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace steward::channels {

using domain::Instant;

// ---- in

// What a webhook carries; all of it is referred to, and outlives the decoding.
struct HookRequest {
  std::string_view body;
  std::function<std::string_view(std::string_view name)> header;  // empty when it is not there
  Instant received_at{};
  // Decoded, in the sequence given: of the URL, and of a body that is a form.
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  const Pairs& query = none;
  const Pairs& form = none;

  static inline const Pairs none{};
};

// Not taken. `why` is for our log and metrics, never for the sender: who guesses learns nothing from it.
struct Refused {
  int status = 401;
  std::string_view why;
};

// What the request says, features still empty, and what to answer once all of it is committed.
struct Inbound {
  std::vector<domain::Event> events;
  std::string answer{};       // empty: no body
  std::string answer_type{};  // empty: JSON
  // As a program that sends messages named it: where there is no such site, it is told. People are not.
  domain::SiteId named_site{};
  // Reports that name a message only as the provider does: Verdict::provider_id of when it was sent.
  struct Report {
    std::string provider_id;
    domain::Event event;  // a MessageReported that lacks the message
  };
  std::vector<Report> reports{};
};

using Decoded = std::variant<Refused, Inbound>;

// ---- out

// A message in the words of who reads it.
struct Rendered {
  std::string text;
  std::vector<domain::ThreadButton> buttons;
  std::vector<std::pair<std::string, std::string>> values{};  // of an SMS, see domain::Rendered
};

// A photo or voice message that this platform does not have yet.
struct Attachment {
  domain::Media::Form form = domain::Media::Form::photo;
  std::string mime, bytes;
};

struct Outgoing {
  const domain::OutMessage& message;
  std::string_view peer;  // of message.to, or where the platform says this peer is now
  const Rendered& rendered;
  Instant now{};
  const std::vector<Attachment>& attachments = no_attachments;

  static inline const std::vector<Attachment> no_attachments{};
};

struct OutRequest {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool is_repeatable = false;  // the other side recognises a repeat
  std::string proxy{};         // of this channel; empty: as everything else goes
  bool is_extra = false;       // a picture behind the text: where it fails, the text has arrived all the same
};
// In sequence: a text longer than the platform takes is several.
using Requests = std::vector<OutRequest>;
// The reader reads our own thread: standing there is being delivered. Live pages hear of it where `feed` is
// set.
struct InThread {
  std::string_view feed{};
};
// It cannot go this way, now or later.
struct NoWay {
  std::string_view reason;
};
using Encoded = std::variant<InThread, Requests, NoWay>;

// What the platform answered.
struct Answer {
  int status = 0;
  std::string_view retry_after;  // the header
  std::string_view body;
};

struct Verdict {
  enum class What : uint8_t {
    sent,
    later,      // may go better another time
    permanent,  // never: a person has to know
    moved,      // this peer has another id now: again, to `peer`
  };
  What what = What::later;
  std::string reason{};  // of a small set: "blocked", "refused", "rate", "server", "unauthorised" …
  std::optional<std::chrono::seconds> retry_after{};
  std::string provider_id{};
  std::string peer{};
};

struct Limits {
  size_t text_code_points = 4096;  // of one message; more is split
  size_t label_code_points = 64;
  size_t data_bytes = 64;
  size_t buttons = 12;       // what goes beyond is left out: words do as well
  double per_second = 1000;  // of the account
  double per_second_per_peer = 50;
};

class Channel {
 public:
  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;

  virtual std::string_view name() const = 0;  // of the account in the configuration; begins its people's ids
  virtual const Limits& limits() const = 0;
  virtual Decoded decode(const HookRequest& request) const = 0;
  virtual Encoded encode(const Outgoing& outgoing) const = 0;
  virtual Verdict judge(const Answer& answer) const = 0;

  // What a request means that may have been taken although no answer came.
  virtual Verdict lost_answer() const { return {Verdict::What::later, "unreachable"}; }
  // Where the platform can be asked what became of such a request: the GET, and what is answered means.
  // `later`: it never came, so that it may be sent again.
  virtual std::optional<OutRequest> lookup(const Outgoing&) const { return std::nullopt; }
  virtual Verdict judge_lookup(const Outgoing&, const Answer&) const { return lost_answer(); }
  // Whether SMS to this phone go this way; no for what is no provider of SMS.
  virtual bool carries(std::string_view) const { return false; }
  // Its reports name a message by the id that it gave: Inbound::reports.
  virtual bool reports_by_own_id() const { return false; }
  // Whether it can be handed the bytes of media that came over another channel.
  virtual bool takes_attachments() const { return false; }

  // The GET that brings a medium's bytes; nothing: they are in our own store.
  virtual std::optional<OutRequest> media_request(std::string_view) const { return std::nullopt; }
  // Where the answer to it only says where they are: the GET that follows.
  virtual std::optional<OutRequest> media_behind(const Answer&) const { return std::nullopt; }
};

// "<channel>:<peer>"
struct Address {
  std::string_view channel, peer;
};
Address split(const domain::AccountId& account);
domain::AccountId account_of(std::string_view channel, std::string_view peer);
// "<channel>:<peer>:<message id>": the once-key of a message.
std::string once_of(const domain::AccountId& account, std::string_view message_id);

}  // namespace steward::channels
