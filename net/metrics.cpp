#include "net/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <variant>

namespace steward::net {
namespace {

std::string escaped(std::string_view text, bool is_label) {
  std::string out;
  for (char letter : text) {
    if (letter == '\\')
      out += "\\\\";
    else if (letter == '\n')
      out += "\\n";
    else if (letter == '"' && is_label)
      out += "\\\"";
    else
      out += letter;
  }
  return out;
}

// {site="donghu",lane="urgent"}, or nothing without labels.
std::string in_braces(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels)
    out += fmt::format("{}{}=\"{}\"", out.empty() ? "{" : ",", name, escaped(value, true));
  return out.empty() ? out : out + "}";
}

Labels with_bound(Labels labels, const std::string& bound) {
  labels.emplace_back("le", bound);
  return labels;
}

void append_histogram(std::string& out, const std::string& name, const Labels& labels,
                      const Histogram& histogram) {
  std::uint64_t total = 0;
  const auto& bounds = histogram.bounds();
  for (std::size_t bucket = 0; bucket <= bounds.size(); ++bucket) {
    total += histogram.count_in(bucket);
    const std::string bound = bucket < bounds.size() ? fmt::format("{}", bounds[bucket]) : "+Inf";
    out += fmt::format("{}_bucket{} {}\n", name, in_braces(with_bound(labels, bound)), total);
  }
  out += fmt::format("{}_sum{} {}\n", name, in_braces(labels), histogram.sum());
  out += fmt::format("{}_count{} {}\n", name, in_braces(labels), total);
}

}  // namespace

Histogram::Histogram(std::vector<double> bounds)
    : bounds_(std::move(bounds)), buckets_(new std::atomic<std::uint64_t>[bounds_.size() + 1]()) {
  if (!std::is_sorted(bounds_.begin(), bounds_.end())) throw std::logic_error("histogram bounds must rise");
}

void Histogram::observe(double value) {
  const auto bucket = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
  buckets_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

std::uint64_t Histogram::count_in(std::size_t bucket) const {
  return buckets_[bucket].load(std::memory_order_relaxed);
}

struct Metrics::Family {
  using Computed = std::function<double()>;
  using Series =
      std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>, std::unique_ptr<Histogram>, Computed>;

  std::string help, kind;
  std::vector<std::pair<Labels, Series>> series;

  // The metric of these labels, made by `make` when it is the first time they are named.
  template <class T, class Make>
  T& find_or_add(const Labels& labels, Make make) {
    for (auto& [known, held] : series)
      if (known == labels) return *std::get<std::unique_ptr<T>>(held);
    series.emplace_back(labels, make());
    return *std::get<std::unique_ptr<T>>(series.back().second);
  }

  void append(std::string& out, const std::string& name) const {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, escaped(help, false), name, kind);
    for (const auto& [labels, held] : series) append_series(out, name, labels, held);
  }

  static void append_series(std::string& out, const std::string& name, const Labels& labels,
                            const Series& held) {
    if (const auto* histogram = std::get_if<std::unique_ptr<Histogram>>(&held))
      return append_histogram(out, name, labels, **histogram);
    out += name + in_braces(labels) + ' ';
    if (const auto* counter = std::get_if<std::unique_ptr<Counter>>(&held))
      out += std::to_string((*counter)->value());
    if (const auto* gauge = std::get_if<std::unique_ptr<Gauge>>(&held))
      out += std::to_string((*gauge)->value());
    if (const auto* computed = std::get_if<Computed>(&held)) out += fmt::format("{}", (*computed)());
    out += '\n';
  }
};

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

Metrics::Family& Metrics::family(const std::string& name, const std::string& help, std::string_view kind) {
  auto& found = families_[name];
  if (!found) found = std::make_unique<Family>(Family{help, std::string(kind), {}});
  if (found->kind != kind) throw std::logic_error("metric " + name + " is already a " + found->kind);
  return *found;
}

Counter& Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
  const std::scoped_lock lock(mutex_);
  return family(name, help, "counter").find_or_add<Counter>(labels, [] {
    return std::make_unique<Counter>();
  });
}

Gauge& Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) {
  const std::scoped_lock lock(mutex_);
  return family(name, help, "gauge").find_or_add<Gauge>(labels, [] { return std::make_unique<Gauge>(); });
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help, std::vector<double> bounds,
                              const Labels& labels) {
  const std::scoped_lock lock(mutex_);
  return family(name, help, "histogram").find_or_add<Histogram>(labels, [&] {
    return std::make_unique<Histogram>(std::move(bounds));
  });
}

void Metrics::computed_counter(const std::string& name, const std::string& help,
                               std::function<double()> value, const Labels& labels) {
  const std::scoped_lock lock(mutex_);
  family(name, help, "counter").series.emplace_back(labels, std::move(value));
}

void Metrics::computed_gauge(const std::string& name, const std::string& help, std::function<double()> value,
                             const Labels& labels) {
  const std::scoped_lock lock(mutex_);
  family(name, help, "gauge").series.emplace_back(labels, std::move(value));
}

std::string Metrics::render() const {
  const std::scoped_lock lock(mutex_);
  std::string out;
  for (const auto& [name, held] : families_) held->append(out, name);
  return out;
}

std::vector<double> latency_bounds() {
  return {0.0005, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.125, 0.25, 0.5, 1, 2.5, 5, 10};
}

}  // namespace steward::net
