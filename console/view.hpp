#pragma once
// What the API says of the desk's documents, as JSON. Phones are masked: whoever wants one asks for it, and
// that is logged.

#include "console/asking.hpp"

#include <nlohmann/json_fwd.hpp>

namespace steward::console::view {

using nlohmann::json;

json staff(const Asking& who, const domain::StaffId& id);  // {"id", "name"}, null for nobody
json media(const std::vector<domain::Media>& media);
json order(const Asking& who, const domain::WorkOrder& order, const domain::Words* words);
json whole_order(const Asking& who, const domain::WorkOrder& order, const domain::Words* words);
// The life of each message about it, as it ended or as it waits.
json messages(const Asking& who, const domain::WorkOrder& order, const std::vector<storage::MessageEnd>& ends,
              const std::vector<storage::WaitingMessage>& waiting);
// Those among the residents in `seen` who live there.
json household(const Asking& who, const domain::WorkOrder& order, const domain::Snapshot& seen);
json conversation(const Asking& who, const domain::Conversation& conversation, domain::Instant now);
// What was sent to this phone by SMS.
void add_texts(json& texts, const std::string& phone, const std::vector<storage::ThreadLine>& lines,
               const domain::Zone& zone);
json thread_line(const Asking& who, const storage::ThreadLine& line, const domain::Zone& zone);
// A line of the register of notices; and all of one, with how far its copies are.
json notice(const Asking& who, const domain::Notice& notice);
json whole_notice(const Asking& who, const domain::Notice& notice, const notices::Prices& prices,
                  const storage::Store::NoticeCopies& copies);
json features(const domain::Features& features);
json time(domain::Instant at, const domain::Zone& zone);
json time(const std::optional<domain::Instant>& at, const domain::Zone& zone);

// Broken UTF-8 in a document must not cost the answer.
std::string dumped(const json& value);

}  // namespace steward::console::view
