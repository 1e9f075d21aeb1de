#pragma once
// Who is asking. Every read and every write goes through it: what somebody may not see does not exist for
// them.

#include "console/desk.hpp"
#include "net/http.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace steward::console {

struct Asking {
  domain::Staff staff;
  std::shared_ptr<const domain::Reference> reference;
  std::shared_ptr<const domain::Rules> rules;

  bool is_of_the_desk() const { return staff.role != domain::Role::technician; }
  bool may_see(const domain::SiteId& site) const { return staff.serves(rules->site(site).id); }
  bool sees_all() const;  // every site of the desk
  // What stands at no site may be of any: it is for those who see all.
  bool may_hear_of(const domain::SiteId& site) const { return site.empty() ? sees_all() : may_see(site); }
  // Those of the query's `site`, or all that one may see.
  std::vector<const domain::Site*> sites(std::string_view asked) const;
  std::string name_of(const domain::StaffId& id) const;  // the id itself for who has left
};

struct Admission {
  std::optional<Asking> asking;
  net::Response refusal;
};

// The bearer token's owner: 401 without one, 403 for who has no business at the desk's page, and for a write
// from a page of another origin.
net::awaitable<Admission> who_asks(Desk& desk, const net::Request& request);

// As the register has them now; nothing for who is not, or no longer, in it.
net::awaitable<net::Result<std::optional<Asking>>> asking_as(Desk& desk, domain::StaffId id);

// Whether a write comes from our own page, or from no page at all.
bool is_own_origin(const Desk& desk, const net::Request& request);

using StaffHandler = net::awaitable<net::Response> (*)(Desk& desk, const Asking& who, net::Request& request);

template <StaffHandler handler>
net::awaitable<net::Response> for_staff(Desk& desk, net::Request& request) {
  Admission admission = co_await who_asks(desk, request);
  if (!admission.asking) co_return std::move(admission.refusal);
  co_return co_await handler(desk, *admission.asking, request);
}

}  // namespace steward::console
