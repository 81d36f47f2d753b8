"""Leases on keys, over all processes that share a store: held ones are renewed, and those waited for are watched.

A lease is short, so that a dead holder is soon followed by another, and a living one renews it for as long as its work
takes. One loop a process renews all that it holds and looks at all that it waits for, in one question to the store: a
thousand callers that wait for other workers ask no oftener than one.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from service.summarise.ports import Clock, Store

Spawn = Callable[[Callable[[], None]], None]
"""Starts a function beside the caller and returns at once."""

LOOK_SECONDS = 0.05
"""How often the leases that somebody waits for are looked at."""

RENEWALS = 3
"""How often a lease is renewed before it would end: two renewals may fail."""


@dataclass(slots=True)
class _Holding:
    token: str
    renew_at: float


@dataclass(slots=True)
class _Waiting:
    free: threading.Event = field(default_factory=threading.Event)
    count: int = 0


class Leases:
    """The leases of one process. With a dead store everybody gets every lease and nobody waits."""

    def __init__(self, store: Store, clock: Clock, spawn: Spawn, *, lease_seconds: float) -> None:
        self._store = store
        self._clock = clock
        self._spawn = spawn
        self._lease_seconds = lease_seconds
        self._holdings: dict[str, _Holding] = {}
        self._waitings: dict[str, _Waiting] = {}
        self._guard = threading.Lock()
        self._wake = threading.Event()
        self._runs = False

    def acquire(self, key: str) -> str | None:
        """A token when this caller now holds the key's lease, None when another does."""
        token = self._store.acquire(key, self._lease_seconds)
        if token is not None:
            with self._guard:
                self._holdings[key] = _Holding(token, self._next_renewal())
            self._keep_running()
        return token

    def release(self, key: str, token: str) -> None:
        """Give the lease back."""
        with self._guard:
            self._holdings.pop(key, None)
        self._store.release(key, token)

    def wait(self, key: str, timeout_seconds: float) -> None:
        """Return when the key's lease may be free, at latest after the timeout."""
        with self._guard:
            waiting = self._waitings.setdefault(key, _Waiting())
            waiting.count += 1
        self._keep_running()
        self._wake.set()
        try:
            waiting.free.wait(timeout_seconds)
        finally:
            self._leave(key, waiting)

    def _leave(self, key: str, waiting: _Waiting) -> None:
        with self._guard:
            waiting.count -= 1
            if not waiting.count and self._waitings.get(key) is waiting:
                del self._waitings[key]

    def _keep_running(self) -> None:
        with self._guard:
            starts, self._runs = not self._runs, True
        if starts:
            self._spawn(self._run)

    def _run(self) -> None:
        try:
            while (pause := self._pause_seconds()) is not None:
                self._wake.wait(pause)
                self._wake.clear()
                self._renew()
                self._look()
        except BaseException:
            with self._guard:
                self._runs = False
            raise

    def _pause_seconds(self) -> float | None:
        """How long until there is something to do; None, and the loop has ended, when nothing will be."""
        with self._guard:
            if self._waitings:
                return LOOK_SECONDS
            if self._holdings:
                return self._lease_seconds / RENEWALS
            self._runs = False
            return None

    def _renew(self) -> None:
        now = self._clock.monotonic()
        with self._guard:
            due = [(key, holding) for key, holding in self._holdings.items() if holding.renew_at <= now]
        for key, holding in due:
            self._store.renew(key, holding.token, self._lease_seconds)
            holding.renew_at = self._next_renewal()

    def _look(self) -> None:
        with self._guard:
            watched = tuple(self._waitings)
        if not watched:
            return
        held = self._store.held(watched)
        with self._guard:
            freed = [self._waitings.pop(key) for key in watched if key not in held and key in self._waitings]
        for waiting in freed:
            waiting.free.set()

    def _next_renewal(self) -> float:
        return self._clock.monotonic() + self._lease_seconds / RENEWALS
