#pragma once
// The shipped lexicon, loaded once, and the tables of labelled texts beside this file.

#include <string>
#include <vector>

#include "understanding/understanding.hpp"

namespace steward::understanding {

// Written on Tuesday, 3 March 2026, at nine in the morning.
domain::LocalTime tuesday_morning();

const Understanding& shipped();
domain::Features understood(std::string_view text);

// The rows of a tab-separated table, its heading left out; every row has as many cells as the heading.
std::vector<std::vector<std::string>> rows_of(const std::string& table);

}  // namespace steward::understanding
