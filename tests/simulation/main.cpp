// Whole weeks and years of a site under a virtual clock. A seed that fails is printed, and plays the same
// again:
// ./dev simulate --seed N --days D

#include "checks.hpp"

#include "net/clock.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <iostream>

namespace steward::simulation {
namespace {

struct Options {
  unsigned first_seed = 1;
  int seeds = 1;
  int days = 7;
  int households = 200;
  std::string config;
  bool is_in_redis = false;
};

// The people of the sample, and as many households as are wanted.
app::Register register_for(const app::Configuration& configuration, const std::filesystem::path& folder,
                           int households) {
  app::Problems problems;
  app::Register all = app::read_register(folder, configuration.rules, problems);
  if (!problems.empty()) throw std::runtime_error(problems.to_text());
  const domain::SiteId site = configuration.rules.sites.front().id;
  while (static_cast<int>(all.residents.size()) < households) {
    const int number = static_cast<int>(all.residents.size());
    const domain::UnitId unit{
        fmt::format("{}-{}-{}", 10 + number / 60, 1 + number / 30 % 2, 101 + number % 30)};
    all.reference.units.emplace(unit, domain::Unit{unit, site, std::to_string(10 + number / 60), "1", 1});
    domain::Resident resident;
    resident.phone = fmt::format("+86137{:08}", number);
    resident.id = domain::resident_id_of(resident.phone);
    resident.name = fmt::format("Resident {}", number);
    resident.homes = {{unit, site, "owner"}};
    all.residents.push_back(std::move(resident));
  }
  return all;
}

struct Played {
  size_t reports, events, orders, faults, outages;
};

Played play(const app::Configuration& configuration, const app::Register& people, unsigned seed,
            const Options& options) {
  const Instant start = domain::parse_iso8601("2026-01-01T00:00:00+08:00").value() - std::chrono::seconds{1};
  const auto home =
      options.is_in_redis ? home_in_redis(start, configuration.rules.desk) : home_in_memory(start);
  World world(configuration, people, *home, start, seed, {});
  People living(world, people);
  Digests digests;
  world.on_delivered = [&](const domain::OutMessage& message) {
    check_quiet(world, living, message);
    digests.check(world, message);
    living.hear(message);
  };
  world.on_midnight = [&] {
    check_documents(world);
    living.begin_day();
  };
  world.run(start + std::chrono::days{options.days});
  check_facts(world);
  home->check_against_twin();
  return {living.reports(), world.events(), world.store().documents(domain::DocumentType::order).size(),
          world.faults(), world.outages()};
}

int simulate(const Options& options) {
  app::Problems problems;
  const auto configuration = app::load_configuration(options.config, problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return 1;
  }
  const auto people =
      register_for(*configuration, std::filesystem::path(options.config).parent_path(), options.households);
  const auto began = net::ticks();
  int failed = 0;
  Played sum{};
  for (unsigned seed = options.first_seed; seed < options.first_seed + static_cast<unsigned>(options.seeds);
       ++seed) {
    try {
      const Played one = play(*configuration, people, seed, options);
      sum = {sum.reports + one.reports, sum.events + one.events, sum.orders + one.orders,
             sum.faults + one.faults, sum.outages + one.outages};
    } catch (const std::exception& wrong) {
      ++failed;
      fmt::print("seed {}: {}\n  play it again: ./dev simulate --seed {} --days {} --households {}\n", seed,
                 wrong.what(), seed, options.days, options.households);
    }
  }
  const std::chrono::duration<double> took = net::ticks() - began;
  fmt::print(
      "simulated: {} seeds of {} days, {} households: {} reports, {} orders, {} events, {} faults, {} "
      "outages; "
      "{} failed; {:.1f} s\n",
      options.seeds, options.days, options.households, sum.reports, sum.orders, sum.events, sum.faults,
      sum.outages, failed, took.count());
  return failed == 0 ? 0 : 1;
}

const char* const usage =
    "usage: steward_simulate --config FILE [--seed N] [--seeds N] [--days D] [--households H]\n"
    "                        [--store memory|redis]\n"
    "Plays seeds of a site's life under a virtual clock and checks what has to hold.\n";

bool read_options(int count, char** words, Options& options) {
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = words[i], value = words[i + 1];
    const auto number = [&](auto& into) {
      return std::from_chars(value.data(), value.data() + value.size(), into).ptr ==
             value.data() + value.size();
    };
    const bool is_read = name == "--config"       ? (options.config = value, true)
                         : name == "--seed"       ? number(options.first_seed)
                         : name == "--seeds"      ? number(options.seeds)
                         : name == "--days"       ? number(options.days)
                         : name == "--households" ? number(options.households)
                         : name == "--store"
                             ? (options.is_in_redis = value == "redis", value == "redis" || value == "memory")
                             : false;
    if (!is_read) return false;
  }
  return count % 2 == 1 && !options.config.empty();
}

}  // namespace
}  // namespace steward::simulation

int main(int count, char** words) {
  steward::simulation::Options options;
  if (!steward::simulation::read_options(count, words, options)) {
    std::cerr << steward::simulation::usage;
    return 2;
  }
  return steward::simulation::simulate(options);
}
