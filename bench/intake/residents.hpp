#pragma once
// The residents of the benchmark: who they are, where they live and what each of them writes. All of it
// follows from the resident's number, so that every program of the benchmark speaks of the same people.

#include <string>

namespace steward::bench {

// "resident-000123": fixed in width, and found again in a recording of what the server sent to Redis.
std::string peer_of(int resident);
std::string phone_of(int resident);
std::string unit_of(int resident);
int building_of(int resident);
int entrance_of(int resident);
int floor_of(int resident);

// One of some sixty real reports of a repair, Chinese and English, none of them a hazard.
std::string text_of(int resident);

}  // namespace steward::bench
