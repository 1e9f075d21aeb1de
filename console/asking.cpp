#include "console/asking.hpp"

#include "console/answers.hpp"

#include <algorithm>

namespace steward::console {
namespace {

bool is_write(net::Method method) { return method != net::Method::get && method != net::Method::head; }

std::string_view bearer(const net::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view header = request.headers.get("authorization");
  if (header.size() <= scheme.size()) return {};
  if (!net::same_without_case(header.substr(0, scheme.size()), scheme)) return {};
  return header.substr(scheme.size());
}

net::Response unknown_person() {
  net::Response answer = net::problem(401, "sign-in", "Sign in", "A valid access token is needed.");
  answer.headers.set("WWW-Authenticate", "Bearer");
  return answer;
}

}  // namespace

std::vector<const domain::Site*> Asking::sites(std::string_view asked) const {
  std::vector<const domain::Site*> found;
  for (const domain::Site& site : rules->sites)
    if (staff.serves(site.id) && (asked.empty() || site.id.str() == asked)) found.push_back(&site);
  return found;
}

bool Asking::sees_all() const {
  return std::ranges::all_of(rules->sites,
                             [this](const domain::Site& site) { return staff.serves(site.id); });
}

std::string Asking::name_of(const domain::StaffId& id) const {
  const domain::Staff* person = reference->find(id);
  return person ? person->name : id.str();
}

bool is_own_origin(const Desk& desk, const net::Request& request) {
  const std::string_view origin = request.headers.get("origin");
  if (origin.empty()) return true;  // no browser: the token alone decides
  const std::string& base = desk.settings.public_url;
  const std::string host(request.headers.get("host"));
  if (!base.empty() && (base == origin || base.starts_with(std::string(origin) + "/"))) return true;
  return origin == (request.is_secure ? "https://" : "http://") + host;
}

net::awaitable<net::Result<std::optional<Asking>>> asking_as(Desk& desk, domain::StaffId id) {
  auto reference = co_await desk.world.store.reference();
  if (!reference) co_return reference.error();
  const domain::Staff* staff = (*reference)->find(id);
  if (!staff) co_return std::optional<Asking>{};
  co_return Asking{*staff, *reference, desk.world.rules()};
}

net::awaitable<Admission> who_asks(Desk& desk, const net::Request& request) {
  if (is_write(request.method) && !is_own_origin(desk, request))
    co_return Admission{{}, net::problem(403, "foreign-origin", "Not from this page")};
  const auto owner = desk.tokens.owner(bearer(request), net::now());
  if (!owner) co_return Admission{{}, unknown_person()};
  auto asking = co_await asking_as(desk, *owner);
  if (!asking) co_return Admission{{}, failed(asking.error())};
  if (!*asking) co_return Admission{{}, unknown_person()};
  if (!(*asking)->is_of_the_desk())
    co_return Admission{{},
                        net::problem(403, "not-allowed", "Not allowed", "This page is the front desk's.")};
  co_return Admission{std::move(*asking), {}};
}

}  // namespace steward::console
