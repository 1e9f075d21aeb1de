#pragma once
// Whether it lives: for supervisors, balancers and Prometheus.

#include <vector>

#include "net/metrics.hpp"
#include "net/router.hpp"
#include "storage/store.hpp"

namespace steward::app {

struct Status {
  storage::Store& store;
  net::Metrics& metrics;
};

// GET /healthz: the process answers. GET /readyz: the data can be read, and how late the desk is. GET
// /metrics.
std::vector<net::Route> status_routes(Status& status);

}  // namespace steward::app
