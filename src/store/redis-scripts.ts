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
  return number
end
local function touch(keep)
  for _, key in ipairs({ c, e, k, u }) do redis.call('PEXPIRE', key, keep) end
end
`;

/** version, context, delivery or '', answered or '', keep, longest, replies … → saved, conflict or repeated */
export const COMMIT = `${HEAD}
local version, context, delivery, answered, keep, longest = unpack(ARGV, 1, 6)
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
for index = 7, #ARGV do add(ARGV[index], longest) end
touch(keep)
if #ARGV > 6 then redis.call('PUBLISH', root .. 'wake', id) end
return 'saved'
`;

/** keep, longest, activities … → 1 when it was opened now */
export const OPEN = `${HEAD}
if redis.call('HSETNX', c, 'opened', '1') == 0 then return 0 end
for index = 3, #ARGV do add(ARGV[index], ARGV[2]) end
touch(ARGV[1])
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
