#include "app/rehearsal/player.hpp"

#include <stdexcept>

#include "app/rehearsal/checks.hpp"

namespace steward::app::rehearsal {
namespace {

class Player {
 public:
  Player(const Story& story, const Configuration& configuration, const Register& people)
      : story_(story), desk_(configuration, people, story) {}

  // False where the story went otherwise.
  bool step(const Step& step) try {
    std::visit([&](const auto& what) { play(what, step.line); }, step.what);
    copy_transcript();
    return is_as_told_;
  } catch (const std::exception& trouble) {
    copy_transcript();
    otherwise(step.line, trouble.what());
    return false;
  }

  Played finish() { return std::move(played_); }

 private:
  template <class What>
  void play(const What& what, int) {
    desk_.play(what);
  }

  void play(const Expects& expects, int line) {
    copy_transcript();
    const auto failures = check(expects, desk_, since_);
    since_ = desk_.heard().size();
    for (const std::string& failure : failures) otherwise(line, failure);
    if (failures.empty()) played_.transcript.push_back("    as told, line " + std::to_string(line));
  }

  void otherwise(int line, const std::string& text) {
    is_as_told_ = false;
    played_.otherwise.push_back({story_.file, line, text});
    played_.transcript.push_back("    OTHERWISE, line " + std::to_string(line) + ": " + text);
  }

  void copy_transcript() {
    for (; copied_ < desk_.transcript().size(); ++copied_)
      played_.transcript.push_back(desk_.transcript()[copied_]);
  }

  const Story& story_;
  Desk desk_;
  Played played_;
  size_t since_ = 0, copied_ = 0;
  bool is_as_told_ = true;
};

}  // namespace

Played play(const Story& story, const Configuration& configuration, const Register& people, bool to_the_end) {
  Player player(story, configuration, people);
  for (const Step& step : story.steps)
    if (!player.step(step) && !to_the_end) break;
  return player.finish();
}

}  // namespace steward::app::rehearsal
