#include "app/commands.hpp"

#include <fmt/format.h>

#include <iostream>

#include "app/did_you_mean.hpp"
#include "app/version.hpp"

namespace steward::app {
namespace {

constexpr Option config_option{"--config", "FILE", "the configuration"};

std::string overview() {
  std::string text =
      "usage: steward COMMAND …\n\nThe front desk of a residential property company.\n\ncommands:\n";
  for (const Command& command : commands()) {
    const std::string_view first_line = command.words.substr(0, command.words.find('\n'));
    text += fmt::format("  {:<12}{}\n", command.name, first_line);
  }
  return text +
         "\n  --version   versions of this program and of what it is built on\n"
         "  --help      this page; `steward COMMAND --help` has more\n";
}

}  // namespace

const std::vector<Command>& commands() {
  // clang-format off
  static const std::vector<Command> table{
      {"serve", "--config FILE [--role ROLE,…] [--listen ADDRESS]",
       "Runs the desk until it is told to end (SIGTERM). SIGHUP reads the configuration again.\n"
       "Roles are bot, notifier, scheduler and console; without --role all of them.",
       {config_option,
        {"--role", "ROLES", "only these, with commas between them"},
        {"--listen", "ADDRESS", "instead of the configuration's: 127.0.0.1:8081; empty: nowhere"}},
       "  steward serve --config /etc/steward/steward.json\n  steward serve --config steward.json --role bot,console",
       serve},
      {"demo", "[--story] [--data DIR] [--port N]",
       "Starts a sample desk with its playground: everybody's phone side by side.\n"
       "The data folder survives; the next start goes on where it was.",
       {{"--story", "", "plays a burst pipe from the message to done in the terminal, and ends"},
        {"--data", "DIR", "where the desk is kept; else data/demo, and nowhere with --story"},
        {"--port", "N", "of the playground; else 8080, or any where that is taken"}},
       "  steward demo\n  steward demo --story",
       start_demo},
      {"check", "--config FILE",
       "Checks a whole configuration and says what is wrong, by file and line.",
       {config_option},
       "  steward check --config /etc/steward/steward.json",
       check},
      {"import", "units|residents|staff|roster FILE.csv --config FILE [--apply]",
       "Brings the register in from a spreadsheet: shows what would change, writes it with --apply.\n"
       "All of it is written or nothing. A second import updates; staff and roster are replaced as a whole.\n"
       "\n"
       "The file is CSV in UTF-8 with commas; its first line names the columns (in brackets: may be left out):\n"
       "  units      unit, building, [entrance], [floor], [site]\n"
       "  residents  phone, name, unit, [role: owner, tenant or family], [language: zh-Hans, zh-Hant or en]\n"
       "  staff      id, name, phone, department, role: front_desk, technician, head or manager, [trades],\n"
       "             [capacity], [sites]\n"
       "  roster     staff, days: Mon-Fri, Sat Sun, 2026-03-05, 2026-03-05..2026-03-08 or \"2026-03-05 +8\",\n"
       "             from, to: 20:00; from: off\n"
       "docs/import.md explains them; config/demo/ has an example of each.",
       {config_option, {"--apply", "", "writes it"}},
       "  steward import units units.csv --config steward.json\n"
       "  steward import residents residents.csv --config steward.json --apply",
       import},
      {"troubles", "[retry ID | drop ID] --config FILE",
       "Lists events that could not be decided, with their reason and the text that came in.\n"
       "`retry` has one decided again once the cause is mended; `drop` gives it up.",
       {config_option},
       "  steward troubles --config steward.json\n  steward troubles retry 7K3M9Q2ABC --config steward.json",
       troubles},
      {"outbox",
       "[list [--limit N] [--format text|json] | requeue|drop ID… | requeue|drop --reason REASON] --config FILE",
       "Lists the messages that wait to be sent, with what they wait for, and those that nobody received.\n"
       "`requeue` puts one of the latter back to be sent, `drop` gives it up; with --reason all of them that\n"
       "failed for it, after an outage say.",
       {config_option,
        {"--limit", "N", "of each lane (urgent, normal, bulk) as many recipients at most; else 50"},
        {"--format", "FORMAT", "text, or json (names that stay)"},
        {"--reason", "REASON", "as it is listed: unreachable"}},
       "  steward outbox --config steward.json\n"
       "  steward outbox requeue 7K3M9Q2ABC-1 --config steward.json\n"
       "  steward outbox requeue --reason unreachable --config steward.json",
       outbox_of},
      {"timers", "[--order ID] [--resident PHONE_OR_ACCOUNT] [--site ID] [--limit N] [--format text|json] --config FILE",
       "Lists what is going to happen by itself, and when: of an order, a resident, a site, or the whole desk.\n"
       "What is overdue is marked; what was set aside because it could not be decided comes last.",
       {config_option,
        {"--order", "ID", "of this order"},
        {"--resident", "WHO", "a phone, or an account as in telegram:12345: their orders and their conversation"},
        {"--site", "ID", "of this site; as in the configuration"},
        {"--limit", "N", "as many at most, the soonest first; else 50"},
        {"--format", "FORMAT", "text, or json (names that stay)"}},
       "  steward timers --order 7K3M9Q --config steward.json\n"
       "  steward timers --site donghu --limit 200 --format json --config steward.json",
       list_timers},
      {"storm", "--site ID [--on --reason typhoon|rainstorm [--until TIME] | --off] --config FILE",
       "Calls a typhoon or rainstorm at a site, or calls it off; without --on and --off it says what is on.\n"
       "While it is on what can wait stands still, hazards run on, and residents hear who is on duty.",
       {config_option,
        {"--site", "ID", "where; as in the configuration"},
        {"--on", "", "what can wait stands still"},
        {"--reason", "REASON", "typhoon or rainstorm"},
        {"--until", "TIME", "as far as is known, 2026-07-21T20:00:00+08:00; said to staff, it ends nothing by itself"},
        {"--off", "", "what waited goes on"}},
       "  steward storm --site donghu --on --reason typhoon --config steward.json\n"
       "  steward storm --site donghu --off --config steward.json",
       switch_storm},
      {"notice",
       "compose --file NAME --site ID --by STAFF [--set NAME=VALUE …] [AUDIENCE] | "
       "send|approve|pause|resume|cancel|retry ID --by STAFF | show|page ID | list --config FILE",
       "Notices to many by chat and SMS. `compose` gathers everybody whom it is for and shows how many can be\n"
       "reached how, and what it would cost; `send` sends it, at a time and a pace, once a second person has\n"
       "approved a large one; a running service carries it out. `pause`, `resume` and `cancel` take effect at once,\n"
       "`retry` is for those whom it failed to reach. `show` says how far it is, `list` is the register of all,\n"
       "`page` prints one to be posted. docs/notices.md explains it.\n"
       "\n"
       "The audience is everybody of the site, or those of them to whom what is given applies.",
       {config_option,
        {"--file", "NAME", "compose: what it says, a file or a shipped one: water_cut, power_cut, lift_maintenance"},
        {"--set", "NAME=VALUE", "compose: fills {NAME}; once for each"},
        {"--site", "ID", "compose: whose residents; list: of which site"},
        {"--building", "B", "compose: of this building"},
        {"--entrance", "E", "compose: of this entrance"},
        {"--floor", "N", "compose: of this floor"},
        {"--units", "U,U…", "compose: of these units"},
        {"--list", "FILE.csv", "compose: of a list with a column unit or phone"},
        {"--orders", "N,N…", "compose: whoever reported these orders"},
        {"--corrects", "ID", "compose: an earlier notice that this one corrects or follows"},
        {"--by", "STAFF", "who does it; as in staff.csv"},
        {"--at", "TIME", "send: not before, 2026-03-03T09:00:00+08:00"},
        {"--per-minute", "N", "send: how many a minute; else as fast as the providers take it"},
        {"--wait", "", "send: shows how far it is until it is done"},
        {"--class", "CLASS", "list: of this class only"},
        {"--find", "WORDS", "list: whose title or text has these words"},
        {"--csv", "", "list, show: as a spreadsheet"}},
       "  steward notice compose --file water_cut --site donghu --building 3 --set from=9:00 --set to=17:00 \\\n"
       "    --set where=3栋 --set reason=管道维修 --by fang --config steward.json\n"
       "  steward notice send 7K3M9Q --by fang --wait --config steward.json",
       notice},
      {"meeting",
       "--site ID [--at TIME --about WORDS --place WORDS [--training] [--department D | --staff ID,…] | --off ID] "
       "--config FILE",
       "Calls a meeting or a training: staff are told at once, and reminded half an hour ahead.\n"
       "Everybody who serves the site, of a department, or those named. Without --at and --off it says what is to come;\n"
       "--off withdraws the reminders and tells whoever was to come.",
       {config_option,
        {"--site", "ID", "where; as in the configuration"},
        {"--at", "TIME", "when it begins, 2026-03-03T14:00:00+08:00"},
        {"--about", "WORDS", "what it is about"},
        {"--place", "WORDS", "the room"},
        {"--training", "", "it is a training"},
        {"--department", "D", "of this department; as in staff.csv"},
        {"--staff", "ID,ID…", "these; as in staff.csv"},
        {"--off", "ID", "this one is called off"}},
       "  steward meeting --site donghu --at 2026-03-03T14:00:00+08:00 --about 消防演练 --place 会议室 --training \\\n"
       "    --department engineering --config steward.json\n"
       "  steward meeting --site donghu --config steward.json",
       call_meeting},
      {"segments", "[TEXT] [--signature NAME] [--json]",
       "How many parts of SMS a text is billed as: its encoding, the parts, and the units that it takes.\n"
       "Without TEXT one row for each line of standard input. An extension character of GSM-7 takes two units, an\n"
       "emoji two or more of UCS-2; nothing is cut in the middle of a character. docs/sms.md has the limits.",
       {{"--signature", "NAME", "as in mainland China: with 【NAME】 in front, and every character in UCS-2"},
        {"--json", "", "one JSON per row (names that stay)"}},
       "  steward segments 'Water is off from 9:00 to 17:00'\n"
       "  steward segments --signature 示例物业 --json < texts.txt",
       segments},
      {"report", "day|week|month|quarter --site ID [--of DAY] [--format json|csv|html|pdf] --config FILE",
       "Prints the figures of a period: what was received and done, how fast, and what residents said of it.\n"
       "Weeks begin on Monday; days are those of the site's time zone. An order counts on the day on which it was\n"
       "done, with all that became of it since, so the shares of a period still grow while answers come in.\n"
       "docs/reports.md explains each figure.",
       {config_option,
        {"--site", "ID", "whose; as in the configuration"},
        {"--of", "DAY", "the period that holds this day, 2026-03-03; else the last one that is over"},
        {"--format", "FORMAT", "json (names that stay), csv (for Excel), html (a page on A4 without names, to be posted), pdf (where Chromium is)"}},
       "  steward report day --site donghu --of 2026-03-03 --config steward.json\n"
       "  steward report quarter --site donghu --format html --config steward.json > quarter.html",
       report_figures},
      {"plan", "list [--format text|json] | import FILE.json [--apply] | end ID --config FILE",
       "Follow-up plans: whom the desk asks how it was, from when until when, about what, by what means.\n"
       "`list` shows each with what became of it; `import` brings them in from a file, or changes them; `end`\n"
       "asks nobody more. docs/follow_up.md explains them; config/demo/plans.json has an example of each sort.",
       {config_option,
        {"--apply", "", "writes what is imported"},
        {"--format", "FORMAT", "of the list: text or json"}},
       "  steward plan list --config steward.json\n"
       "  steward plan import plans.json --config steward.json --apply",
       plan},
      {"attendance", "--site ID --month MONTH [--format csv|json] --config FILE",
       "Prints who was there in a month, by person and day.\n"
       "A row tells the shift as it was rostered, with swaps, the first and the last thing they did in it, the orders\n"
       "they finished, and whether they did nothing at all.\n"
       "What was done outside of shifts stands in rows without one. docs/reports.md has more.",
       {config_option,
        {"--site", "ID", "whose; as in the configuration"},
        {"--month", "MONTH", "2026-03"},
        {"--format", "FORMAT", "csv (for Excel, else) or json"}},
       "  steward attendance --site donghu --month 2026-03 --config steward.json > march.csv",
       attendance},
      {"understand", "TEXT [--at TIME] | --tsv FILE | --jsonl FILE [--config FILE]",
       "What the desk would make of a message, as JSON.\n"
       "With --tsv one row per row of FILE (its column `text`), with the columns text, intent, trade, hazard,\n"
       "unit and phone; with --jsonl one JSON per line, whose times are seen from `reference`.",
       {{"--config", "FILE", "whose words are used; else the shipped ones"},
        {"--tsv", "FILE", "messages, a row each"},
        {"--jsonl", "FILE", "messages with `text` and `reference`, a line each"},
        {"--at", "TIME", "when TEXT was written, local time: 2026-03-03T09:00:00; else now"}},
       "  steward understand '3栋2单元501 厨房水管爆了'\n  steward understand --tsv messages.tsv",
       understand},
      {"rehearse", "[--site DIR] [--only WORDS] [--verbose] FILE…",
       "Plays stories and says where the desk behaves otherwise than told.\n"
       "The last line counts them: `stories: N played, M as told`.",
       {{"--site", "DIR", "units.csv, residents.csv, staff.csv, roster.csv and, where it is there, steward.json"},
        {"--verbose", "", "shows every story as it was played, to its end"},
        {"--only", "WORDS", "plays the stories whose title holds these words"}},
       "  steward rehearse stories/*.jsonl\n  steward rehearse --site my-desk --verbose my-desk/repair.jsonl",
       rehearse},
      {"token", "",
       "Makes a token to sign in at the board with, and its hash for the configuration.",
       {}, "  steward token", make_token},
      {"config", "--reference",
       "Prints the reference of everything that can be configured.",
       {{"--reference", "", "as a page in Markdown"}},
       "  steward config --reference > configuration.md",
       show_config},
  };
  // clang-format on
  return table;
}

int run_command_line(const std::vector<std::string>& words) {
  if (words.empty()) {
    std::cerr << overview();
    return misused;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    std::cout << overview();
    return all_well;
  }
  if (words[0] == "--version") {
    std::cout << versions();
    return all_well;
  }
  std::vector<std::string> known;
  for (const Command& command : commands()) {
    known.emplace_back(command.name);
    if (command.name != words[0]) continue;
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    for (const std::string& word : rest)
      if (word == "--help" || word == "-h") {
        std::cout << command.help();
        return all_well;
      }
    std::string wrong;
    const auto arguments = command.read(rest, wrong);
    return arguments ? command.run(*arguments) : misuse(wrong + "\n" + command.help());
  }
  return misuse("unknown command \"" + words[0] + "\"" + did_you_mean(words[0], known) + "\n\n" + overview());
}

}  // namespace steward::app
