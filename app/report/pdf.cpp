#include "app/report/pdf.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "app/temporary_folder.hpp"

namespace steward::app::report {
namespace {

namespace fs = std::filesystem;

constexpr std::array browsers{"chromium", "chromium-browser", "google-chrome"};

std::vector<std::string> words_for(const std::string& browser, const fs::path& folder) {
  std::vector<std::string> words{browser,
                                 "--headless",
                                 "--disable-gpu",
                                 "--disable-dev-shm-usage",
                                 "--no-pdf-header-footer",
                                 "--user-data-dir=" + (folder / "profile").string(),
                                 "--print-to-pdf=" + (folder / "page.pdf").string(),
                                 "file://" + (folder / "page.html").string()};
  if (geteuid() == 0) words.insert(words.begin() + 1, "--no-sandbox");  // which it refuses to make as root
  return words;
}

// Whether that program is installed and ended well. What it says of itself is of no use to anybody here.
bool run(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  for (const int handle : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&quiet, handle, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failure = posix_spawnp(&child, pointers[0], &quiet, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&quiet);
  if (failure != 0) return false;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::optional<std::string> printed(const std::string& html) {
  const TemporaryFolder workshop("report");  // for the page, the browser's profile and what it prints
  std::ofstream(workshop.path() / "page.html", std::ios::binary) << html;
  for (const char* browser : browsers) {
    if (!run(words_for(browser, workshop.path()))) continue;
    std::ifstream file(workshop.path() / "page.pdf", std::ios::binary);
    std::string pdf(std::istreambuf_iterator<char>(file), {});
    if (pdf.starts_with("%PDF")) return pdf;
  }
  return std::nullopt;
}

}  // namespace steward::app::report
