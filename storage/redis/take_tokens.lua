-- Takes a token of every bucket, or of none. After outbox.lua. Called by RedisStore::take. See storage/bucket.hpp.
--
-- KEYS  the buckets (string): "<tokens> <when, in microseconds>"; one that is full has none
-- ARGV  of each bucket: tokens a second, how many it holds, how many have to stay
-- gives how long to wait (ms), 0: taken, and for which bucket
local rounding = 0.000001
local time = call('TIME')
local now = time[1] * 1000000 + time[2]
local longest, lacking, left = 0, 1, {}

for i, key in ipairs(KEYS) do
  local rate, holds_most, reserve = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  left[i] = holds_most
  local tokens, at = string.match(call('GET', key) or '', '^(%S+) (%S+)$')
  if tokens then left[i] = math.min(holds_most, tokens + math.max(0, now - at) / 1000000 * rate) end
  local missing = reserve + 1 - left[i]
  local wait = missing > rounding and math.ceil(missing / rate * 1000) or 0
  if wait > longest then longest, lacking = wait, i end
end

if longest == 0 then
  for i, key in ipairs(KEYS) do
    local rate, holds_most = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1])
    local tokens = left[i] - 1
    call('SET', key, string.format('%.6f %.0f', tokens, now), 'PX', math.ceil((holds_most - tokens) / rate * 1000) + 1)
  end
end
return {longest, lacking}
