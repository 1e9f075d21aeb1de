// steward config --reference: the page that explains every setting, from the tables that read them.

#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/desk_files.hpp"
#include "app/settings.hpp"

namespace steward::app {
namespace {

std::string cell(std::string text) {
  for (size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, 1, '\\');
  return text;
}

template <class Owner>
void print_section(const std::string& title, const std::string& words) {
  std::cout << fmt::format("\n## {}\n{}\n\n| key | value | shipped | means |\n| --- | --- | --- | --- |\n",
                           title, words);
  for (const Field<Owner>& row : table_of<Owner>()) {
    const std::string shipped = row.need == Need::required                     ? "must be given"
                                : row.shipped.empty() || row.shipped == "\"\"" ? ""
                                                                               : "`" + row.shipped + "`";
    std::cout << fmt::format("| `{}` | {} | {} | {} |\n", row.name, cell(row.type), cell(shipped),
                             cell(row.words));
  }
}

}  // namespace

int show_config(const Arguments& arguments) {
  if (!arguments.has("--reference") || !arguments.plain().empty())
    return misuse("usage: steward config --reference");
  std::cout
      << "# Configuration\n"
         "JSON with // comments. Paths are seen from the file's folder; durations are ISO 8601 (\"PT10M\", "
         "\"P1D\"); secrets come from files or the environment only. `steward check --config FILE` reads "
         "all of it and names what is wrong by file and line. This page is what `steward config "
         "--reference` prints.\n\n"
         "SIGHUP makes a running service read all of it again; what does not check changes nothing. It takes "
         "`log`, everything under `desk` but its `id` (sites, manners, kinds, trades, phrases and lexicon) "
         "and what stands in the files of `tls`. The rest waits for a restart: `listen`, `unix_socket`, "
         "`trusted_proxies`, `public_url`, the paths of `tls`, `data`, `redis`, `threads`, `limits`, "
         "`channels`, `console` (the people and their tokens), `desk.id` and `playground`; where one of them "
         "differs, the log warns `needs_restart` and names it.\n\n"
         "Behind a proxy every request comes from the proxy's address, so what one address may do (the web "
         "chat's limits, `connections_per_address`) they may only do together. Name the proxy in "
         "`trusted_proxies`: a client's address is then the last one in X-Forwarded-For that is not such a "
         "proxy's itself, and the proxy's connections are not counted. Caddy writes that header of its own "
         "accord, nginx with `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`. From anybody "
         "else it is not read. An IPv6 client counts by its /64.\n";
  print_section<Settings>("The file", "What `--config` names.");
  print_section<TlsSettings>("`tls`", "HTTPS without a proxy in front.");
  print_section<RedisSettings>("`redis`", "Without a `url` a private server is started in the data folder.");
  print_section<LimitSettings>("`limits`", "What one client may cost.");
  print_section<ChannelSettings>("`channels`", "Each an account of ours on a platform.");
  print_section<channels::SmsTemplate>(
      "`templates` of a channel",
      "Providers in mainland China send approved templates only: which of them says what.");
  print_section<ConsoleSettings>("`console`", "The board.");
  print_section<PersonSettings>("`console.people`", "Who may sign in.");
  print_section<DeskSettings>("`desk`", "The desk: a company or a branch of it.");
  print_section<domain::Site>("`desk.sites`", "The estates it serves.");
  print_section<domain::WorkingCalendar>("`working` of a site",
                                         "What can wait is counted by it. A file of holidays is {\"2027\": "
                                         "{\"off\": [\"10-01..10-07\"], \"worked\": "
                                         "[\"10-09\"]}}: days off, and weekend days worked for them, as a "
                                         "Monday is. `steward check` warns where a year is "
                                         "missing.");
  print_section<domain::Manners>("`desk.manners`", "Its clocks and hours.");
  print_section<NoticeSettings>("`desk.notices`", "See notices.md.");
  print_section<domain::Kind>("Kinds of order", "A file each in `desk.kinds`; the file's name is the kind.");
  print_section<domain::Trade>("Trades", "The list `trades` in the file `desk.trades`.");
  return all_well;
}

}  // namespace steward::app
