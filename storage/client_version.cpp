#include "storage/client_version.hpp"

#include <hiredis/hiredis.h>

namespace steward::storage {

std::string client_version() {
  return std::to_string(HIREDIS_MAJOR) + "." + std::to_string(HIREDIS_MINOR) + "." +
         std::to_string(HIREDIS_PATCH);
}

}  // namespace steward::storage
