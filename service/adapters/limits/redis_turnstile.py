"""Requests counted in Redis for all workers: one script, one round trip a request, and another for a place given back.

A minute is a hash of its seconds, so its size does not grow with the limit; the places are a sorted set of leases,
which a living worker renews. Neither has a time to live: under pressure Redis evicts what has one, and there are no
more of them than tenants.
"""

import threading
from collections.abc import Sequence

from service.adapters.limits.local_turnstile import LocalTurnstile
from service.adapters.stores.redis_line import Line, Script
from service.summarise.leases import Spawn
from service.summarise.ports import Clock
from service.summarise.turnstile import WINDOW_SECONDS, Admission, Bound, Full, Room

LEASE_SECONDS = 10.0
"""How soon the places of a worker that was killed are free."""

RENEWALS = 3
"""How often a lease is renewed before it would end: two renewals may fail."""

_NONE = -1

# KEYS: for each bound its minute and its places. ARGV: token, lease in ms, then for each bound its two numbers.
# The clock is Redis's own, so that hosts need not agree.
_ENTER = Script(
    f"""
    local time = redis.call('TIME')
    local now, ms = tonumber(time[1]), time[1] * 1000 + math.floor(time[2] / 1000)
    local reply = {{0, 0}}
    for i = 1, #KEYS / 2 do
      local quota, room = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
      local used, oldest, inside = 0, now, 0
      if quota >= 0 then
        local seconds = redis.call('HGETALL', KEYS[2 * i - 1])
        for j = 1, #seconds, 2 do
          local second = tonumber(seconds[j])
          if second <= now - {WINDOW_SECONDS} or second > now + 1 then
            redis.call('HDEL', KEYS[2 * i - 1], seconds[j])
          else
            used = used + seconds[j + 1]
            if second < oldest then oldest = second end
          end
        end
      end
      if room >= 0 then
        redis.call('ZREMRANGEBYSCORE', KEYS[2 * i], '-inf', ms)
        inside = redis.call('ZCARD', KEYS[2 * i])
      end
      if reply[1] == 0 and quota >= 0 and used >= quota then reply[1], reply[2] = i, 1 end
      if reply[1] == 0 and room >= 0 and inside >= room then reply[1], reply[2] = i, 2 end
      reply[#reply + 1], reply[#reply + 2], reply[#reply + 3] = used, oldest + {WINDOW_SECONDS} - now, inside
    end
    if reply[1] > 0 then return reply end
    for i = 1, #KEYS / 2 do
      if tonumber(ARGV[2 * i + 1]) >= 0 then redis.call('HINCRBY', KEYS[2 * i - 1], time[1], 1) end
      if tonumber(ARGV[2 * i + 2]) >= 0 then redis.call('ZADD', KEYS[2 * i], ms + ARGV[2], ARGV[1]) end
    end
    return reply
    """
)

# KEYS: places; ARGV: lease in ms, then one token for each.
_RENEW = Script(
    """
    local time = redis.call('TIME')
    local ends = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
    for i = 1, #KEYS do redis.call('ZADD', KEYS[i], 'XX', ends, ARGV[i + 1]) end
    return 1
    """
)

_LEAVE = Script("for i = 1, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end return 1")


class RedisTurnstile:
    """The port over Redis. ``spawn`` starts what renews leases, for as long as there are any.

    What this process let in, it also counts for itself: what is over a limit by that alone costs no round trip, and
    when Redis dies, this process goes on from there.
    """

    def __init__(self, line: Line, clock: Clock, spawn: Spawn, *, lease_seconds: float = LEASE_SECONDS) -> None:
        self._line = line
        self._local = LocalTurnstile(clock)
        self._spawn = spawn
        self._lease_seconds = lease_seconds
        self._inside: dict[str, list[str]] = {}
        self._guard = threading.Lock()
        self._pause = threading.Event()
        self._renews = False

    def enter(self, bounds: Sequence[Bound], token: str) -> Admission:
        """Count the request in under all bounds, or under none when one is full. Redis dead: in this process alone."""
        looked = self._local.look(bounds)
        if looked.full:
            return looked
        keys = [key for bound in bounds for key in (_minute(bound), _places(bound))]
        numbers = [_NONE if one is None else one for bound in bounds for one in (bound.per_minute, bound.at_once)]
        reply = self._line.run(_ENTER, keys, [token, round(self._lease_seconds * 1000), *numbers])
        if reply is None:
            return self._local.enter(bounds, token)
        admission = _read(reply, bounds)
        if not admission.full:
            self._local.count(bounds, token)
            self._hold(bounds, token)
        return admission

    def leave(self, bounds: Sequence[Bound], token: str) -> None:
        """Give the request's places back. Redis dead: the lease ends."""
        self._local.leave(bounds, token)
        with self._guard:
            held = self._inside.pop(token, None)
        if held:
            self._line.run(_LEAVE, held, [token])

    def _hold(self, bounds: Sequence[Bound], token: str) -> None:
        held = [_places(bound) for bound in bounds if bound.at_once is not None]
        if not held:
            return
        with self._guard:
            self._inside[token] = held
            starts, self._renews = not self._renews, True
        if starts:
            self._spawn(self._renew)

    def _renew(self) -> None:
        try:
            while True:
                self._pause.wait(self._lease_seconds / RENEWALS)
                held = self._still_inside()
                if not held:
                    return
                lease_ms = round(self._lease_seconds * 1000)
                self._line.run(_RENEW, [key for key, _ in held], [lease_ms, *(token for _, token in held)])
        except BaseException:
            with self._guard:
                self._renews = False
            raise

    def _still_inside(self) -> list[tuple[str, str]]:
        """The leases that this process holds; where there are none, the renewing ends."""
        with self._guard:
            self._renews = bool(self._inside)
            return [(key, token) for token, keys in self._inside.items() for key in keys]


def _read(reply: Sequence[int], bounds: Sequence[Bound]) -> Admission:
    by, kind = reply[0] - 1, reply[1]
    mine = 0 if kind else 1  # the script counts who was there before
    rooms = []
    for place, bound in enumerate(bounds):
        used, reset_seconds, inside = reply[2 + 3 * place : 5 + 3 * place]
        requests = None if bound.per_minute is None else max(0, bound.per_minute - used - mine)
        places = None if bound.at_once is None else max(0, bound.at_once - inside - mine)
        rooms.append(Room(requests, reset_seconds, places))
    if not kind:
        return Admission(tuple(rooms))
    return Admission(tuple(rooms), Full.MINUTE if kind == 1 else Full.AT_ONCE, by)


def _minute(bound: Bound) -> str:
    # The braces keep all of them on one node of a cluster, where one script can reach them.
    return f"standfirst:{{limits}}:minute:{bound.name}"


def _places(bound: Bound) -> str:
    return f"standfirst:{{limits}}:places:{bound.name}"
