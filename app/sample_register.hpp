#pragma once
// A desk that was never told of anybody gets the people of a sample.

#include "app/register_files.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

namespace steward::app {

// True where it was imported; false where a register is there already.
net::awaitable<net::Result<bool>> import_sample(storage::Store& store, const Register& sample);

}  // namespace steward::app
