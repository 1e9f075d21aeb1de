#include "storage/server_check.hpp"

#include "storage/redis/link.hpp"

#include <boost/asio/this_coro.hpp>

#include <cstdio>

namespace steward::storage {

namespace {

std::string fact(const ServerFacts& facts, const std::string& name) {
  const auto found = facts.find(name);
  return found == facts.end() ? "" : found->second;
}

void check_version(const ServerFacts& facts, std::vector<Finding>& findings) {
  int major = 0, minor = 0;
  const std::string version = fact(facts, "redis_version");
  if (std::sscanf(version.c_str(), "%d.%d", &major, &minor) != 2)
    findings.push_back({true, "it does not tell its version; Redis 6.2 or later is needed"});
  else if (major < 6 || (major == 6 && minor < 2))
    findings.push_back({true, "it is version " + version + "; Redis 6.2 or later is needed"});
}

void check_keeping(const ServerFacts& facts, std::vector<Finding>& findings) {
  const std::string kept = fact(facts, "appendonly"), synced = fact(facts, "appendfsync");
  if (kept == "no")
    findings.push_back(
        {false, "appendonly is off: what was answered since its last snapshot is lost when it stops"});
  else if (synced == "no")
    findings.push_back({false, "appendfsync is no: half a minute of answers may be lost in a power cut"});
  else if (synced == "everysec")
    findings.push_back({false, "appendfsync is everysec: a second of answers may be lost in a power cut"});
  const std::string policy = fact(facts, "maxmemory_policy");
  if (!policy.empty() && policy != "noeviction" && fact(facts, "maxmemory") != "0")
    findings.push_back({true, "maxmemory-policy is " + policy +
                                  ": it would throw away orders when memory is short; "
                                  "set noeviction"});
}

void check_replicas(const ServerFacts& facts, std::vector<Finding>& findings) {
  if (fact(facts, "role") == "slave") {
    findings.push_back({true, "it is a replica, which cannot be written to"});
    return;
  }
  if (fact(facts, "cluster_enabled") == "1")
    findings.push_back({true, "it is part of a cluster; give the address of a single server"});
  const std::string replicas = fact(facts, "connected_slaves");
  if (replicas == "0")
    findings.push_back({false, "it has no replica: its machine is the only one that has the data"});
  else if (!replicas.empty() && fact(facts, "min-replicas-to-write") == "0")
    findings.push_back({false, "min-replicas-to-write is 0: what no replica has yet is lost in a failover"});
}

void check_memory(const ServerFacts& facts, std::vector<Finding>& findings) {
  const std::string entries = fact(facts, "hash-max-listpack-entries");
  if (!entries.empty() && std::atoi(entries.c_str()) < 1024)
    findings.push_back({false, "hash-max-listpack-entries is " + entries + ": 1024 saves memory"});
}

void add_info(const std::string& info, ServerFacts& facts) {
  for (size_t at = 0; at < info.size();) {
    const size_t end = std::min(info.find('\n', at), info.size());
    std::string line = info.substr(at, end - at);
    if (line.ends_with('\r')) line.pop_back();
    const size_t colon = line.find(':');
    if (colon != std::string::npos) facts[line.substr(0, colon)] = line.substr(colon + 1);
    at = end + 1;
  }
}

}  // namespace

std::vector<Finding> findings_of(const ServerFacts& facts) {
  std::vector<Finding> findings;
  check_version(facts, findings);
  check_keeping(facts, findings);
  check_replicas(facts, findings);
  check_memory(facts, findings);
  return findings;
}

net::awaitable<net::Result<std::vector<Finding>>> check_server(const RedisOptions& options) {
  RedisOptions one = options;
  one.connections = 1;
  redis::Link link(co_await boost::asio::this_coro::executor, one);
  ServerFacts facts;
  auto info = co_await link.execute(redis::command("INFO"));
  if (!info) co_return info.error();
  add_info(info->text, facts);
  // A hosted Redis may refuse this; then only INFO speaks.
  for (const char* name :
       {"appendonly", "appendfsync", "min-replicas-to-write", "hash-max-listpack-entries"}) {
    auto setting = co_await link.execute(redis::command("CONFIG", "GET", name));
    if (setting && setting->list.size() == 2) facts[name] = setting->list[1].text;
  }
  co_return findings_of(facts);
}

}  // namespace steward::storage
