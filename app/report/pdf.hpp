#pragma once
// A page printed to PDF by the Chromium that is installed here. No font and no layout of our own: the page is
// HTML that prints well, and a browser prints it.

#include <optional>
#include <string>

namespace steward::app::report {

// Nothing where no Chromium is installed, or it printed nothing.
std::optional<std::string> printed(const std::string& html);

}  // namespace steward::app::report
