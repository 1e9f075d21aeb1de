-- What became of a claimed message; or of a dead letter. After outbox.lua. Called by RedisStore::settle, keep, requeue.
--
-- KEYS  1 the lane (zset)   2 the thread (list)   3 dead letters by when (zset)   4 dead letters (hash)
--       5 the desk's prefix, as a key: "{desk}"
-- ARGV  1 sent | later | dead | keep | requeue   2 recipient   3 token   4 ids of the message and of those that go with
--       it, with spaces in between   5 the channel of wake-ups
--       sent:    6 the line of the thread, empty: none   7 its id   8 the news of it, see news.hpp
--                9 through which channel
--       later:   6 when again (ms)   7 1: this was an attempt, else 0   8 the reason
--       dead:    6 the reason
--       requeue: 6 the message as an entry, without attempts and wake-up: "<id> <slot>\n<json>"
-- gives 1; 0 when the claim is no longer held, or there is no such dead letter
local lane, to = KEYS[1], ARGV[2]
local list = lane .. ':' .. to
local what, now = ARGV[1], now_ms()

if what == 'requeue' then
  if call('HDEL', KEYS[4], ARGV[4]) == 0 then return 0 end
  call('ZREM', KEYS[3], ARGV[4])
  local wake = string.format('%.0f', now)
  call('RPUSH', list, '0 ' .. wake .. ' n ' .. ARGV[6])
  if not is_claimed(call('ZSCORE', lane, to)) then release(lane, list, to, now) end
  call('PUBLISH', ARGV[5], 'o')
  return 1
end

if not holds(call('ZSCORE', lane, to), ARGV[3]) then return 0 end

if what == 'keep' then
  call('ZADD', lane, claimed_until(now, tonumber(ARGV[3])), to)
  return 1
end

local function put_off(entry, position)
  local attempts, id, rest = string.match(entry, '^(%d+) %d+ %S+ (%S+)(.*)$')
  call('LSET', list, position, (attempts + ARGV[7]) .. ' ' .. ARGV[6] .. ' r:' .. ARGV[8] .. ' ' .. id .. rest)
end

-- Of a notice every recipient has a state, which is where people look.
local function end_copy(notice, recipient)
  local is_skipped = ARGV[6] == 'cancelled' or ARGV[6] == 'stopped'
  local state = what == 'sent' and 3 or is_skipped and 2 or 4
  reach(KEYS[5], notice, tonumber(recipient), state, ARGV[6])
  call('HINCRBY', KEYS[5] .. 'n:' .. notice, 'ahead', -1)
end

local function take_out(entry, position, id)
  if position == 0 then call('LPOP', list) else call('LREM', list, 1, entry) end
  local notice, recipient = string.match(id, '^n:(%w+):(%d+)')
  if notice then return end_copy(notice, recipient) end
  local wanted, json = string.match(entry, '^%d+ (%d+) .-\n(.*)$')
  local orders = string.match(json, '"o":(%b[])')
  if what == 'sent' then
    if orders then note_end(KEYS[5], orders, id, 's', wanted, ARGV[9], to, '') end
    return
  end
  if orders then note_end(KEYS[5], orders, id, 'f', wanted, '-', to, ARGV[6]) end
  call('ZADD', KEYS[3], string.format('%.0f', now), id)
  call('HSET', KEYS[4], id, ARGV[6] .. '\n' .. to .. '\n' .. json)
end

for id in string.gmatch(ARGV[4], '%S+') do
  -- Not found: it was withdrawn while it was being sent.
  local position
  local entry = first_of(list, function(one, at)
    if string.match(one, '^%d+ %d+ %S+ (%S+) ') == id then
      position = at
      return one
    end
  end)
  if entry and what == 'later' then
    put_off(entry, position)
  elseif entry then
    take_out(entry, position, id)
  end
end
local wake = release(lane, list, to, now)
local news = (wake and wake <= now) and 'o' or ''
if what == 'sent' and ARGV[6] ~= '' then
  say(KEYS[2], ARGV[7], ARGV[6])
  news = news .. ARGV[8]
end
if news ~= '' then call('PUBLISH', ARGV[5], news) end
return 1
