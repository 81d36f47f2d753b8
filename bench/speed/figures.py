"""Figures of a run: what was measured in each round, ratios, their spread, and the aim each is held to. Pure."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of all rounds, and the least and the greatest."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Aim:
    """A bound: at most it, or at least it; of the median, or with ``always`` of every round."""

    bound: float
    at_least: bool = False
    always: bool = False

    def met_by(self, values: Spread) -> bool:
        """Whether the values keep to the bound."""
        if self.at_least:
            return (values.low if self.always else values.median) >= self.bound
        return (values.high if self.always else values.median) <= self.bound

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing of one system, or of one beside another. Without an aim it is told only."""

    name: str
    system: str
    spread: Spread
    unit: str
    aim: Aim | None = None

    @property
    def met(self) -> bool | None:
        """Whether the rounds keep to the aim; None without one."""
        return self.aim.met_by(self.spread) if self.aim else None


class Rounds:
    """The values of all rounds, by what was measured and of which system."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], list[float]] = defaultdict(list)

    def add(self, what: str, system: str, value: float) -> None:
        """Note a value of one more round."""
        self._values[what, system].append(value)

    def of(self, what: str, system: str) -> Sequence[float]:
        """The values in the order of the rounds; none where it was not measured."""
        return self._values.get((what, system), ())

    def measured(self) -> Sequence[tuple[str, str]]:
        """What was measured, in the order of first notes."""
        return tuple(self._values)


def spread(values: Sequence[float]) -> Spread:
    """Median, least and greatest. Raises ``ValueError`` when there is no value."""
    if not values:
        raise ValueError("no round, no figure")
    return Spread(statistics.median(values), min(values), max(values))


def ratio(one: float, other: float) -> float:
    """One to the other; infinite beside nothing."""
    return one / other if other else float("inf")


def difference(one: float, other: float) -> float:
    """One without the other."""
    return one - other


def paired(
    rounds: Rounds, what: str, system: str, other: str, by: Callable[[float, float], float] = ratio
) -> Spread | None:
    """One system beside another, round by round: what the machine did meanwhile meets both. None where one lacks."""
    pairs = list(zip(rounds.of(what, system), rounds.of(what, other), strict=False))
    return spread([by(*pair) for pair in pairs]) if pairs else None


def number(value: float) -> str:
    """Three digits that matter, whole numbers from 100 on."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
