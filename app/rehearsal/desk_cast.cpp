// The people of a story move in: the register is stored, accounts are bound.

#include "app/rehearsal/desk.hpp"
#include "app/run_on.hpp"
#include "domain/household.hpp"
#include "domain/projections.hpp"
#include "scheduler/standing_plans.hpp"

namespace steward::app::rehearsal {
namespace {

const domain::Resident& resident_of(const Register& people, const domain::UnitId& unit) {
  for (const auto& resident : people.residents)
    for (const auto& home : resident.homes)
      if (home.unit == unit) return resident;
  throw std::runtime_error("no resident of the unit " + unit.value + " is registered");
}

domain::Conversation conversation_of(const domain::Resident& resident, const domain::AccountId& account) {
  domain::Conversation conversation{.account = account};
  domain::know_as(conversation, resident);
  return conversation;
}

domain::Conversation conversation_of(const domain::Staff& staff, const domain::SiteId& site) {
  domain::Conversation conversation{.account = staff.accounts.front(), .site = site};
  conversation.staff = staff.id;
  conversation.name = staff.name;
  conversation.phone = staff.phone;
  return conversation;
}

notifier::Carriers carriers_for(const channels::Channels& channels, const domain::Phrasebook& phrases) {
  auto render = [&phrases](const domain::OutMessage& message, const domain::Rules& rules) {
    return phrases.render(message, rules);
  };
  return {.channels = channels, .render = render};
}

}  // namespace

Desk::Desk(const Configuration& configuration, const Register& people, const Story& story)
    : configuration_(configuration),
      people_(people),
      now_(story.at),
      store_(story.at),
      carriers_(carriers_for(channels_, configuration.phrases)) {
  auto chat = std::make_unique<const channels::WebChat>("web");
  chat_ = chat.get();
  channels_.add(std::move(chat));
  channels_.add(std::make_unique<const channels::SmsBoard>("sms"));
  move_in(people, story);
  run_on(context_, scheduler::set_standing_plans(store_, rules())).value();
}

void Desk::move_in(const Register& people, const Story& story) {
  domain::Reference reference = people.reference;
  domain::Commit commit;
  commit.once = "move-in";
  for (domain::Staff& staff : reference.staff) {
    staff.accounts = {account_of(staff.id.value)};
    commit.writes.push_back({conversation_of(staff, rules().sites.front().id), ""});
  }
  run_on(context_, store_.replace_reference(reference)).value();

  std::vector<domain::Resident> residents = people.residents;
  for (const auto& [name, unit] : story.bound) {
    const domain::Resident& resident = resident_of(people, unit);
    for (domain::Resident& moved : residents)
      if (moved.id == resident.id) moved.accounts.push_back(account_of(name));
    phones_[resident.phone] = name;
    commit.writes.push_back({conversation_of(resident, account_of(name)), ""});
  }
  for (domain::Resident& resident : residents) {
    domain::project(commit, nullptr, resident);
    commit.writes.push_back({std::move(resident), ""});
  }
  run_on(context_, store_.apply(commit)).value();
}

}  // namespace steward::app::rehearsal
