-- Claims what is due of a lane, at most one message a recipient. After outbox.lua. Called by
-- RedisStore::claim_messages.
--
-- KEYS  1 the lane (zset)
-- ARGV  1 how many recipients at most   2 a random number below 4095000, for the tokens
-- gives the time, then token, recipient, entry, token, recipient, entry …; the others of a bundle follow its first
-- with the same token
local lane, random = KEYS[1], tonumber(ARGV[2])
local most_bundled = 30
local now = now_ms()
local claimed = {string.format('%.0f', now)}
for i, to in ipairs(call('ZRANGEBYSCORE', lane, '-inf', now, 'LIMIT', 0, ARGV[1])) do
  local list = lane .. ':' .. to
  local due
  first_of(list, function(entry)
    local wake, state = string.match(entry, '^%d+ (%d+) ([nr])')
    if tonumber(wake) <= now then due = entry end
    return due or state == 'r'
  end)
  if due then
    local token = token_of(random, i)
    call('ZADD', lane, claimed_until(now, token), to)
    local held = string.format('%.17g', token)
    claimed[#claimed + 1] = held
    claimed[#claimed + 1] = to
    claimed[#claimed + 1] = due
    local bundle = string.match(due, '^%d+ %d+ %S+ %S+ (%+%S*) ')
    for _, other in ipairs(bundle and call('LRANGE', list, 0, most_bundled) or {}) do
      if other ~= due and string.match(other, '^%d+ %d+ %S+ %S+ (%+%S*) ') == bundle then
        claimed[#claimed + 1] = held
        claimed[#claimed + 1] = to
        claimed[#claimed + 1] = other
      end
    end
  else
    release(lane, list, to, now)
  end
end
return claimed
