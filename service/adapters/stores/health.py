"""What is known of Redis: whether asking it is worth the time, and what the log has been told about it."""

import threading
import time
from collections.abc import Callable

import structlog

FAILURES_MAX = 3
"""After this many in a row Redis is down, and nobody asks for a while: a hung one costs each question its timeout."""

STALL_SECONDS = 0.1
"""Failures within this time are one event, a worker that stalled perhaps: they alone do not stop the asking."""

REST_SECONDS = 1.0
"""How long nobody asks; then one caller does, as a probe, and the others go on without."""

CALM_SECONDS = 10.0
"""Writes are said to be taken again after this long without a refusal: a nearly full Redis takes every other one."""


class Health:
    """A circuit breaker that tells each change of state once. ``now`` is any clock that never goes back, in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._log = structlog.get_logger()
        self._guard = threading.Lock()
        self._failures = 0
        self._failing_since = 0.0
        self._rests_until = 0.0
        self._takes_writes = True
        self._refused_at = 0.0

    @property
    def is_down(self) -> bool:
        """Whether callers do without, probes excepted. Asks nobody."""
        return self._failures >= FAILURES_MAX

    def worth_asking(self) -> bool:
        """Whether to ask now: always while Redis answers, once a ``REST_SECONDS`` while it does not."""
        if not self._failures:  # the way of nearly every request, and one read needs no lock
            return True
        with self._guard:
            now = self._now()
            if self._failures < FAILURES_MAX or now < self._failing_since + STALL_SECONDS:
                return True
            if now < self._rests_until:
                return False
            self._rests_until = now + REST_SECONDS
            return True

    def answered(self) -> None:
        """Redis answered as it should."""
        if not self._failures:
            return
        with self._guard:
            was_down, self._failures = self._failures >= FAILURES_MAX, 0
        if was_down:
            self._log.info("redis_up")

    def failed(self, reason: str) -> None:
        """Redis did not answer, or not as it should."""
        with self._guard:
            if not self._failures:
                self._failing_since = self._now()
            self._failures += 1
            goes_down = self._failures == FAILURES_MAX
        if goes_down:
            self._log.warning("redis_down", reason=reason)

    def wrote(self) -> None:
        """Redis took a write."""
        with self._guard:
            again = not self._takes_writes and self._now() - self._refused_at >= CALM_SECONDS
            self._takes_writes = self._takes_writes or again
        if again:
            self._log.info("redis_takes_writes")

    def refused(self, reason: str) -> None:
        """Redis answers and takes no write: it is full, a replica, or busy."""
        with self._guard:
            first, self._takes_writes = self._takes_writes, False
            self._refused_at = self._now()
        if first:
            self._log.warning("redis_refuses_writes", reason=reason)
