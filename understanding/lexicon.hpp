#pragma once
// The words the desk understands, by label and weight, from config/lexicon/*.json. Files are read in the
// order of their names and add up, so that a desk may put a file of its own beside ours.

#include <filesystem>
#include <memory>
#include <string>
#include <variant>

namespace steward::understanding {

class CompiledLexicon;

// Cheap to copy, immutable, shared between threads.
struct Lexicon {
  std::shared_ptr<const CompiledLexicon> compiled;
};

struct LexiconError {
  std::string file;
  int line = 0;  // 0: the file as a whole
  std::string what;
};

std::variant<Lexicon, LexiconError> load_lexicon(const std::filesystem::path& folder);

}  // namespace steward::understanding
