"""What the views work with; the wiring puts it on the app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, cast

from flask import current_app

from service.api.door.limits import Limits
from service.api.ready.answers import ReadyAnswers
from service.metrics.meters import Meters
from service.metrics.pulse import Pulse
from service.summarise.allowance import Allowance, OverBudget
from service.summarise.key import OPEN, Key
from service.summarise.ports import Clock
from service.summarise.summariser import Summariser
from service.summarise.tally import Ledger
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
class Money:
    """What is counted by tenant, in which currency, and what bounds all tenants together."""

    ledger: Ledger
    currency: str
    everyone: Allowance

    def allowance_of(self, key: Key) -> Allowance:
        """What a key may use. Over budget it is refused where its own allowance, or the service, says so."""
        if self.everyone.over_budget is OverBudget.REFUSE:
            return replace(key.allowance, over_budget=OverBudget.REFUSE)
        return key.allowance

    def bounds_of(self, key: Key) -> Allowance:
        """The same as its holder sees it: without keys, what bounds the service bounds the caller."""
        return self.everyone if key is OPEN else self.allowance_of(key)


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
    limits: Limits
    money: Money
    readiness: Callable[[], dict[str, Any]]
    close: Callable[[], None]
    meters: Meters
    pulse: Pulse


def parts() -> Parts:
    """The parts of the app that serves this request."""
    return cast("Parts", current_app.extensions["standfirst"])
