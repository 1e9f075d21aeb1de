#pragma once
// The files of the pages: in the program itself, or in a folder while somebody works on them.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace steward::console {

struct EmbeddedFile {
  std::string_view name, bytes;
};
// Written by cmake/embed.cmake from console/page/.
std::span<const EmbeddedFile> embedded_files();

struct PageFile {
  std::string bytes;
  std::string_view type;
  std::string etag;  // with its quotes
};

class Page {
 public:
  explicit Page(std::string folder);  // empty: the embedded ones
  std::optional<PageFile> find(std::string_view name) const;

 private:
  std::string folder_;
  std::vector<std::string> names_;  // what the folder holds: nothing else is read
};

}  // namespace steward::console
