#pragma once
// The channels of a desk by name: where a webhook belongs, and who carries a message to an account.

#include "channels/channel.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace steward::channels {

class Channels {
 public:
  // Throws std::invalid_argument for a second one of the same name.
  void add(std::unique_ptr<const Channel> channel);
  const Channel* find(std::string_view name) const;
  // Who may carry a message there, the first choice first. An SMS goes by whichever providers take its
  // number, in the sequence in which they were added, and last to the board where there is one; all else by
  // the channel that the account is of.
  std::vector<const Channel*> carriers_of(const domain::AccountId& account) const;

 private:
  std::vector<const Channel*> in_sequence_;
  std::map<std::string, std::unique_ptr<const Channel>, std::less<>> by_name_;
};

}  // namespace steward::channels
