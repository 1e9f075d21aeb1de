#include "bench/intake/desk.hpp"

#include "bench/intake/residents.hpp"
#include "domain/decide.hpp"
#include "storage/redis_store.hpp"

#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <array>
#include <exception>
#include <memory>
#include <stdexcept>
#include <vector>

namespace steward::bench {
namespace {

namespace asio = boost::asio;
using domain::AccountId;

constexpr int writers = 64;
constexpr int technicians = 60;

AccountId account(const std::string& peer) { return AccountId("bridge:" + peer); }

domain::Staff person(const std::string& id, domain::Role role, std::string department,
                     std::vector<std::string> trades = {}) {
  static int number = 0;
  return {.id = domain::StaffId(id),
          .name = id,
          .phone = fmt::format("+86139{:08}", ++number),
          .department = std::move(department),
          .role = role,
          .trades = std::move(trades),
          .accounts = {account(id)}};
}

std::vector<domain::Staff> staff() {
  std::vector<domain::Staff> all{
      person("fang", domain::Role::front_desk, "service"), person("gu", domain::Role::head, "engineering"),
      person("song", domain::Role::head, "service"), person("zhao", domain::Role::manager, "management")};
  const std::array<std::vector<std::string>, 3> skills{{{"plumbing", "hvac", "gas"},
                                                        {"electrical", "network", "elevator", "fire"},
                                                        {"access", "structure", "cleaning", "pest"}}};
  for (int i = 0; i < technicians; ++i)
    all.push_back(person(fmt::format("tech{:02}", i), domain::Role::technician, "engineering",
                         skills[static_cast<size_t>(i) % skills.size()]));
  return all;
}

domain::Unit unit(int resident) {
  return {.id = domain::UnitId(unit_of(resident)),
          .site = site,
          .building = std::to_string(building_of(resident)),
          .entrance = std::to_string(entrance_of(resident)),
          .floor = floor_of(resident)};
}

asio::awaitable<void> write_all(storage::Store& store, int& next, int count,
                                const std::function<domain::Commit(int)>& commit_of) {
  while (next < count) {
    const domain::Commit commit = commit_of(next++);
    auto applied = co_await store.apply(commit);
    if (!applied) throw std::runtime_error(net::to_string(applied.error()));
    if (applied->how != storage::Applied::How::done) throw std::runtime_error("this desk is not empty");
  }
}

asio::awaitable<void> write_reference(storage::Store& store, int residents) {
  auto current = co_await store.reference();
  if (!current) throw std::runtime_error(net::to_string(current.error()));
  domain::Reference all = reference(residents);
  all.stamp = (*current)->stamp;
  auto replaced = co_await store.replace_reference(all);
  if (!replaced) throw std::runtime_error(net::to_string(replaced.error()));
  if (!*replaced) throw std::runtime_error("somebody else writes to this desk");
}

}  // namespace

domain::Reference reference(int residents) {
  domain::Reference all;
  all.staff = staff();
  for (const auto& somebody : all.staff)  // round the clock
    all.shifts.push_back({.staff = somebody.id, .days = {1, 2, 3, 4, 5, 6, 7}});
  for (int resident = 0; resident < residents; ++resident)
    all.units.emplace(domain::UnitId(unit_of(resident)), unit(resident));
  return all;
}

domain::Resident registered(int number) {
  return {.id = domain::resident_id_of(phone_of(number)),
          .phone = phone_of(number),
          .name = fmt::format("Resident {}", number),
          .homes = {{domain::UnitId(unit_of(number)), site, "owner"}},
          .accounts = {account(peer_of(number))}};
}

domain::Conversation bound(const domain::Resident& resident) {
  return {.account = resident.accounts.front(),
          .site = site,
          .resident = resident.id,
          .name = resident.name,
          .phone = resident.phone,
          .units = {resident.homes.front().unit},
          .language = resident.language,
          .is_greeted = true};
}

void fill(const std::string& socket, int residents, int count,
          const std::function<domain::Commit(int)>& commit_of) {
  asio::io_context context(1);
  storage::RedisOptions options;
  options.address.socket = socket;
  options.patience = std::chrono::seconds(30);
  storage::RedisDesk desk(context.get_executor(), domain::DeskId("donghu"), options);
  auto store = desk.open_store(context.get_executor());
  int next = 0, running = writers + 1;
  std::exception_ptr failure;
  const auto ended = [&](std::exception_ptr thrown) {
    if (thrown) failure = thrown;
    if (thrown || --running == 0) context.stop();
  };
  asio::co_spawn(context, write_reference(*store, residents), ended);
  for (int i = 0; i < writers; ++i) asio::co_spawn(context, write_all(*store, next, count, commit_of), ended);
  context.run();
  store->close();
  desk.close();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace steward::bench
