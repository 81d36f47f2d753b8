"""Single flight: the same work, wanted many times at once, is done once over threads, workers and hosts.

Within a process callers wait on one future; across processes the store's lease names one leader, and the others wait
for what it keeps. The work runs beside its callers: who loses patience goes, the work goes on and fills the cache. A
failure is told to all who wait, on every host, and for a moment to those who come after: nobody runs on after another.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

import orjson

from service.summarise import errors
from service.summarise.errors import ModelFailure, ModelLate, ModelUnavailable
from service.summarise.leases import Leases, Spawn
from service.summarise.ports import Clock, Deadline, Store

T = TypeVar("T")
P = TypeVar("P")

Offer = Callable[[T], None]
"""Called by the work with a result that is good enough for whoever cannot wait for the last one."""

Tell = Callable[[P], None]
"""Called by the work with a piece of its result, for whoever listens."""

Work = Callable[[Offer[T], Tell[P]], T]

FAILED_SECONDS = 1
"""How long a failure stands for who asks for the same."""

_FAILURES = (
    ModelUnavailable,
    ModelLate,
    errors.ModelRefused,
    errors.ModelCutShort,
    errors.ModelRubbish,
    errors.BudgetSpent,
    errors.BudgetUnknown,
)


@dataclass(frozen=True, slots=True)
class Landing(Generic[T]):
    """A result, and whether this caller started the work (else it joined)."""

    result: T
    led: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is under way in one process.

    ``flights_max`` in all; of these ``late_max`` may be without a caller who still waits for them. ``lease_seconds`` is
    how soon another worker follows a leader that died; ``patience_seconds`` how long it waits for one that lives.
    """

    flights_max: int
    late_max: int
    lease_seconds: float
    patience_seconds: float


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose flight it is, and how many of these may be without a caller in one process; None: no bound."""

    name: str
    late_max: int | None = None


NOBODY = Owner("")
"""Who owns what nobody in particular asked for."""


class Boarding(StrEnum):
    """How a caller got on a flight. ``followed`` comes on top of ``led``: another worker leads, this one waits."""

    LED = "led"
    JOINED = "joined"
    FOLLOWED = "followed"
    TURNED_AWAY = "turned_away"


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Flights in the air, and how many of these nobody waits for any more."""

    flights: int
    late: int


@dataclass(slots=True)
class _Flight(Generic[T, P]):
    owner: Owner = NOBODY
    future: "Future[T]" = field(default_factory=Future)
    interim: T | None = None
    callers: int = 0
    told: list[P] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def offer(self, result: T) -> None:
        self.interim = result

    def tell(self, piece: P) -> None:
        with self.news:
            self.told.append(piece)
            self.news.notify_all()

    def end(self, tell_result: Callable[[], None]) -> None:
        with self.news:
            tell_result()
            self.news.notify_all()


class Seat(Generic[T, P]):
    """A caller's place on a flight. ``led`` says that the flight was begun for this caller; leaving frees the place."""

    def __init__(self, flight: _Flight[T, P], *, led: bool, leave: Callable[[], None]) -> None:
        self._flight = flight
        self.led = led
        self._leave = leave

    def __enter__(self) -> "Seat[T, P]":
        return self

    def __exit__(self, *_: object) -> None:
        self._leave()

    def hear(self, deadline: Deadline, pulse_seconds: float) -> Iterator[P | None]:
        """All that the work tells, from its beginning until it ends or the deadline passes; None for each silence."""
        flight, heard = self._flight, 0
        while True:
            with flight.news:
                if heard == len(flight.told) and not flight.future.done():
                    flight.news.wait(min(pulse_seconds, deadline.remaining_seconds()))
                over, pieces = flight.future.done(), flight.told[heard:]
            yield from pieces
            heard += len(pieces)
            if over or deadline.passed:
                return
            if not pieces:
                yield None

    def land(self, deadline: Deadline) -> Landing[T]:
        """The result by the deadline, else the last one offered.

        Raises what the work raised, and ``ModelLate`` when the deadline passed with nothing offered.
        """
        try:
            return Landing(self._flight.future.result(timeout=deadline.remaining_seconds()), self.led)
        except TimeoutError:
            if self._flight.interim is None:
                raise ModelLate("the model did not answer by the deadline") from None
            return Landing(self._flight.interim, self.led)


class SingleFlight(Generic[T, P]):
    """Runs each piece of work once. ``spawn`` starts a function beside the caller; ``tally`` is told of each caller.

    ``leases`` are given where their loop, which outlives the flight that began it, is to be started in another way.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        spawn: Spawn,
        bounds: Bounds,
        tally: Callable[[Boarding], None] = lambda _: None,
        leases: Leases | None = None,
    ) -> None:
        self._store = store
        self._leases = leases or Leases(store, clock, spawn, lease_seconds=bounds.lease_seconds)
        self._clock = clock
        self._spawn = spawn
        self._bounds = bounds
        self._tally = tally
        self._flights: dict[str, _Flight[T, P]] = {}
        self._late: Counter[str] = Counter()
        self._guard = threading.Lock()

    def fly(
        self, key: str, recall: Callable[[], T | None], work: Callable[[Offer[T]], T], deadline: Deadline
    ) -> Landing[T]:
        """The result of the one flight under this key, by the deadline.

        Raises what the work raised, ``ModelLate`` when the deadline passed with nothing offered, and
        ``ModelUnavailable`` at once when too many flights are in the air.
        """
        with self.board(key, recall, lambda offer, _: work(offer)) as seat:
            return seat.land(deadline)

    def board(self, key: str, recall: Callable[[], T | None], work: Work[T, P], owner: Owner = NOBODY) -> Seat[T, P]:
        """A seat on the one flight under this key; who did not lead hears only what the leader's work tells.

        Raises ``ModelUnavailable`` at once when too many flights are in the air, in all or of this owner.
        """
        try:
            flight, led = self._board(key, owner)
        except ModelUnavailable:
            self._tally(Boarding.TURNED_AWAY)
            raise
        self._tally(Boarding.LED if led else Boarding.JOINED)
        if led:
            self._spawn(lambda: self._run(key, flight, recall, work))
        return Seat(flight, led=led, leave=partial(self._leave, flight))

    def under_way(self) -> UnderWay:
        """How many flights are in the air now."""
        with self._guard:
            return UnderWay(len(self._flights), self._late.total())

    def _board(self, key: str, owner: Owner) -> tuple[_Flight[T, P], bool]:
        with self._guard:
            flight = self._flights.get(key)
            led = flight is None
            if flight is None:
                self._check_room(owner)
                flight = self._flights[key] = _Flight[T, P](owner)
            elif not flight.callers:
                self._count_late(flight, -1)
            flight.callers += 1
            return flight, led

    def _check_room(self, owner: Owner) -> None:
        if len(self._flights) >= self._bounds.flights_max or self._late.total() >= self._bounds.late_max:
            raise ModelUnavailable("too many model calls are under way")
        # Else one who asks and hangs up, again and again, would have the places of all.
        if owner.late_max is not None and self._late[owner.name] >= owner.late_max:
            raise ModelUnavailable("too many model calls of this tenant are under way")

    def _count_late(self, flight: _Flight[T, P], step: int) -> None:
        self._late[flight.owner.name] += step
        if not self._late[flight.owner.name]:
            del self._late[flight.owner.name]

    def _leave(self, flight: _Flight[T, P]) -> None:
        with self._guard:
            flight.callers -= 1
            if not flight.callers and not flight.future.done():
                self._count_late(flight, +1)

    def _run(self, key: str, flight: _Flight[T, P], recall: Callable[[], T | None], work: Work[T, P]) -> None:
        tell: Callable[[], None]
        try:
            tell = partial(
                flight.future.set_result,
                self._lead_or_follow(key, recall, lambda: work(flight.offer, flight.tell)),
            )
        except BaseException as error:  # noqa: BLE001 - it belongs to the callers, who raise it
            tell = partial(flight.future.set_exception, error)
        self._end(key, flight, tell)

    def _end(self, key: str, flight: _Flight[T, P], tell: Callable[[], None]) -> None:
        with self._guard:
            del self._flights[key]
            if not flight.callers:
                self._count_late(flight, -1)
            flight.end(tell)

    def _lead_or_follow(self, key: str, recall: Callable[[], T | None], work: Callable[[], T]) -> T:
        lease = f"{key}:lease"
        patience = Deadline.after(self._clock, self._bounds.patience_seconds)
        token = self._leases.acquire(lease)
        if token is None:
            self._tally(Boarding.FOLLOWED)
        while True:
            if token is not None:
                try:
                    return recall() or self._lead(f"{key}:failed", work)
                finally:
                    self._leases.release(lease, token)
            if (kept := recall()) is not None:
                return kept
            if patience.passed:
                raise ModelLate("another worker holds this article and does not finish")
            self._leases.wait(lease, patience.remaining_seconds())
            token = self._leases.acquire(lease)

    def _lead(self, failed: str, work: Callable[[], T]) -> T:
        """The work's result. A failure is noted; a noted one is raised again, without the work."""
        noted = self._store.get(failed)
        if noted:
            raise _failure(noted)
        try:
            return work()
        except ModelFailure as failure:
            note = [type(failure).__name__, str(failure), failure.retry_after_seconds]
            self._store.put(failed, orjson.dumps(note), FAILED_SECONDS)
            raise


def _failure(noted: bytes) -> ModelFailure:
    name, message, retry_after_seconds = orjson.loads(noted)
    kind = next((kind for kind in _FAILURES if kind.__name__ == name), ModelUnavailable)
    return kind(message, retry_after_seconds)
