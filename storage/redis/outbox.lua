-- The outbox, as the scripts that touch it share it: this text stands before theirs.
--
-- <desk>m<lane>              zset  recipient -> when to look at it (ms): a message is due, or the claim lapses
-- <desk>m<lane>:<recipient>  list  its messages in sequence, each "<attempts> <wake> <state> <id> <slot>\n<json>";
--                                  state r:<why>: tried before, so those behind it wait; behind an n that is only
--                                  not due yet they do not; slot "+<bundle> <slot>": those of it that wait go
--                                  as one
-- <desk>j:<order>            list  the ends of messages about it, see note_end
--
-- Scores are whole milliseconds, except those of claims: whole seconds plus the claim's token, which is below 1000
-- and has a fraction. So a claim and its token are gone as soon as anything else sets the score.
local call = redis.call

local function now_ms()
  local time = call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- The token of the i-th thing claimed by a script that was given this random number.
local function token_of(random, i)
  local n = (random + i * 7919) % 4095000
  return math.floor(n / 4095) + (n % 4095 + 1) / 4096
end

-- A number: Redis writes it as exactly as a double is, and a text of our own would only be read again.
local function claimed_until(now, token)
  return math.ceil((now + 30000) / 1000) * 1000 + token
end

local function is_claimed(score)
  return score and tonumber(score) % 1 ~= 0
end

local function holds(score, token)
  return is_claimed(score) and tonumber(score) % 1000 == tonumber(token)
end

-- Visits the entries of a list in sequence until visit(entry, position) gives something.
local function first_of(list, visit)
  local at = 0
  while true do
    local entries = call('LRANGE', list, at, at + 15)
    for i = 1, #entries do
      local found = visit(entries[i], at + i - 1)
      if found then return found end
    end
    if #entries < 16 then return nil end
    at = at + 16
  end
end

-- When to look at this recipient next: its first message that is due, else whichever is due first; nothing where it
-- has no messages.
local function next_wake(list, now)
  local earliest
  first_of(list, function(entry)
    local wake, state = string.match(entry, '^%d+ (%d+) ([nr])')
    wake = tonumber(wake)
    if not earliest or wake < earliest then earliest = wake end
    return state == 'r' or wake <= now
  end)
  return earliest
end

local function release(lane, list, to, now)
  local wake = next_wake(list, now)
  if wake then
    call('ZADD', lane, string.format('%.0f', wake), to)
  else
    call('ZREM', lane, to)
  end
  return wake
end

-- What became of a message, for those who look at its orders: "<id> <s|f|w> <wanted, ms> <at, ms> <through> <to>\n<why>";
-- s: a platform took it, f: given up, w: replaced by a newer one before it was sent.
local function note_end(desk, orders, id, state, wanted, through, to, why)
  local line = string.format('%s %s %s %.0f %s %s\n%s', id, state, wanted, now_ms(), through, to, why)
  for order in string.gmatch(orders, '%w+') do
    call('RPUSH', desk .. 'j:' .. order, line)
  end
end

local function withdraw(desk, to, slot)
  for n = 0, 2 do
    local lane = desk .. 'm' .. n
    local list = lane .. ':' .. to
    local is_changed = false
    for _, entry in ipairs(call('LRANGE', list, 0, -1)) do
      local wanted, id, of_slot = string.match(entry, '^%d+ (%d+) %S+ (%S+) ([^\n]*)\n')
      if of_slot == slot or string.match(of_slot, '^%+%S* (.*)$') == slot then
        call('LREM', list, 1, entry)
        local orders = string.match(entry, '"o":(%b[])')
        if orders then note_end(desk, orders, id, 'w', wanted, '-', to, 'replaced') end
        is_changed = true
      end
    end
    if is_changed and not is_claimed(call('ZSCORE', lane, to)) then release(lane, list, to, now_ms()) end
  end
end

local function put(desk, n, to, wake, slot, entry)
  local lane = desk .. 'm' .. n
  local list = lane .. ':' .. to
  if slot ~= '' and string.byte(slot) ~= 43 and call('EXISTS', desk .. 'm0:' .. to, desk .. 'm1:' .. to, desk .. 'm2:' .. to) > 0 then
    withdraw(desk, to, slot)
  end
  -- Alone in the list, they are new to the lane, or their last message was withdrawn while it was being sent.
  if call('RPUSH', list, entry) == 1 and call('ZADD', lane, 'NX', wake, to) == 1 then return end
  local score = call('ZSCORE', lane, to)
  if not score or not is_claimed(score) and tonumber(wake) < tonumber(score) then
    release(lane, list, to, now_ms())
  end
end

-- A line of a conversation: "<cursor> <id>\n<json>", the cursors ascending. One with the id of one of the last twenty
-- is not written again. A list, because a stream of one line already takes 4 kB.
local function say(thread, id, json)
  local lines, last = call('LRANGE', thread, -20, -1), 0
  for _, line in ipairs(lines) do
    local cursor, known = string.match(line, '^(%d+) ([^\n]*)\n')
    if id ~= '' and known == id then return end
    last = tonumber(cursor)
  end
  local cursor = string.format('%.0f', math.max(now_ms(), last + 1))
  call('RPUSH', thread, cursor .. ' ' .. id .. '\n' .. json)
  if #lines == 20 then call('LTRIM', thread, -500, -1) end
end

-- How far a notice's copy is: only ever further. domain::CopyState: 2 is skipped, 4 failed.
local function reach(desk, notice, recipient, state, why)
  local copies = desk .. 'es:' .. notice
  local before = call('GETRANGE', copies, recipient, recipient)
  if before == '' or string.byte(before) >= state then return end
  call('SETRANGE', copies, recipient, string.char(state))
  if state == 4 or state == 2 and why ~= 'cancelled' then call('HSET', desk .. 'ef:' .. notice, recipient, why) end
end
