/**
 * What Redis does in one step, so that two processes never see half of it. `KEYS[1]` is the prefix of all keys,
 * `KEYS[2]` the conversation: `c` its hash, `e` the stream of its log, `k` the clients' names for their messages and
 * `u` what awaits an answer.
 */
const HEAD = `
local root, id = KEYS[1], KEYS[2]
local c, e, k, u = root .. 'c:' .. id, root .. 'e:' .. id, root .. 'k:' .. id, root .. 'u:' .. id
local function add(activity, longest)
  local number = redis.call('HINCRBY', c, 'last', 1)
  redis.call('XADD', e, 'MAXLEN', longest, number .. '-0', 'a', activity)
  if number > tonumber(longest) then redis.call('ZREMRANGEBYSCORE', u, '-inf', number - longest) end
  return number
end
local function milliseconds()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function touch(keep)
  for _, key in ipairs({ c, e, k, u }) do redis.call('PEXPIRE', key, keep) end
end
`;

/** version, context, delivery or '', answered or '', keep, longest, outbox or '', replies … → saved, conflict or repeated */
export const COMMIT = `${HEAD}
local version, context, delivery, answered, keep, longest, outbox = unpack(ARGV, 1, 7)
if delivery ~= '' and redis.call('EXISTS', root .. 'claim:' .. delivery) == 1 then return 'repeated' end
if answered ~= '' and not redis.call('ZSCORE', u, answered) then return 'repeated' end
if (redis.call('HGET', c, 'version') or '0') ~= version then return 'conflict' end
if delivery ~= '' then redis.call('SET', root .. 'claim:' .. delivery, '1', 'PX', keep) end
if answered ~= '' then
  redis.call('ZREM', u, answered)
  if redis.call('ZCARD', u) == 0 then redis.call('SREM', root .. 'unanswered', id) end
end
redis.call('HINCRBY', c, 'version', 1)
redis.call('HSET', c, 'context', context)
for index = 8, #ARGV do add(ARGV[index], longest) end
if delivery ~= '' and outbox ~= '' then
  redis.call('SET', root .. 'o:' .. delivery, outbox, 'PX', keep)
  redis.call('ZADD', root .. 'outbox', milliseconds(), delivery)
end
touch(keep)
if #ARGV > 7 then redis.call('PUBLISH', root .. 'wake', id) end
return 'saved'
`;

/** keep, longest, activities … → 1 when it was opened now */
export const OPEN = `${HEAD}
if redis.call('HSETNX', c, 'opened', '1') == 0 then return 0 end
for index = 3, #ARGV do add(ARGV[index], ARGV[2]) end
touch(ARGV[1])
if #ARGV > 2 then redis.call('PUBLISH', root .. 'wake', id) end
return 1
`;

/** keep, longest, activity, key or '', 1 when it awaits an answer → number and 1 when it is new; 0 when not open */
export const APPEND = `${HEAD}
local keep, longest, activity, key, awaits = unpack(ARGV)
if redis.call('HEXISTS', c, 'opened') == 0 then return { 0, 0 } end
local known = key ~= '' and redis.call('HGET', k, key)
if known then return { tonumber(known), 0 } end
local number = add(activity, longest)
if key ~= '' then redis.call('HSET', k, key, number) end
if awaits == '1' then
  redis.call('ZADD', u, number, number)
  redis.call('SADD', root .. 'unanswered', id)
end
touch(keep)
redis.call('PUBLISH', root .. 'wake', id)
return { number, 1 }
`;

/** → the conversations in which something awaits an answer; those that expired meanwhile are left out from now on */
export const UNANSWERED = `${HEAD}
local found = {}
for _, one in ipairs(redis.call('SMEMBERS', root .. 'unanswered')) do
  if redis.call('EXISTS', root .. 'u:' .. one) == 1 then
    found[#found + 1] = one
  else
    redis.call('SREM', root .. 'unanswered', one)
  end
end
return found
`;

/** → nothing */
export const FORGET = `${HEAD}
redis.call('DEL', c, e, k, u)
redis.call('SREM', root .. 'unanswered', id)
redis.call('PUBLISH', root .. 'wake', id)
`;

/** window in milliseconds → count and what is left of the window; KEYS[2] is the key counted */
export const COUNT = `
local key = KEYS[1] .. 'n:' .. KEYS[2]
local count = redis.call('INCR', key)
if count == 1 then redis.call('PEXPIRE', key, ARGV[1]) end
return { count, redis.call('PTTL', key) }
`;

/** age in milliseconds, most → delivery, outbox, delivery, outbox … */
export const TAKE_UNSENT = `${HEAD}
local taken, now = {}, milliseconds()
local found = redis.call('ZRANGEBYSCORE', root .. 'outbox', '-inf', now - ARGV[1], 'LIMIT', 0, ARGV[2])
for _, delivery in ipairs(found) do
  local outbox = redis.call('GET', root .. 'o:' .. delivery)
  if outbox then
    redis.call('ZADD', root .. 'outbox', now, delivery)
    taken[#taken + 1], taken[#taken + 2] = delivery, outbox
  else
    redis.call('ZREM', root .. 'outbox', delivery)
  end
end
return taken
`;

/** KEYS[2] is the delivery → 1 when something of it was left to send */
export const SENT = `
redis.call('DEL', KEYS[1] .. 'o:' .. KEYS[2])
return redis.call('ZREM', KEYS[1] .. 'outbox', KEYS[2])
`;

/** KEYS[2] is the kind and the week → name, count, name, count … */
export const TALLIES = `return redis.call('HGETALL', KEYS[1] .. 'tally:' .. KEYS[2])`;

/** member, keep; KEYS[2] is the set → its size and 1 when the member is new */
export const MEET = `
local key = KEYS[1] .. 'm:' .. KEYS[2]
local new = redis.call('SADD', key, ARGV[1])
if new == 1 then redis.call('PEXPIRE', key, ARGV[2]) end
return { redis.call('SCARD', key), new }
`;
