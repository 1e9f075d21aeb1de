#pragma once
// The configuration file as it is written: plain values, shipped defaults in place.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/calendar_files.hpp"
#include "app/config_table.hpp"
#include "channels/sms_templates.hpp"
#include "domain/rules.hpp"
#include "net/secret.hpp"

namespace steward::app {

struct TlsSettings {
  std::filesystem::path certificate, key;
};

struct RedisSettings {
  std::string url;  // empty: a private server of our own
  net::Secret password;
  std::string append = "always";  // of the private server: always, everysec
};

struct LimitSettings {
  size_t header_bytes = 16 << 10;
  size_t body_bytes = 1 << 20;
  size_t media_bytes = 5 << 20;
  size_t connections = 10'000;
  size_t connections_per_address = 1'000;
  size_t hooks_a_second = 5'000;   // of one channel account
  size_t messages_a_minute = 30;   // of one person
  std::chrono::seconds drain{20};  // what running work is given at the end
  std::chrono::seconds media_kept{180 * 24 * 3600};
};

enum class ChannelType : uint8_t { telegram, webhook, web, sms_board, kannel, twilio, aliyun, tencent };
// Whether it carries SMS.
bool is_of_sms(ChannelType type);

struct ChannelSettings {
  std::string id;
  ChannelType type = ChannelType::web;
  net::Secret token;        // telegram: of the bot
  net::Secret secret;       // telegram: of the webhook; webhook: whsec_… of what comes in
  net::Secret send_secret;  // webhook: whsec_… of what goes out
  std::string base_url;     // telegram: of the Bot API; webhook: where messages go
  std::string media_url;    // webhook: where photos and voice messages are asked for
  std::string proxy;
  domain::SiteId site;               // where its people live, when they are not known yet
  std::vector<std::string> origins;  // web: pages that may embed the chat
  // Of providers of SMS.
  std::string account;  // kannel: username; twilio: AC…; aliyun, tencent: id of the key
  std::string from;     // the number, name or 签名 that the reader sees
  std::string service;  // twilio: MG…, chooses among numbers; tencent: SmsSdkAppId
  std::vector<channels::SmsTemplate> templates;  // aliyun, tencent: approved ones
  std::vector<std::string> prefixes;             // of the numbers that it carries; empty: all
  std::string callback_url;                      // where it reaches us, where that is not `public_url`
  bool can_receive = true;                       // else nobody is asked by SMS
  int per_second = 30;
};

struct PersonSettings {
  domain::StaffId staff;
  std::string token_hash;  // SHA-256 of the token, in hex
};

struct ConsoleSettings {
  std::vector<PersonSettings> people;
};

struct NoticeSettings {
  int approval_above = 500;  // recipients
  double per_segment = 0;    // what a part of an SMS costs; 0: not said
  std::string currency = "CNY";
  int most_parts = 10;              // of one SMS
  std::filesystem::path templates;  // of the desk's own, beside the shipped ones
};

struct DeskSettings {
  domain::DeskId id{"desk"};
  std::filesystem::path kinds, trades, phrases, lexicon, calendars;  // empty: the shipped ones
  std::vector<domain::Site> sites;
  domain::Manners manners;
  NoticeSettings notices;
};

struct Settings {
  std::string listen = "127.0.0.1:8080";
  std::filesystem::path unix_socket;
  net::TrustedProxies trusted_proxies;
  std::string public_url;
  std::optional<TlsSettings> tls;
  std::filesystem::path data{"data"};
  RedisSettings redis;
  int threads = 0;  // 0: one a core, less one that is left to a Redis on this machine
  std::string log = "info";
  LimitSettings limits;
  std::vector<ChannelSettings> channels;
  ConsoleSettings console;
  DeskSettings desk;
  bool playground = false;
  std::vector<std::string> playground_residents;  // phones of those whose part may be played
};

template <>
const Table<TlsSettings>& table_of();
template <>
const Table<RedisSettings>& table_of();
template <>
const Table<LimitSettings>& table_of();
template <>
const Table<channels::SmsTemplate>& table_of();
template <>
const Table<ChannelSettings>& table_of();
template <>
const Table<PersonSettings>& table_of();
template <>
const Table<ConsoleSettings>& table_of();
template <>
const Table<domain::Site>& table_of();
template <>
const Table<domain::Manners>& table_of();
template <>
const Table<NoticeSettings>& table_of();
template <>
const Table<DeskSettings>& table_of();
template <>
const Table<Settings>& table_of();

// Nothing when something in it is wrong: `problems` says what.
std::optional<Settings> read_settings(const std::filesystem::path& file, Problems& problems);

}  // namespace steward::app

template <>
struct steward::domain::Spellings<steward::app::ChannelType> {
  static constexpr std::array<Spelling<app::ChannelType>, 8> table{{
      {app::ChannelType::telegram, "telegram"},
      {app::ChannelType::webhook, "webhook"},
      {app::ChannelType::web, "web"},
      {app::ChannelType::sms_board, "sms_board"},
      {app::ChannelType::kannel, "kannel"},
      {app::ChannelType::twilio, "twilio"},
      {app::ChannelType::aliyun, "aliyun"},
      {app::ChannelType::tencent, "tencent"},
  }};
};
