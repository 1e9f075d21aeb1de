#pragma once
// The facts of a day, member by member. A key once used never changes its meaning: facts outlive versions.

#include "domain/fact.hpp"
#include "storage/archive.hpp"

#include <array>

namespace steward::storage {

template <>
struct Letters<domain::Fact::What> {
  using W = domain::Fact::What;
  static constexpr std::array table{
      domain::Spelling<W>{W::done, "d"},          domain::Spelling<W>{W::reopened, "r"},
      domain::Spelling<W>{W::answered, "a"},      domain::Spelling<W>{W::declined, "n"},
      domain::Spelling<W>{W::measure_named, "m"}, domain::Spelling<W>{W::drawn, "p"},
      domain::Spelling<W>{W::rated, "s"},         domain::Spelling<W>{W::unreached, "u"},
      domain::Spelling<W>{W::shift, "w"},
  };
  static_assert(table.size() == static_cast<size_t>(W::shift) + 1);
};

// How long it took and how late that was have no object of their own: six short keys instead of three more
// pairs of braces a line.
void fields(auto& a, Is<domain::Fact> auto& fact) {
  a("w", fact.what);
  a("o", fact.order);
  a("pl", fact.plan);
  a("k", fact.kind);
  a("tr", fact.trade);
  a("d", fact.department);
  a("b", fact.building);
  a("s", fact.done_by);
  a("v", fact.via);
  a("ta", fact.accept.took);
  a("la", fact.accept.late);
  a("tv", fact.arrive.took);
  a("lv", fact.arrive.late);
  a("tf", fact.finish.took);
  a("lf", fact.finish.late);
  a("vi", fact.visits);
  a("rw", fact.is_rework);
  a("fu", fact.is_asked_about);
  a("n", fact.score);
  a("s1", fact.speed);
  a("s2", fact.service);
  a("m", fact.method);
  a("am", fact.is_after_measure);
  a("p", fact.staff);
  a("x", fact.swapped_with);
  a("f", fact.from);
  a("t", fact.to);
}

}  // namespace steward::storage
