#pragma once
// Who lives and works at the simulated site: residents with moods, technicians who decline, forget and go
// home, a front desk that works off what it holds.

#include "world.hpp"

#include <map>

namespace steward::simulation {

class People {
 public:
  People(World& world, const app::Register& people);

  // What somebody does about a message that reached them.
  void hear(const domain::OutMessage& message);
  // Each day anew.
  void begin_day();

  size_t reports() const { return reports_; }
  // When somebody last wrote, pressed or acted.
  std::optional<Instant> last_said(const domain::AccountId& account) const;

 private:
  void write(const domain::AccountId& from, const std::string& text);
  void press(const domain::AccountId& from, const std::string& data);
  void act(const domain::StaffId& who, const domain::OrderId& order, domain::StaffVerb verb,
           std::string text = {}, int minutes = 0);
  void report(const domain::Resident& resident);
  void storm();
  void switch_storm(bool is_on);
  void resident_hears(const domain::OutMessage& message);
  void staff_hears(const domain::OutMessage& message);
  void answer_survey(const domain::OutMessage& message, const std::string& button);
  void go(const domain::StaffId& who, const domain::OrderId& order);
  void work_off(const domain::OrderId& order);
  void work_off_what_the_desk_holds();
  std::string once();

  World& world_;
  std::vector<domain::Resident> residents_;
  std::map<domain::AccountId, Instant> last_said_;
  size_t reports_ = 0;
  uint64_t count_ = 0;
};

}  // namespace steward::simulation
