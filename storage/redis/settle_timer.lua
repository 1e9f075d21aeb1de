-- What became of a claimed timer. After outbox.lua, of which it uses the tokens. Called by RedisStore::acknowledge and
-- postpone.
--
-- KEYS  1 timers (zset)   2 slots of those claimed or postponed (hash)
-- ARGV  1 name   2 token   3 until when it is postponed (ms), empty: done with
-- gives 1; 0 when the claim is no longer held, since it lapsed or a commit has set or stopped the timer
local score = call('ZSCORE', KEYS[1], ARGV[1])
if not holds(score, ARGV[2]) then
  if not is_claimed(score) then call('HDEL', KEYS[2], ARGV[1]) end
  return 0
end
if ARGV[3] == '' then
  call('ZREM', KEYS[1], ARGV[1])
  call('HDEL', KEYS[2], ARGV[1])
else
  -- The fraction says that the slot stands in the hash; no claim is behind it, and it is due in that very millisecond.
  call('ZADD', KEYS[1], string.format('%.17g', tonumber(ARGV[3]) - 1 / 4096), ARGV[1])
end
return 1
