#include "app/sample_register.hpp"

#include "app/import_residents.hpp"

namespace steward::app {

net::awaitable<net::Result<bool>> import_sample(storage::Store& store, const Register& sample) {
  const auto kept = co_await store.reference();
  if (!kept) co_return kept.error();
  if (!(*kept)->stamp.empty()) co_return false;
  domain::Reference reference = sample.reference;
  reference.stamp.clear();
  const auto written = co_await write_residents(store, sample.residents);
  if (!written) co_return written.error();
  co_return co_await store.replace_reference(reference);
}

}  // namespace steward::app
