#pragma once
// The configuration in force: what was written, and what the roles work by, made of it. Immutable; a reload
// makes another one.

#include <filesystem>
#include <memory>

#include "app/settings.hpp"
#include "domain/phrasebook.hpp"
#include "domain/rules.hpp"
#include "notices/wording.hpp"

namespace steward::app {

struct Configuration {
  Settings settings;
  domain::Rules rules;
  domain::Phrasebook phrases;
  std::vector<notices::Template> notice_templates;  // shipped ones and the desk's own
};

// Everything the file names is read and checked; nothing when anything is wrong, and `problems` says all of
// it.
std::shared_ptr<const Configuration> load_configuration(const std::filesystem::path& file,
                                                        Problems& problems);

}  // namespace steward::app
