#pragma once
// Staff, shifts and units, member by member.

#include "domain/reference.hpp"
#include "storage/archive.hpp"

namespace steward::storage {

void fields(auto& a, Is<domain::Staff> auto& staff) {
  a("i", staff.id);
  a("n", staff.name);
  a("ph", staff.phone);
  a("d", staff.department);
  a("r", staff.role, domain::Role::technician);
  a("tr", staff.trades);
  a("c", staff.capacity);
  a("st", staff.sites);
  a("a", staff.accounts);
}

void fields(auto& a, Is<domain::Shift> auto& shift) {
  a("s", shift.staff);
  a("d", shift.days);
  a("f", shift.from);
  a("t", shift.to);
  a("b", shift.first);
  a("l", shift.last);
  a("e", shift.every);
  a("o", shift.is_off);
  a("w", shift.with);
  a("c", shift.is_cover);
}

void fields(auto& a, Is<domain::Storm> auto& storm) {
  a("st", storm.site);
  a("w", storm.reason);
  a("t", storm.since);
  a("e", storm.expected_until);
}

void fields(auto& a, Is<domain::Unit> auto& unit) {
  a("i", unit.id);
  a("s", unit.site);
  a("b", unit.building);
  a("e", unit.entrance);
  a("f", unit.floor);
}

}  // namespace steward::storage
