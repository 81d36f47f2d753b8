"""The books in Redis, as scripts: each is atomic, one round trip, and does nothing when it comes a second time.

A book is a hash: ``day`` and ``month`` that it is open at, and numbers with ``d:`` and ``m:`` in front. It has no time
to live, since under pressure Redis evicts what has one; there are no more books than tenants. A reservation is a member
of ``open``: id, day, month, tokens, cost and book; its score is the end of its lease, in ms of Redis's own clock.
"""

from service.adapters.stores.redis_line import Script

_ROLL = """
    local function roll(book, day, month)
      local was = redis.call('HMGET', book, 'day', 'month')
      if was[1] and was[1] >= day then return was[1], was[2] end
      for _, field in ipairs(was[1] and redis.call('HKEYS', book) or {}) do
        local period = string.sub(field, 1, 2)
        if period == 'd:' or (period == 'm:' and was[2] ~= month) then redis.call('HDEL', book, field) end
      end
      redis.call('HSET', book, 'day', day, 'month', month)
      return day, month
    end
    local function add(book, day, month, field, amount)
      if tonumber(amount) == 0 then return end
      local open = redis.call('HMGET', book, 'day', 'month')
      if open[1] == day then redis.call('HINCRBY', book, 'd:' .. field, amount) end
      if open[2] == month then redis.call('HINCRBY', book, 'm:' .. field, amount) end
    end
"""

_GIVE_BACK = """
    local function give_back(everyone, member)
      local day, month, tokens, cost, book = string.match(member, '^[^|]*|([^|]*)|([^|]*)|(%d+)|(%d+)|(.*)$')
      for _, one in ipairs({book, everyone}) do
        add(one, day, month, 'held_tokens', -tokens)
        add(one, day, month, 'held_cost', -cost)
      end
      return day, month
    end
"""

# KEYS: the tenant's book, everyone's, the open reservations. ARGV: id, lease in ms, day, month, tokens, cost, then the
# four bounds of the tenant and of everyone. The rule is that of ``budget.first_over``.
RESERVE = Script(
    _ROLL
    + _GIVE_BACK
    + """
    local time = redis.call('TIME')
    local ms = time[1] * 1000 + math.floor(time[2] / 1000)
    for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ms, 'LIMIT', 0, 100)) do
      redis.call('ZREM', KEYS[3], member)
      give_back(KEYS[2], member)
    end
    local day, month = roll(KEYS[2], ARGV[3], ARGV[4])
    roll(KEYS[1], day, month)
    for i = 1, 2 do
      local place = 0
      for _, what in ipairs({'tokens', 'cost'}) do
        local asked = tonumber(ARGV[what == 'tokens' and 5 or 6])
        for _, period in ipairs({'d:', 'm:'}) do
          local bound = tonumber(ARGV[6 + 4 * (i - 1) + place + 1])
          if bound >= 0 then
            local parts = what == 'cost' and {'cost'} or {'input_tokens', 'output_tokens'}
            local used = 0
            for _, part in ipairs(parts) do used = used + (redis.call('HGET', KEYS[i], period .. part) or 0) end
            local held = tonumber(redis.call('HGET', KEYS[i], period .. 'held_' .. what) or 0)
            if asked > bound - used - held and not (held == 0 and used < bound) then
              return {i, place, used >= bound and 1 or 0}
            end
          end
          place = place + 1
        end
      end
    end
    local member = table.concat({ARGV[1], day, month, ARGV[5], ARGV[6], KEYS[1]}, '|')
    for i = 1, 2 do
      add(KEYS[i], day, month, 'held_tokens', ARGV[5])
      add(KEYS[i], day, month, 'held_cost', ARGV[6])
    end
    redis.call('ZADD', KEYS[3], ms + ARGV[2], member)
    return {0, member}
    """
)

# KEYS as above; ARGV: the reservation, then field and amount of each number. One that is not open any more was settled
# by an earlier try, or its lease has ended.
SETTLE = Script(
    _ROLL
    + _GIVE_BACK
    + """
    if redis.call('ZREM', KEYS[3], ARGV[1]) == 0 then return 0 end
    local day, month = give_back(KEYS[2], ARGV[1])
    for i = 1, 2 do
      for j = 2, #ARGV, 2 do add(KEYS[i], day, month, ARGV[j], ARGV[j + 1]) end
    end
    return 1
    """
)

# KEYS: the last posting of this process, then books, everyone's among them. ARGV: the posting's number, day, month,
# then for each book how many numbers follow, and each number's field and amount.
POST = Script(
    _ROLL
    + """
    local last = redis.call('GET', KEYS[1])
    if last and tonumber(last) >= tonumber(ARGV[1]) then return 0 end
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 86400)
    local at = 4
    for i = 2, #KEYS do
      roll(KEYS[i], ARGV[2], ARGV[3])
      local ends = at + 2 * ARGV[at]
      for j = at + 1, ends, 2 do add(KEYS[i], ARGV[2], ARGV[3], ARGV[j], ARGV[j + 1]) end
      at = ends + 1
    end
    return 1
    """
)

READ = Script("return redis.call('HGETALL', KEYS[1])")
