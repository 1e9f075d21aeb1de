#pragma once
// That something was set aside, said to the live pages by whichever store keeps it.

#include "domain/commit.hpp"

namespace steward::storage {

inline domain::Commit trouble_in_the_feed() {
  domain::Commit news;
  news.feed.push_back({"trouble", {}});
  return news;
}

}  // namespace steward::storage
