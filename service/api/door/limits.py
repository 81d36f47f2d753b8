"""What the door asks about limits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from service.summarise.key import Key


@dataclass(frozen=True, slots=True)
class Entered:
    """A request that may go on. ``headers`` go into its answer; ``leave`` is called once, when it is written."""

    headers: Mapping[str, str]
    leave: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Refused:
    """A request over a limit: 429."""

    detail: str
    retry_after_seconds: int
    headers: Mapping[str, str]


def nothing() -> None:
    """Leaving where no place was taken."""


class Limits(Protocol):
    """Requests a minute and requests at once, for each key and for all of them."""

    def enter(self, key: Key) -> Entered | Refused:
        """Let a request in, or not. A dead store: each process counts for itself."""
        ...
