#include "domain/documents.hpp"

#include "domain/fingerprint.hpp"

namespace steward::domain {

ResidentId resident_id_of(std::string_view phone) { return ResidentId{fingerprint(phone, 10)}; }

DocumentKey key_of(const OrderId& id) { return {DocumentType::order, id.value}; }
DocumentKey words_key_of(const OrderId& id) { return {DocumentType::words, id.value}; }
DocumentKey key_of(const AccountId& id) { return {DocumentType::conversation, id.value}; }
DocumentKey key_of(const ResidentId& id) { return {DocumentType::resident, id.value}; }
DocumentKey key_of(const PlanId& id) { return {DocumentType::plan, id.value}; }
DocumentKey key_of(const NoticeId& id) { return {DocumentType::notice, id.value}; }

namespace {
DocumentKey key_for(const WorkOrder& order) { return key_of(order.id); }
DocumentKey key_for(const Words& words) { return words_key_of(words.order); }
DocumentKey key_for(const Conversation& conversation) { return key_of(conversation.account); }
DocumentKey key_for(const Resident& resident) { return key_of(resident.id); }
DocumentKey key_for(const Plan& plan) { return key_of(plan.id); }
DocumentKey key_for(const Notice& notice) { return key_of(notice.id); }
}  // namespace

DocumentKey key_of(const Document& document) {
  return std::visit([](const auto& one) { return key_for(one); }, document);
}

}  // namespace steward::domain
