"""What bounds a call, as numbers, and what is said to whoever is over one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.summarise.allowance import Allowance
from service.summarise.errors import BudgetSpent, BudgetUnknown
from service.summarise.ports import Usage
from service.summarise.tally import nanos

UNDER_WAY_SECONDS = 5
"""When to come again where money is left, but calls under way may take it."""

NONE = -1

DAY, MONTH = "d", "m"


@dataclass(frozen=True, slots=True)
class Ask:
    """The most that a call can take, in tokens and in billionths of the currency."""

    tokens: int
    cost: int

    @classmethod
    def of(cls, most: Usage) -> "Ask":
        """What is put aside for a call."""
        return cls(most.input_tokens + most.output_tokens, nanos(most.cost))


def bounds_of(allowance: Allowance) -> tuple[int, int, int, int]:
    """Tokens of a day and of a month, then cost of a day and of a month; ``NONE`` is: no bound."""
    tokens = (allowance.tokens_per_day, allowance.tokens_per_month)
    cost = (None if one is None else nanos(one) for one in (allowance.cost_per_day, allowance.cost_per_month))
    day, month, cost_of_day, cost_of_month = (NONE if one is None else one for one in (*tokens, *cost))
    return day, month, cost_of_day, cost_of_month


def first_over(
    bounds: tuple[int, ...], ask: Ask, used: Mapping[str, int], held: Mapping[str, int]
) -> tuple[int, bool] | None:
    """The place of the first bound that the call could go over, and whether it is used up already.

    ``used`` and ``held`` are by ``d:tokens``, ``m:cost`` ….

    One call at a time may go over: else the end of a budget, where the most that a call can take is more than what is
    left, could not be used at all. So no more is spent than the bound and one request.
    """
    for place, (name, asked) in enumerate(_named(ask)):
        left = bounds[place] - used[name] - held[name]
        last_one = not held[name] and used[name] < bounds[place]
        if bounds[place] >= 0 and asked > left and not last_one:
            return place, used[name] >= bounds[place]
    return None


def over(place: int, *, everyone: bool, spent: bool, now: datetime) -> BudgetSpent:
    """What the caller is told who is over the bound at that place of ``bounds_of``."""
    whose, what = ("the service's" if everyone else "the tenant's"), ("tokens" if place < 2 else "money")
    period = "month" if place % 2 else "day"
    if not spent:
        return BudgetSpent(f"calls under way may take the rest of {whose} {what}", UNDER_WAY_SECONDS)
    end = _next_month(now) if place % 2 else now + timedelta(days=1)
    midnight = end.replace(hour=0, minute=0, second=0, microsecond=0)
    seconds = max(1, round((midnight - now).total_seconds()))
    return BudgetSpent(f"{whose} {what} of this {period} are used up", seconds)


def unknown() -> BudgetUnknown:
    """What is raised with dead books."""
    return BudgetUnknown("the books cannot be reached, so nobody can tell what is left", UNDER_WAY_SECONDS)


def _named(ask: Ask) -> Iterator[tuple[str, int]]:
    for what, asked in (("tokens", ask.tokens), ("cost", ask.cost)):
        for period in (DAY, MONTH):
            yield f"{period}:{what}", asked


def _next_month(now: datetime) -> datetime:
    return (now.replace(day=28) + timedelta(days=4)).replace(day=1)
