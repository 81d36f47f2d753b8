"""Single flight: the same work, wanted many times at once, is done once over threads, workers and hosts.

Within a process callers wait on one future; across processes the store's lease names one leader, and the others wait
for what it keeps. The work runs beside its callers: who loses patience goes, the work goes on and fills the cache. A
failure is told to all who wait, on every host, and for a moment to those who come after: nobody runs on after another.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

import orjson

from service.summarise import errors
from service.summarise.errors import ModelFailure, ModelLate, ModelUnavailable
from service.summarise.leases import Leases, Spawn
from service.summarise.ports import Clock, Deadline, Store

T = TypeVar("T")

Offer = Callable[[T], None]
"""Called by the work with a result that is good enough for whoever cannot wait for the last one."""

FAILED_SECONDS = 1
"""How long a failure stands for who asks for the same."""

_FAILURES = (ModelUnavailable, ModelLate, errors.ModelRefused, errors.ModelCutShort, errors.ModelRubbish)


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


@dataclass(slots=True)
class _Flight(Generic[T]):
    future: "Future[T]" = field(default_factory=Future)
    interim: T | None = None
    callers: int = 0

    def offer(self, result: T) -> None:
        self.interim = result


class SingleFlight(Generic[T]):
    """Runs each piece of work once. ``spawn`` starts a function beside the caller."""

    def __init__(self, store: Store, clock: Clock, spawn: Spawn, bounds: Bounds) -> None:
        self._store = store
        self._leases = Leases(store, clock, spawn, lease_seconds=bounds.lease_seconds)
        self._clock = clock
        self._spawn = spawn
        self._bounds = bounds
        self._flights: dict[str, _Flight[T]] = {}
        self._late = 0
        self._guard = threading.Lock()

    def fly(
        self, key: str, recall: Callable[[], T | None], work: Callable[[Offer[T]], T], deadline: Deadline
    ) -> Landing[T]:
        """The result of the one flight under this key, by the deadline.

        Raises what the work raised, ``ModelLate`` when the deadline passed with nothing offered, and
        ``ModelUnavailable`` at once when too many flights are in the air.
        """
        flight, led = self._board(key)
        if led:
            self._spawn(lambda: self._run(key, flight, recall, work))
        try:
            return Landing(flight.future.result(timeout=deadline.remaining_seconds()), led)
        except TimeoutError:
            if flight.interim is None:
                raise ModelLate("the model did not answer by the deadline") from None
            return Landing(flight.interim, led)
        finally:
            self._leave(flight)

    def _board(self, key: str) -> tuple[_Flight[T], bool]:
        with self._guard:
            flight = self._flights.get(key)
            led = flight is None
            if flight is None:
                if len(self._flights) >= self._bounds.flights_max or self._late >= self._bounds.late_max:
                    raise ModelUnavailable("too many model calls are under way")
                flight = self._flights[key] = _Flight[T]()
            elif not flight.callers:
                self._late -= 1
            flight.callers += 1
            return flight, led

    def _leave(self, flight: _Flight[T]) -> None:
        with self._guard:
            flight.callers -= 1
            if not flight.callers and not flight.future.done():
                self._late += 1

    def _run(self, key: str, flight: _Flight[T], recall: Callable[[], T | None], work: Callable[[Offer[T]], T]) -> None:
        tell: Callable[[], None]
        try:
            tell = partial(flight.future.set_result, self._lead_or_follow(key, recall, lambda: work(flight.offer)))
        except BaseException as error:  # noqa: BLE001 - it belongs to the callers, who raise it
            tell = partial(flight.future.set_exception, error)
        self._end(key, flight, tell)

    def _end(self, key: str, flight: _Flight[T], tell: Callable[[], None]) -> None:
        with self._guard:
            del self._flights[key]
            if not flight.callers:
                self._late -= 1
            tell()

    def _lead_or_follow(self, key: str, recall: Callable[[], T | None], work: Callable[[], T]) -> T:
        lease = f"{key}:lease"
        patience = Deadline.after(self._clock, self._bounds.patience_seconds)
        while True:
            token = self._leases.acquire(lease)
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
