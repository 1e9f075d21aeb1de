-- Writes all that follows from an event, or nothing. After outbox.lua. Called by RedisStore::apply, set_aside and
-- replace_reference.
--
-- KEYS  1..b        once-buckets (hash): the present one, then its neighbours in which the event may be known
--       b+1..b+n    what is checked (string): documents and the reference's stamp
-- ARGV  1 the event's field in the buckets, empty: not once   2 b   3 n
--       4 key of the kept answer   5 when the present bucket expires (ms), empty: that has been set
--       6 the desk's prefix        then n stamps as they were read, empty: it did not exist
--       then what is written, one after the other:
--         c <count> <command and arguments>
--         w <recipient> <slot>                          an unsent message is withdrawn
--         m <lane> <recipient> <wake> <slot> <entry>    a message
--         l <loads' key> <staff> <by> <when>             orders more or less; when the last one came, empty: as it was
--         a <audience's key> <how many it has> <places>   more recipients of a notice
--         r <notice> <recipient> <state> <why>          how far a copy of it is
--         t <thread's key> <id> <json>                  a line of a conversation
-- gives 1: done, 0: somebody else has changed one of them, a text: done before, with this answer
local once, buckets, checked = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local function add_load(loads, staff, by, at)
  local orders, before = string.match(call('HGET', loads, staff) or '0 0', '^(%S+) (%S+)$')
  call('HSET', loads, staff, (orders + by) .. ' ' .. (at ~= '' and at or before))
end

-- Chunks of 500, three bytes a recipient: a notice is read a chunk at a time.
local function add_recipients(audience, has, places)
  while places ~= '' do
    local chunk, filled = math.floor(has / 500), has % 500
    local piece = string.sub(places, 1, (500 - filled) * 3)
    call('HSET', audience, chunk, (filled > 0 and call('HGET', audience, chunk) or '') .. piece)
    places = string.sub(places, #piece + 1)
    has = has + #piece / 3
  end
end

local function repeated()
  return call('GET', ARGV[4]) or ''
end

for i = 1, buckets do
  if call('HEXISTS', KEYS[i], once) == 1 then return repeated() end
end

if checked > 0 then
  local seen = call('MGET', unpack(KEYS, buckets + 1, buckets + checked))
  for i = 1, checked do
    local stamp = ARGV[6 + i]
    local found = seen[i] and string.sub(seen[i], 1, math.max(8, #stamp)) or ''
    if found ~= stamp then return 0 end
  end
end

local desk, at, last = ARGV[6], 7 + checked, #ARGV
while at <= last do
  local what = ARGV[at]
  if what == 'c' then
    local count = tonumber(ARGV[at + 1])
    call(unpack(ARGV, at + 2, at + 1 + count))
    at = at + 2 + count
  elseif what == 'm' then
    put(desk, ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4], ARGV[at + 5])
    at = at + 6
  elseif what == 'w' then
    withdraw(desk, ARGV[at + 1], ARGV[at + 2])
    at = at + 3
  elseif what == 'l' then
    add_load(ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4])
    at = at + 5
  elseif what == 'a' then
    add_recipients(ARGV[at + 1], tonumber(ARGV[at + 2]), ARGV[at + 3])
    at = at + 4
  elseif what == 'r' then
    reach(desk, ARGV[at + 1], tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3]), ARGV[at + 4])
    at = at + 5
  else
    say(ARGV[at + 1], ARGV[at + 2], ARGV[at + 3])
    at = at + 4
  end
end

-- Last, so that whatever should fail above means "again", never "done".
if once ~= '' then
  call('HSET', KEYS[1], once, '')
  if ARGV[5] ~= '' then call('PEXPIREAT', KEYS[1], ARGV[5]) end
end
return 1
