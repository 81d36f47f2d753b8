"""What is counted of a tenant: requests, answers by their source, tokens, money, and what the cache saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from service.summarise.ports import Usage

NANO = 1_000_000_000
"""Money is counted in whole billionths of the currency, so that sums are exact: a token costs some hundreds."""


class Count(StrEnum):
    """What is counted; the money in billionths."""

    REQUESTS = "requests"
    REFUSED = "refused"
    MODEL = "model"
    CACHE = "cache"
    COLLAPSED = "collapsed"
    EXTRACTIVE = "extractive"
    DEGRADED = "degraded"
    INPUT_TOKENS = "input_tokens"
    OUTPUT_TOKENS = "output_tokens"
    COST = "cost"
    SAVED_INPUT_TOKENS = "saved_input_tokens"
    SAVED_OUTPUT_TOKENS = "saved_output_tokens"
    SAVED_COST = "saved_cost"


Counts = Mapping[Count, int]


def nanos(cost: float) -> int:
    """An amount of money in billionths."""
    return round(cost * NANO)


def taken(usage: Usage) -> Counts:
    """What calls took."""
    return {
        Count.INPUT_TOKENS: usage.input_tokens,
        Count.OUTPUT_TOKENS: usage.output_tokens,
        Count.COST: nanos(usage.cost),
    }


def saved(usage: Usage) -> Counts:
    """What calls would have taken that nobody had to make."""
    return {
        Count.SAVED_INPUT_TOKENS: usage.input_tokens,
        Count.SAVED_OUTPUT_TOKENS: usage.output_tokens,
        Count.SAVED_COST: nanos(usage.cost),
    }


@dataclass(frozen=True, slots=True)
class Page:
    """What a tenant's book says of one day and its month, of UTC."""

    day: date
    today: Counts = field(default_factory=dict)
    this_month: Counts = field(default_factory=dict)


class Ledger(Protocol):
    """Counts by tenant, over all workers where they share a backend."""

    def record(self, tenant: str, counts: Counts) -> None:
        """Add to the tenant's counts. It is written within a second or so; with a dead backend once it is back."""
        ...

    def read(self, tenant: str) -> Page:
        """What is counted so far. Raises ``StoreDown`` when the backend is dead."""
        ...
