"""A brake for who goes on asking without a pause after refusals: each refusal costs all others CPU."""

import threading
import time
from collections import Counter
from collections.abc import Callable

AT_ONCE = 10
"""Refusals of a tenant, in one second and one worker, that are answered at once."""

HOLD_SECONDS = 0.5
"""How long each further one is held back."""


class Brake:
    """Counts each tenant's refusals. ``hold`` waits so many seconds where waiting costs nothing, else not at all."""

    def __init__(self, hold: Callable[[float], None], now: Callable[[], float] = time.monotonic) -> None:
        self._hold = hold
        self._now = now
        self._guard = threading.Lock()
        self._second = 0
        self._refusals: Counter[str] = Counter()

    def press(self, tenant: str) -> None:
        """Return when the refusal may be answered."""
        second = int(self._now())
        with self._guard:
            if second != self._second:
                self._second = second
                self._refusals.clear()
            self._refusals[tenant] += 1
            hammers = self._refusals[tenant] > AT_ONCE
        if hammers:
            self._hold(HOLD_SECONDS)
