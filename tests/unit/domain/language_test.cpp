// In which language somebody is written to: that of their app, until they have written a whole sentence.

#include <gtest/gtest.h>

#include "desk_under_test.hpp"

namespace steward::domain {
namespace {

class LanguageOfAConversation : public testing::Test {
 protected:
  // What the desk answers in.
  Language after(Language written, bool is_whole_sentence, std::optional<Language> app = {}) {
    MessageReceived message;
    message.from = AccountId{"web:bob"};
    message.text = "hi";
    message.written_at = desk.now;
    message.profile_language = app;
    message.features = says(Intent::greeting);
    message.features.language = written;
    message.features.is_whole_sentence = is_whole_sentence;
    desk.handle({"hi:" + std::to_string(++count_), std::move(message), {}});
    return desk.take_letters().front().language;
  }
  DeskUnderTest desk;
  int count_ = 0;
};

TEST_F(LanguageOfAConversation, begins_as_that_of_the_site) {
  EXPECT_EQ(after(Language::en, false), Language::zh_hans);
  EXPECT_EQ(after(Language::en, true), Language::en);
}

TEST_F(LanguageOfAConversation, is_guessed_from_the_app_until_the_first_whole_sentence) {
  EXPECT_EQ(after(Language::zh_hans, false, Language::en), Language::en);
  EXPECT_EQ(after(Language::zh_hant, true, Language::en), Language::zh_hant);
  EXPECT_EQ(after(Language::en, false, Language::en), Language::zh_hant);
}

TEST_F(LanguageOfAConversation, is_changed_by_two_whole_sentences) {
  EXPECT_EQ(after(Language::zh_hans, true), Language::zh_hans);
  EXPECT_EQ(after(Language::en, true), Language::zh_hans);
  EXPECT_EQ(after(Language::en, true), Language::en);
}

}  // namespace
}  // namespace steward::domain
