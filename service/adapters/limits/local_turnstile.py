"""Requests counted in the memory of one process: all there is without Redis, and what is left while it is down."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.summarise.ports import Clock
from service.summarise.turnstile import WINDOW_SECONDS, Admission, Bound, Full, Room


@dataclass(slots=True)
class _Counted:
    """Requests by the second that they came in, and those that are inside."""

    seconds: dict[int, int] = field(default_factory=dict)
    inside: set[str] = field(default_factory=set)

    def forget(self, now: int) -> None:
        for second in [one for one in self.seconds if one <= now - WINDOW_SECONDS]:
            del self.seconds[second]

    def room(self, bound: Bound, now: int) -> Room:
        left = None if bound.per_minute is None else max(0, bound.per_minute - sum(self.seconds.values()))
        places = None if bound.at_once is None else max(0, bound.at_once - len(self.inside))
        return Room(left, min(self.seconds, default=now) + WINDOW_SECONDS - now, places)


class LocalTurnstile:
    """The port for one process. Names are few: they are the tenants that keys are made for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counted: dict[str, _Counted] = {}
        self._guard = threading.Lock()

    def enter(self, bounds: Sequence[Bound], token: str) -> Admission:
        """Count the request in under all bounds, or under none when one is full."""
        with self._guard:
            looked = self._look(bounds)
            if looked.full:
                return looked
            self._count(bounds, token)
            return self._look(bounds, judged=False)

    def look(self, bounds: Sequence[Bound]) -> Admission:
        """What would become of a request; nothing is counted."""
        with self._guard:
            return self._look(bounds)

    def count(self, bounds: Sequence[Bound], token: str) -> None:
        """Count a request in that somebody else has judged."""
        with self._guard:
            self._count(bounds, token)

    def leave(self, bounds: Sequence[Bound], token: str) -> None:
        """Give the request's places back."""
        with self._guard:
            for bound in bounds:
                self._of(bound).inside.discard(token)

    def _look(self, bounds: Sequence[Bound], *, judged: bool = True) -> Admission:
        now = self._now()
        for bound in bounds:
            self._of(bound).forget(now)
        rooms = tuple(self._of(bound).room(bound, now) for bound in bounds)
        for place, room in enumerate(rooms if judged else ()):
            if room.requests == 0 or room.places == 0:
                return Admission(rooms, Full.MINUTE if room.requests == 0 else Full.AT_ONCE, place)
        return Admission(rooms)

    def _count(self, bounds: Sequence[Bound], token: str) -> None:
        now = self._now()
        for bound in bounds:
            counted = self._of(bound)
            if bound.per_minute is not None:
                counted.seconds[now] = counted.seconds.get(now, 0) + 1
            if bound.at_once is not None:
                counted.inside.add(token)

    def _of(self, bound: Bound) -> _Counted:
        return self._counted.setdefault(bound.name, _Counted())

    def _now(self) -> int:
        return int(self._clock.monotonic())
