#include "bench/intake/recording.hpp"

#include "bench/intake/resp.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>

namespace steward::bench {
namespace {

constexpr std::string_view mark = "resident-";
constexpr size_t digits = 6;
constexpr int most_residents = 1'000'000;

std::optional<int> resident_in(std::string_view command) {
  auto at = command.find(mark);
  if (at == std::string_view::npos || at + mark.size() + digits > command.size()) return std::nullopt;
  int resident = 0;
  const char* first = command.data() + at + mark.size();
  if (std::from_chars(first, first + digits, resident).ptr != first + digits) return std::nullopt;
  return resident;
}

bool is_commit(std::string_view command) {
  return resp_argument(command, 0) == "EVALSHA" || resp_argument(command, 0) == "EVAL";
}
bool is_time(std::string_view command) { return resp_argument(command, 0) == "TIME"; }

std::string_view joined(std::string_view first, std::string_view next) {
  return {first.data(), static_cast<size_t>(next.data() + next.size() - first.data())};
}

}  // namespace

Recording::Recording(const std::filesystem::path& folder) : order_of_resident_(most_residents, -1) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  files_.reserve(paths.size());
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    files_.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    read(files_.back());
  }
}

// A command that names a resident belongs to that resident's order, and so do those behind it that name
// nobody: how busy the staff are, a list. A read begins with TIME. The commit stands alone, for it waits for
// what was read.
void Recording::read(std::string_view file) {
  Trip* open = nullptr;
  int resident_of_open = -1;
  std::string_view ahead;  // a TIME that belongs to what follows it
  while (!file.empty()) {
    const size_t size = resp_size(file);
    if (size == 0) return;  // cut off in the middle of a command
    const std::string_view command = file.substr(0, size);
    file.remove_prefix(size);
    if (resp_argument(command, 0) == "EVAL") scripts_.emplace_back(resp_argument(command, 1));
    if (resp_argument(command, 0) == "SCRIPT") scripts_.emplace_back(resp_argument(command, 2));
    if (is_time(command)) {
      ahead = command;
      open = nullptr;
      continue;
    }
    const auto resident = resident_in(command);
    if (!resident && is_commit(command)) {  // of a queue: nobody's
      open = nullptr;
      ahead = {};
      continue;
    }
    const bool goes_on = open && (!resident || (*resident == resident_of_open && !is_commit(command)));
    if (goes_on) {
      open->bytes = joined(open->bytes, command);
      ++open->replies;
    } else if (resident) {
      const std::string_view first = ahead.empty() ? command : joined(ahead, command);
      open = &order_of(*resident).emplace_back(Trip{first, ahead.empty() ? 1 : 2});
      resident_of_open = *resident;
    }
    ahead = {};
  }
}

std::vector<Trip>& Recording::order_of(int resident) {
  int& order = order_of_resident_.at(static_cast<size_t>(resident));
  if (order < 0) {
    order = static_cast<int>(orders_.size());
    orders_.emplace_back();
  }
  return orders_[static_cast<size_t>(order)];
}

}  // namespace steward::bench
