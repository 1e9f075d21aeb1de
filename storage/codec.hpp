#pragma once
// Documents, messages and reference as they stand in the store: JSON with short keys. Nothing here knows
// where it is kept. What does not parse is the error "unreadable"; the detail says what it is, why not, and
// where.

#include "domain/commit.hpp"
#include "domain/documents.hpp"
#include "domain/message.hpp"
#include "domain/reference.hpp"
#include "net/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace steward::storage {

using net::Result;

// A document larger than this was not written by us.
inline constexpr size_t largest_document = 4 << 20;

void encode(std::string& out, const domain::Document& document);
Result<domain::Document> decode(const domain::DocumentKey& key, std::string_view text);

void encode(std::string& out, const domain::OutMessage& message);
Result<domain::OutMessage> decode_message(const std::string& id, const domain::AccountId& to,
                                          std::string_view text);

void encode(std::string& out, const domain::ThreadEntry& entry);
Result<domain::ThreadEntry> decode_thread_entry(std::string_view text);

void encode(std::string& out, const domain::Fact& fact);
Result<std::vector<domain::Fact>> decode_facts(const std::vector<std::string>& lines);

// Staff, shifts and storms change together; the units, of which there are many, by themselves.
std::string encode_people(const domain::Reference& reference);
std::string encode_units(const domain::Reference& reference);
Result<void> decode_people(std::string_view text, domain::Reference& into);
Result<void> decode_units(std::string_view text, domain::Reference& into);

// "order ABC123": how a document is named in errors and logs. An account is named by its channel alone.
std::string name_of(const domain::DocumentKey& key);

}  // namespace steward::storage
