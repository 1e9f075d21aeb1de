#pragma once
// The front desk's page, its API and live feed; in a demo also the playground. The program takes the routes.

#include "domain/ids.hpp"
#include "domain/rules.hpp"
#include "net/router.hpp"
#include "notices/audience.hpp"
#include "notices/cost.hpp"
#include "notices/wording.hpp"
#include "storage/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace steward::console {

// Who may sign in: a member of staff, and the SHA-256 of their token in hex. Tokens themselves are kept
// nowhere.
struct Person {
  domain::StaffId staff;
  std::string token_hash;
};

// The playground hands out sessions without a password, so it is for a demo, and answers on loopback only.
struct PlaygroundSettings {
  bool is_enabled = false;
  std::vector<std::string> residents;  // registered phones (E.164) whose part may be played
};

struct ConsoleSettings {
  std::vector<Person> people;
  std::string public_url;  // writes from pages of another origin are refused; empty: the request's own host
  std::string
      page_folder;  // the pages are read from there instead of from the program, while working on them
  PlaygroundSettings playground;
  bool has_sms_board = false;  // what goes out by SMS is shown on the board
};

// A web chat session as bot/ opens it.
struct ChatSession {
  domain::AccountId account;
  std::string channel;  // of /chat/{channel}/…
  std::string token;
};

// What notices need of files and of the configuration in force.
struct NoticeSources {
  std::function<std::vector<notices::Template>()> templates;  // shipped ones and the desk's own
  std::function<notices::Prices()> prices;
  // Adds whom a spreadsheet with a column `unit` or `phone` names; says what is wrong with it, or nothing.
  std::function<std::string(std::string_view csv, const domain::Site& site, notices::WantedAudience& wanted)>
      read_list;
};

struct ConsoleDependencies {
  storage::Store& store;
  std::function<std::shared_ptr<const domain::Rules>()> rules;  // those in force
  // Opens a web chat session: the same `peer` gets the same account again, an empty one a fresh account.
  // Only the playground needs it.
  std::function<net::awaitable<net::Result<ChatSession>>(std::string peer)> open_chat;
  // Photos and voice messages that lie with a platform. Nothing: only what was sent to us directly is shown.
  std::function<net::awaitable<net::Result<std::optional<storage::Store::MediaBytes>>>(std::string ref)>
      fetch_media;
  NoticeSources notices{};
};

struct Desk;

class Console {
 public:
  Console(ConsoleSettings settings, ConsoleDependencies dependencies);
  ~Console();

  // For net::Router; they refer to this console, which must outlive it. Takes "/", "/board", "/playground",
  // "/playground/*", "/console/*".
  std::vector<net::Route> routes();

 private:
  std::unique_ptr<Desk> desk_;
};

// What stands in the configuration for a token: SHA-256 in hex.
std::string token_hash(std::string_view token);

}  // namespace steward::console
