#pragma once
// How the API spells what the domain only numbers: what happened to an order, and what staff do to one.

#include "domain/documents.hpp"
#include "domain/features.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace steward::console {

std::string_view name_of(domain::Happened what);
std::string_view name_of(domain::Media::Form form);
std::string_view name_of(domain::Answer answer);
std::string_view name_of(domain::StaffVerb verb);
// A conversation as pages know it: the account itself may be a phone number.
std::string conversation_ref(const domain::AccountId& account);
std::string channel_of(const domain::AccountId& account);

std::optional<domain::StaffVerb> verb_named(std::string_view name);

}  // namespace steward::console
