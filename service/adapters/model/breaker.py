"""Whether an endpoint is worth asking: a circuit breaker that also keeps the rest that an endpoint asks for."""

import threading
from collections import deque
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import structlog

from service.summarise.ports import Clock

FAILURES_MAX = 3
"""After this many in a row the endpoint is left alone."""

PROBE_SECONDS = 2.0
"""How long it is left alone; then one call goes out as a probe, and the others do without until it is back."""

PROBE_GIVEN_UP_SECONDS = 30.0
"""A probe that has not come back by then holds up no other."""

OBEYED_SECONDS = 60.0
"""A longer ``Retry-After`` is asked once, half-way, whether it was meant."""


LINES_MAX = 8
LINES_SECONDS = 60.0
"""So many changes of state are logged in that time."""


class State(StrEnum):
    """What is known of an endpoint. ``unauthorized``: it refuses our key, which no waiting mends."""

    UNKNOWN = "unknown"
    OK = "ok"
    FAILING = "failing"
    RESTING = "resting"
    UNAUTHORIZED = "unauthorized"


class Breaker:
    """Of one endpoint. ``facts`` stand in its log lines, one for each change of state."""

    def __init__(self, clock: Clock, **facts: Any) -> None:  # noqa: ANN401 - a log line's values
        self._clock = clock
        self._changes = _Changes(clock, facts)
        self._guard = threading.Lock()
        self._failures = 0
        self._state = State.UNKNOWN
        self._rests_until = 0.0
        self._probe_at = 0.0

    @property
    def state(self) -> State:
        """What is known now. Asks nobody."""
        return self._state

    @property
    def is_open(self) -> bool:
        """Whether callers do without the endpoint, probes excepted."""
        return self._state not in {State.UNKNOWN, State.OK}

    def admits(self) -> bool:
        """Whether to make a call now. Where the endpoint is left alone a True is the one probe: report how it ends."""
        if not self.is_open:
            return True
        with self._guard:
            now = self._clock.monotonic()
            if now < max(self._rests_until, self._probe_at):
                return False
            self._probe_at = now + PROBE_GIVEN_UP_SECONDS
            return True

    def seconds_left(self) -> float:
        """Until the endpoint may be asked again; 0 when it may be now."""
        end = max(self._rests_until, self._probe_at)
        return max(0.0, end - self._clock.monotonic()) if self.is_open else 0.0

    def answered(self) -> None:
        """The endpoint did what it should; whether the answer was of use is another question."""
        if self._state is State.OK and not self._failures:  # the way of nearly every call, and it needs no lock
            return
        with self._guard:
            self._failures = 0
            self._turn(State.OK)

    def failed(self, state: State = State.FAILING) -> None:
        """The endpoint did not answer, or with an error of its own."""
        with self._guard:
            self._failures += 1
            if not (self.is_open or self._failures >= FAILURES_MAX):
                return
            now = self._clock.monotonic()
            if not now < self._probe_at <= now + PROBE_SECONDS:  # calls that were under way do not put it off
                self._probe_at = now + PROBE_SECONDS
            self._turn(state)

    def told_to_rest(self, seconds: float) -> None:
        """The endpoint names a time before which it wants no call."""
        with self._guard:
            wait = seconds if seconds <= OBEYED_SECONDS else seconds / 2
            self._rests_until = max(self._rests_until, self._clock.monotonic() + wait)
            self._probe_at = 0.0
            self._turn(State.RESTING)

    def _turn(self, state: State) -> None:
        before, self._state = self._state, state
        if before is not state and {before, state} != {State.UNKNOWN, State.OK}:
            self._changes.tell(state)


class _Changes:
    """The log of changes. An endpoint that comes and goes gets so many lines; the next one then tells how many more."""

    def __init__(self, clock: Clock, facts: Mapping[str, object]) -> None:
        self._clock = clock
        self._facts = facts
        self._log = structlog.get_logger()
        self._told: deque[float] = deque(maxlen=LINES_MAX)
        self._untold = 0

    def tell(self, state: State) -> None:
        now = self._clock.monotonic()
        if len(self._told) == LINES_MAX and now - self._told[0] < LINES_SECONDS:
            self._untold += 1
            return
        self._told.append(now)
        untold, self._untold = self._untold, 0
        log = self._log.info if state is State.OK else self._log.warning
        log("model_endpoint", state=state.value, **self._facts, **({"changes_not_logged": untold} if untold else {}))
