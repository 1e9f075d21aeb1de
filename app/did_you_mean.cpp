#include "app/did_you_mean.hpp"

#include <algorithm>
#include <numeric>

namespace steward::app {
namespace {

// Letters to add, drop, change or swap with their neighbour.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  std::iota(cost[0].begin(), cost[0].end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view written, const std::vector<std::string>& known) {
  if (written.size() > 64) return std::nullopt;
  std::optional<std::string> best;
  size_t least = std::max<size_t>(1, written.size() / 3) + 1;
  for (const std::string& word : known) {
    const size_t away = distance(written, word);
    if (away >= least) continue;
    least = away;
    best = word;
  }
  return best;
}

std::string did_you_mean(std::string_view written, const std::vector<std::string>& known) {
  const auto meant = nearest(written, known);
  return meant ? "; did you mean \"" + *meant + "\"?" : std::string();
}

std::string one_of(const std::vector<std::string>& words) {
  std::string text = words.size() > 1 ? "one of " : "";
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += "\"" + words[i] + "\"";
  }
  return text;
}

}  // namespace steward::app
