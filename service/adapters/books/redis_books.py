"""Books in Redis, shared by all workers. Where money is bounded and Redis is dead, nothing is spent."""

import secrets
import threading
from dataclasses import dataclass
from datetime import date

import structlog

from service.adapters.books import scripts
from service.adapters.books.budget import Ask, bounds_of, over, unknown
from service.adapters.books.pending import Pending
from service.adapters.stores.redis_line import Line
from service.summarise.allowance import Allowance
from service.summarise.errors import StoreDown
from service.summarise.leases import Spawn
from service.summarise.ports import Clock, Reservation, Usage
from service.summarise.tally import Count, Counts, Page, taken

# The braces keep all of them on one node of a cluster, where one script can reach them.
_BOOKS = "standfirst:{books}"
_EVERYONE = f"{_BOOKS}:all"
_OPEN = f"{_BOOKS}:open"

FLUSH_SECONDS = 1.0
"""How long counts wait in the process before they are written, all in one go."""


@dataclass(frozen=True, slots=True)
class _Settlement:
    tenant: str
    member: str
    usage: Usage


class RedisBooks:
    """Purse and ledger over Redis. ``everyone`` bounds all tenants together, ``spawn`` starts what writes counts.

    ``lease_seconds`` is how long a reservation stands that nobody settles; it has to be longer than any call.
    """

    def __init__(self, line: Line, clock: Clock, spawn: Spawn, *, everyone: Allowance, lease_seconds: float) -> None:
        self._line = line
        self._clock = clock
        self._spawn = spawn
        self._everyone = everyone
        self._lease_ms = round(lease_seconds * 1000)
        self._pending = Pending(f"{_BOOKS}:posted:{secrets.token_hex(8)}")
        self._late: list[_Settlement] = []
        self._guard = threading.Lock()
        self._flushing = threading.Lock()
        self._pause = threading.Event()
        self._runs = False

    def reserve(self, tenant: str, allowance: Allowance, most: Usage) -> Reservation:
        """Put aside the most that a call can take; nobody is asked where nothing is bounded.

        Raises ``BudgetSpent`` when it is over what is left, and ``BudgetUnknown`` when Redis is dead.
        """
        if not (allowance.bounds_money or self._everyone.bounds_money):
            return _Unbounded(self, tenant)
        now, ask = self._clock.now(), Ask.of(most)
        bounds = (*bounds_of(allowance), *bounds_of(self._everyone))
        call = (secrets.token_hex(8), self._lease_ms, *_dates(now.date()), ask.tokens, ask.cost)
        reply = self._line.run(scripts.RESERVE, [_book(tenant), _EVERYONE, _OPEN], [*call, *bounds])
        if reply is None:
            raise unknown()
        if reply[0]:
            raise over(reply[1], everyone=reply[0] == 2, spent=bool(reply[2]), now=now)
        return _Held(self, tenant, reply[1].decode())

    def settle(self, tenant: str, member: str, usage: Usage) -> None:
        """Book what the call took and give the rest back; with Redis dead once it is back."""
        settlement = _Settlement(tenant, member, usage)
        if not self._settled(settlement):
            with self._guard:
                self._late.append(settlement)
            self._keep_running()

    def record(self, tenant: str, counts: Counts) -> None:
        """Add to the tenant's counts, written within a second or so; with Redis dead once it is back."""
        self._pending.add(_book(tenant), self._clock.now().date(), counts)
        self._keep_running()

    def read(self, tenant: str) -> Page:
        """What is counted so far. Raises ``StoreDown`` when Redis is dead."""
        self.flush()
        reply = self._line.run(scripts.READ, [_book(tenant)], [])
        if reply is None:
            raise StoreDown("the store is down, nobody can tell what was used")
        fields = {name.decode(): value.decode() for name, value in zip(reply[::2], reply[1::2], strict=True)}
        today = self._clock.now().date()
        day, month = _dates(today)
        return Page(
            today,
            _counts(fields, "d:") if fields.get("day", "") >= day else {},
            _counts(fields, "m:") if fields.get("month", "") >= month else {},
        )

    def flush(self) -> bool:
        """Write what waits; False when Redis does not take it now. Nothing is written twice."""
        with self._flushing:
            with self._guard:
                late = tuple(self._late)
            for settlement in late:
                if not self._settled(settlement):
                    return False
                with self._guard:
                    self._late.remove(settlement)
            while posting := self._pending.next_posting(_EVERYONE):
                if self._line.run(scripts.POST, posting.keys, posting.arguments) is None:
                    return False
                self._pending.posted()
            return True

    def close(self) -> None:
        """Write what waits. With Redis dead it is lost, and the log says so."""
        if not self.flush():
            structlog.get_logger().warning("usage_lost", reason="the store is down")

    def _settled(self, one: _Settlement) -> bool:
        amounts = [word for name, amount in taken(one.usage).items() for word in (name.value, amount)]
        keys = [_book(one.tenant), _EVERYONE, _OPEN]
        return self._line.run(scripts.SETTLE, keys, [one.member, *amounts]) is not None

    def _keep_running(self) -> None:
        with self._guard:
            starts, self._runs = not self._runs, True
        if starts:
            self._spawn(self._run)

    def _run(self) -> None:
        try:
            while self._anything_waits():
                self._pause.wait(FLUSH_SECONDS)
                self.flush()
        except BaseException:
            with self._guard:
                self._runs = False
            raise

    def _anything_waits(self) -> bool:
        with self._guard:
            self._runs = bool(self._late) or self._pending.waits
            return self._runs


@dataclass(slots=True)
class _Held:
    books: RedisBooks
    tenant: str
    member: str

    def settle(self, usage: Usage) -> None:
        self.books.settle(self.tenant, self.member, usage)


@dataclass(slots=True)
class _Unbounded:
    books: RedisBooks
    tenant: str

    def settle(self, usage: Usage) -> None:
        self.books.record(self.tenant, taken(usage))


def _book(tenant: str) -> str:
    return f"{_BOOKS}:tenant:{tenant}"


def _dates(day: date) -> tuple[str, str]:
    return day.isoformat(), day.isoformat()[:7]


def _counts(fields: dict[str, str], period: str) -> Counts:
    return {one: int(fields[period + one]) for one in Count if period + one in fields}
