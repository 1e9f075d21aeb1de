// What people get wrong in a configuration file, and what they are told: always the line, and what was meant.

#include "app/settings.hpp"

#include <gmock/gmock.h>

#include "temp_folder.hpp"

namespace steward::app {
namespace {

const char* site =
    R"({"id": "donghu", "name": "东湖新城", "phone": "0755-2600", "region": "CN", "zone": "Asia/Shanghai"})";

std::string with_desk(const std::string& rest) {
  return "{\n" + rest + "\"desk\": {\"id\": \"d\", \"sites\": [" + site + "]}}";
}

struct Mistake {
  const char* name;
  std::string text;
  int line;
  const char* told;
};

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, are_named_with_their_line) {
  const TempFolder folder;
  const auto file = folder.write("steward.json", GetParam().text);
  Problems problems;
  EXPECT_FALSE(read_settings(file, problems));
  ASSERT_FALSE(problems.empty());
  const Problem& first = problems.list().front();
  EXPECT_EQ(first.file, file.string());
  EXPECT_EQ(first.line, GetParam().line) << first.text;
  EXPECT_THAT(first.text, testing::HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Mistakes,
    testing::Values(
        Mistake{"unknown_key", with_desk("\"lisen\": \"x\",\n"), 2, "did you mean \"listen\"?"},
        Mistake{"no_comma", "{\n\"threads\": 2\n\"log\": \"info\"}", 3, "not JSON"},
        Mistake{"cut_off", "{\n\"threads\": 2", 2, "ends too early"},
        Mistake{"written_twice", "{\n\"threads\": 2,\n\"threads\": 3}", 3, "first on line 2"},
        Mistake{"text_for_number", with_desk("\"threads\": \"two\",\n"), 2,
                "must be a whole number, not \"two\""},
        Mistake{"number_too_small", with_desk("\"threads\": -1,\n"), 2, "from 0 on"},
        Mistake{"no_port", with_desk("\"listen\": \"localhost\",\n"), 2, "no address and port"},
        Mistake{
            "secret_in_the_open",
            with_desk("\"channels\": [{\"id\": \"tg\", \"type\": \"telegram\",\n\"token\": \"123:abc\"}],\n"),
            3, "does not stand in the configuration"},
        Mistake{"secret_file_missing",
                with_desk("\"channels\": [{\"id\": \"tg\", \"type\": \"telegram\",\n\"token\": {\"file\": "
                          "\"no\"}}],\n"),
                3, "cannot be read"},
        Mistake{"secret_variable_missing",
                with_desk("\"redis\": {\n\"password\": {\"env\": \"STEWARD_TEST_NOT_THERE\"}},\n"), 3,
                "no variable STEWARD_TEST_NOT_THERE"},
        Mistake{"channel_without_its_secret",
                with_desk("\"channels\": [\n{\"id\": \"other\", \"type\": \"webhook\"}],\n"), 3,
                "needs \"secret\""},
        Mistake{
            "two_channels_of_a_name",
            with_desk(
                "\"channels\": [{\"id\": \"a\", \"type\": \"web\"}, {\"id\": \"a\", \"type\": \"web\"}],\n"),
            2, "two channels have the id \"a\""},
        Mistake{"unknown_platform", with_desk("\"channels\": [{\"id\": \"a\",\n\"type\": \"pigeon\"}],\n"), 3,
                "none of the words known here"},
        Mistake{"no_desk", "{\n}", 1, "\"desk\" is missing"},
        Mistake{"no_zone",
                "{\"desk\": {\"id\": \"d\", \"sites\": [{\"id\": \"s\", \"name\": \"S\", \"phone\": \"1\",\n"
                "\"region\": \"CN\", \"zone\": \"Asia/Shanghei\"}]}}",
                2, "did you mean \"Asia/Shanghai\"?"},
        Mistake{
            "no_duration",
            "{\"desk\": {\"id\": \"d\",\n\"manners\": {\n\"offer_waits\": \"10 minutes\"}, \"sites\": []}}",
            3, "write \"PT90S\""},
        Mistake{"negative_duration",
                "{\"desk\": {\"id\": \"d\", \"manners\": {\n\"offer_waits\": \"PT-5M\"}}}", 2, "below 0"},
        Mistake{"clock_without_end",
                "{\"desk\": {\"id\": \"d\", \"manners\": {\n\"alert_again\": \"PT0S\"}}}", 2, "above 0"},
        Mistake{"nobody_may_connect", with_desk("\"limits\": {\n\"connections\": 0},\n"), 3, "above 0"},
        Mistake{"channel_of_no_site",
                with_desk("\"channels\": [\n{\"id\": \"web\", \"type\": \"web\", \"site\": \"dongho\"}],\n"),
                3, "no site \"dongho\"; did you mean \"donghu\"?"},
        Mistake{"no_hours", "{\"desk\": {\"id\": \"d\", \"manners\": {\n\"night\": \"22-7\"}}}", 2,
                "write \"22:00-07:00\""},
        Mistake{"proxy_by_name", with_desk("\"trusted_proxies\": [\"127.0.0.1\",\n\"localhost\"],\n"), 3,
                "write \"127.0.0.1\", \"10.0.0.0/8\""},
        Mistake{"proxy_and_prefix", with_desk("\"trusted_proxies\": [\n\"10.1.2.3/8\"],\n"), 3,
                "did you mean \"10.0.0.0/8\", or \"10.1.2.3\" alone?"},
        Mistake{"proxy_is_everybody", with_desk("\"trusted_proxies\": [\"0.0.0.0/0\"],\n"), 2,
                "is everybody"},
        Mistake{"proxies_in_no_list", with_desk("\"trusted_proxies\": \"127.0.0.1\",\n"), 2, "list"},
        Mistake{"no_sites", "{\"desk\": {\"id\": \"d\",\n\"sites\": []}}", 2, "at least one site"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Settings, are_read_with_comments_and_shipped_defaults) {
  const TempFolder folder;
  folder.write("secret", "123:abc\n");
  const auto file = folder.write("steward.json", with_desk(R"(
    // where we listen
    "listen": "0.0.0.0:443",
    "trusted_proxies": ["unix", "10.0.0.0/8"],
    "channels": [{"id": "tg", "type": "telegram", "token": {"file": "secret"}, "secret": {"file": "secret"}}],
  )"));
  Problems problems;
  const auto settings = read_settings(file, problems);
  ASSERT_TRUE(settings) << problems.to_text();
  EXPECT_EQ(settings->listen, "0.0.0.0:443");
  EXPECT_TRUE(settings->trusted_proxies.unix_socket);
  EXPECT_TRUE(settings->trusted_proxies.contains("10.9.8.7"));
  EXPECT_FALSE(settings->trusted_proxies.contains("127.0.0.1"));
  EXPECT_EQ(settings->channels.at(0).token.reveal(), "123:abc");
  EXPECT_EQ(settings->data, folder.path() / "data");
  EXPECT_EQ(settings->desk.manners.offer_waits, std::chrono::minutes(10));
  EXPECT_EQ(settings->desk.sites.at(0).zone.name, "Asia/Shanghai");
}

TEST(Settings, a_secret_that_everybody_can_read_is_warned_of) {
  const TempFolder folder;
  const auto secret = folder.write("secret", "123:abc\n");
  const auto file =
      folder.write("steward.json", with_desk("\"redis\": {\n\"password\": {\"file\": \"secret\"}},\n"));
  const auto warned = [&](std::filesystem::perms rights) {
    std::filesystem::permissions(secret, rights);
    Problems problems;
    EXPECT_TRUE(read_settings(file, problems)) << problems.to_text();
    return problems.warnings();
  };
  using std::filesystem::perms;
  EXPECT_TRUE(warned(perms::owner_read).empty());
  const auto warnings = warned(perms::owner_read | perms::others_read);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].line, 3);
  EXPECT_THAT(warnings[0].text, testing::HasSubstr("everybody on this machine can read the secret"));
}

TEST(Settings, all_problems_are_told_at_once) {
  const TempFolder folder;
  const auto file = folder.write("steward.json", "{\n\"lisen\": 1,\n\"threads\": \"x\"\n}");
  Problems problems;
  read_settings(file, problems);
  EXPECT_EQ(problems.size(), 3u) << problems.to_text();  // and the missing desk
}

}  // namespace
}  // namespace steward::app
