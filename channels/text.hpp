#pragma once
// Texts as platforms count and cut them: in code points of UTF-8 that has been checked already.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace steward::channels {

// What a person may send in one message; more is cut off.
inline constexpr size_t longest_incoming_text = 4000;

size_t count_code_points(std::string_view text);
std::string_view first_code_points(std::string_view text, size_t count);

// Without control characters other than line breaks and tabs, at most `longest` code points.
std::string cleaned(std::string_view text, size_t longest = longest_incoming_text);

// Pieces of at most `longest` code points, cut at a line, else at a space or a full stop, else anywhere but
// inside a character. All of the text is in them, but for the spaces and line breaks at the cuts.
std::vector<std::string_view> pieces(std::string_view text, size_t longest);

// The number of the order that a text of ours names: six of Crockford's letters and digits standing alone.
// Empty when there is none. A quoted message says by it what it was about, so nothing needs to be remembered.
std::string_view order_number_in(std::string_view text);

// Letters, digits and -_.:=@+ only, of 1 to `longest` bytes: what may become part of an id.
bool is_plain_id(std::string_view text, size_t longest = 128);

}  // namespace steward::channels
