#pragma once
// The handlers behind the table in routes.cpp, a file each for what belongs together.

#include "console/asking.hpp"

namespace steward::console {

using net::awaitable;
using net::Request;
using net::Response;

// orders_read_json.cpp
awaitable<Response> read_me(Desk& desk, const Asking& who, Request& request);
awaitable<Response> list_orders(Desk& desk, const Asking& who, Request& request);
awaitable<Response> list_ended(Desk& desk, const Asking& who, Request& request);
awaitable<Response> read_order(Desk& desk, const Asking& who, Request& request);
awaitable<Response> show_phone(Desk& desk, const Asking& who, Request& request);

// orders_write.cpp
awaitable<Response> enter_order(Desk& desk, const Asking& who, Request& request);
awaitable<Response> act_on_order(Desk& desk, const Asking& who, Request& request);
awaitable<Response> record_answer(Desk& desk, const Asking& who, Request& request);

// storms.cpp
awaitable<Response> call_storm(Desk& desk, const Asking& who, Request& request);
awaitable<Response> call_storm_off(Desk& desk, const Asking& who, Request& request);

// notices_read_json.cpp
awaitable<Response> list_notices(Desk& desk, const Asking& who, Request& request);
awaitable<Response> list_notices_csv(Desk& desk, const Asking& who, Request& request);
awaitable<Response> list_notice_templates(Desk& desk, const Asking& who, Request& request);
awaitable<Response> read_notice(Desk& desk, const Asking& who, Request& request);
awaitable<Response> list_recipients_csv(Desk& desk, const Asking& who, Request& request);
awaitable<Response> show_page_to_post(Desk& desk, const Asking& who, Request& request);

// notices_write.cpp
awaitable<Response> compose_notice(Desk& desk, const Asking& who, Request& request);
awaitable<Response> act_on_notice(Desk& desk, const Asking& who, Request& request);

// conversations_json.cpp
awaitable<Response> list_waiting(Desk& desk, const Asking& who, Request& request);
awaitable<Response> read_conversation(Desk& desk, const Asking& who, Request& request);
awaitable<Response> act_in_conversation(Desk& desk, const Asking& who, Request& request);

// staff_json.cpp
awaitable<Response> list_staff(Desk& desk, const Asking& who, Request& request);
// texts_json.cpp
awaitable<Response> list_desk_texts(Desk& desk, const Asking& who, Request& request);

// troubles_json.cpp
awaitable<Response> list_troubles(Desk& desk, const Asking& who, Request& request);
awaitable<Response> requeue_letter(Desk& desk, const Asking& who, Request& request);
awaitable<Response> drop_letter(Desk& desk, const Asking& who, Request& request);
awaitable<Response> retry_event(Desk& desk, const Asking& who, Request& request);
awaitable<Response> drop_event(Desk& desk, const Asking& who, Request& request);

// feed.cpp, media.cpp, understand_json.cpp
awaitable<Response> follow_feed(Desk& desk, const Asking& who, Request& request);
awaitable<Response> show_media(Desk& desk, const Asking& who, Request& request);
awaitable<Response> understand_text(Desk& desk, const Asking& who, Request& request);

// page.cpp: without a token
awaitable<Response> front_page(Desk& desk, Request& request);
awaitable<Response> board_page(Desk& desk, Request& request);
awaitable<Response> playground_page(Desk& desk, Request& request);
awaitable<Response> page_file(Desk& desk, Request& request);

// playground_json.cpp: on loopback, where the configuration allows it
awaitable<Response> list_parts(Desk& desk, Request& request);
awaitable<Response> open_part(Desk& desk, Request& request);
awaitable<Response> list_texts(Desk& desk, Request& request);

}  // namespace steward::console
