#pragma once
// All commands, a table to read.

#include "app/command.hpp"

namespace steward::app {

const std::vector<Command>& commands();

int rehearse(const Arguments& arguments);
int check(const Arguments& arguments);
int understand(const Arguments& arguments);
int show_config(const Arguments& arguments);
int import(const Arguments& arguments);
int outbox_of(const Arguments& arguments);
int troubles(const Arguments& arguments);
int switch_storm(const Arguments& arguments);
int plan(const Arguments& arguments);
int call_meeting(const Arguments& arguments);
int notice(const Arguments& arguments);
int segments(const Arguments& arguments);
int list_timers(const Arguments& arguments);
int report_figures(const Arguments& arguments);
int attendance(const Arguments& arguments);
int serve(const Arguments& arguments);
int make_token(const Arguments& arguments);
int start_demo(const Arguments& arguments);

}  // namespace steward::app
