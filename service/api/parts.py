"""What the views work with; the wiring puts it on the app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from flask import current_app

from service.api.ready.answers import ReadyAnswers
from service.summarise.ports import Clock
from service.summarise.summariser import Summariser
from service.summarise.turns import Turns
from service.summarise.writing.prompts import Prompt


class Shelf(Protocol):
    """The prompts, as the API shows them."""

    @property
    def prompts(self) -> Mapping[str, Mapping[int, Prompt]]:
        """Every version of every prompt."""
        ...

    def select(self, selector: str) -> Prompt:
        """One prompt; raises ``UnknownPrompt``."""
        ...

    def is_released(self, prompt: Prompt) -> bool:
        """Whether the version is frozen."""
        ...

    def labels_of(self, prompt: Prompt) -> tuple[str, ...]:
        """The labels that point to this version."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that the API hands requests to.

    ``readiness`` asks nobody for longer than a Redis command takes; ``close`` ends all connections.
    """

    summariser: Summariser
    prompts: Shelf
    clock: Clock
    ready: ReadyAnswers
    turns: Turns
    readiness: Callable[[], dict[str, Any]]
    close: Callable[[], None]


def parts() -> Parts:
    """The parts of the app that serves this request."""
    return cast("Parts", current_app.extensions["standfirst"])
