#pragma once
// Text -> what is meant. The one entry: no I/O, no clock, safe to call from any thread.

#include <memory>
#include <string_view>

#include "domain/features.hpp"
#include "understanding/lexicon.hpp"

namespace steward::understanding {

class Understanding {
 public:
  explicit Understanding(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Never throws on what is written; text that is not UTF-8 is repaired first. `written_at` is local to the
  // site.
  domain::Features understand(std::string_view text, domain::LocalTime written_at) const;

 private:
  Lexicon lexicon_;
};

}  // namespace steward::understanding
