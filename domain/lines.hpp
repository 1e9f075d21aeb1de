#pragma once
// The lines of a conversation: its orders in short, so that a message is weighed without loading them.

#include <string_view>
#include <vector>

#include "domain/documents.hpp"
#include "domain/features.hpp"
#include "domain/rules.hpp"

namespace steward::domain {

void sync_line(Conversation& talk, const WorkOrder& order, const Words& words);
// Drops the lines of orders that can no longer be reopened or linked.
void prune_lines(Conversation& talk, const Rules& rules, Instant now);

OrderLine* line_of(Conversation& talk, const OrderId& order);
bool is_open(const OrderLine& line);
// Done, and still within the time in which "it leaks again" is the same order.
bool is_in_grace(const OrderLine& line, const Rules& rules, Instant now);

// How much two matters speak of the same thing: shared pairs of characters, 0..1 of the shorter.
double likeness(std::string_view one, std::string_view other);
// The lines that a message may mean, best first; one only where it is clear.
std::vector<OrderLine*> lines_meant(std::vector<OrderLine*> candidates, const Features& heard);

}  // namespace steward::domain
