-- Claims what is due. After outbox.lua, of which it uses the tokens. Called by RedisStore::claim_timers.
--
-- KEYS  1 timers (zset): name -> due; or, claimed or postponed, a score with a fraction
--       2 the slots of those (hash): name -> due as it was set
-- ARGV  1 how many at most   2 a random number below 4095000, for the tokens
-- gives the time (ms), name, slot, token, name, slot, token …
local random, now = tonumber(ARGV[2]), now_ms()
local due = call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES', 'LIMIT', 0, ARGV[1])
local claimed, scores, slots = {string.format('%.0f', now)}, {}, {}
if #due == 0 then return claimed end
for i = 1, #due, 2 do
  local name, score, token = due[i], due[i + 1], token_of(random, i)
  local slot = is_claimed(score) and call('HGET', KEYS[2], name)
  if not slot then
    slot = score
    slots[#slots + 1] = name
    slots[#slots + 1] = slot
  end
  scores[#scores + 1] = claimed_until(now, token)
  scores[#scores + 1] = name
  claimed[#claimed + 1] = name
  claimed[#claimed + 1] = slot
  claimed[#claimed + 1] = string.format('%.17g', token)
end
call('ZADD', KEYS[1], unpack(scores))
if #slots > 0 then call('HSET', KEYS[2], unpack(slots)) end
return claimed
