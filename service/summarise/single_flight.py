"""Single flight: the same work, wanted many times at once, is done once over threads, workers and hosts.

Within a process callers wait on one future; across processes the store's lease names one leader, and the others wait
for what it keeps. The work runs beside its callers: who loses patience goes, the work goes on and fills the cache.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from service.summarise.errors import ModelLate, ModelUnavailable
from service.summarise.ports import Clock, Deadline, Store

T = TypeVar("T")

Offer = Callable[[T], None]
"""Called by the work with a result that is good enough for whoever cannot wait for the last one."""

Spawn = Callable[[Callable[[], None]], None]
"""Starts a function beside the caller and returns at once."""


@dataclass(frozen=True, slots=True)
class Landing(Generic[T]):
    """A result, and whether this caller started the work (else it joined)."""

    result: T
    led: bool


@dataclass(slots=True)
class _Flight(Generic[T]):
    future: "Future[T]" = field(default_factory=Future)
    interim: T | None = None

    def offer(self, result: T) -> None:
        self.interim = result


class SingleFlight(Generic[T]):
    """Runs each piece of work once. ``spawn`` starts a function beside the caller; ``max_flights`` bounds how many."""

    def __init__(self, store: Store, clock: Clock, spawn: Spawn, *, lease_seconds: float, max_flights: int) -> None:
        self._store = store
        self._clock = clock
        self._spawn = spawn
        self._lease_seconds = lease_seconds
        self._max_flights = max_flights
        self._flights: dict[str, _Flight[T]] = {}
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

    def _board(self, key: str) -> tuple[_Flight[T], bool]:
        with self._guard:
            if key in self._flights:
                return self._flights[key], False
            if len(self._flights) >= self._max_flights:
                raise ModelUnavailable("too many model calls are under way")
            flight = self._flights[key] = _Flight[T]()
            return flight, True

    def _run(self, key: str, flight: _Flight[T], recall: Callable[[], T | None], work: Callable[[Offer[T]], T]) -> None:
        try:
            flight.future.set_result(self._lead_or_follow(key, recall, lambda: work(flight.offer)))
        except BaseException as error:  # noqa: BLE001 - it belongs to the callers, who raise it
            flight.future.set_exception(error)
        finally:
            with self._guard:
                del self._flights[key]

    def _lead_or_follow(self, key: str, recall: Callable[[], T | None], work: Callable[[], T]) -> T:
        lease = f"{key}:lease"
        patience = Deadline.after(self._clock, self._lease_seconds)
        while True:
            token = self._store.acquire(lease, self._lease_seconds)
            if token is not None:
                try:
                    return recall() or work()
                finally:
                    self._store.release(lease, token)
            if (kept := recall()) is not None:
                return kept
            if patience.passed:
                raise ModelLate("another worker holds this article and does not finish")
            self._store.wait(lease, patience.remaining_seconds())
