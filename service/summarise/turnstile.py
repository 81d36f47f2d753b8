"""How requests are counted in and out: so many a minute, so many at once, under one name or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

WINDOW_SECONDS = 60
"""The minute of ``requests_per_minute``; it slides by whole seconds."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What may pass under a name. None is: no bound."""

    name: str
    per_minute: int | None
    at_once: int | None


class Full(StrEnum):
    """What a request met that was turned away."""

    MINUTE = "minute"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True)
class Room:
    """What one bound has left: requests of this minute, until the oldest is a minute ago; and places.

    A number is None where nothing bounds it.
    """

    requests: int | None
    reset_seconds: int
    places: int | None


@dataclass(frozen=True, slots=True)
class Admission:
    """What became of a request, with the room under each bound; ``by`` is the place of the bound that is full."""

    rooms: tuple[Room, ...]
    full: Full | None = None
    by: int = 0


class Turnstile(Protocol):
    """Counts requests by name, over all workers where they share a backend."""

    def enter(self, bounds: Sequence[Bound], token: str) -> Admission:
        """Count the request ``token`` in under all bounds, or under none when one is full.

        A dead backend: each process counts for itself.
        """
        ...

    def leave(self, bounds: Sequence[Bound], token: str) -> None:
        """Give the request's places back. A process that died, or a dead backend: they are free after a lease."""
        ...
