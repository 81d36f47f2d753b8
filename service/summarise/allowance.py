"""What one tenant may use, as its key says. None is: no bound."""

from dataclasses import dataclass
from enum import StrEnum


class OverBudget(StrEnum):
    """What a caller gets whose money is used up: an extractive answer that says so, or 429."""

    DEGRADE = "degrade"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Allowance:
    """Bounds of one key, or of the whole service. ``cost_…`` is in the currency of the settings.

    Days and months are those of UTC.
    """

    requests_per_minute: int | None = None
    concurrent_requests: int | None = None
    tokens_per_day: int | None = None
    tokens_per_month: int | None = None
    cost_per_day: float | None = None
    cost_per_month: float | None = None
    over_budget: OverBudget = OverBudget.DEGRADE

    @property
    def bounds_money(self) -> bool:
        """Whether anything bounds tokens or cost."""
        bounds = (self.tokens_per_day, self.tokens_per_month, self.cost_per_day, self.cost_per_month)
        return any(bound is not None for bound in bounds)

    @property
    def bounds_cost(self) -> bool:
        """Whether anything bounds cost, so that a price has to be known."""
        return self.cost_per_day is not None or self.cost_per_month is not None


UNBOUNDED = Allowance()
"""What a service without limits allows."""
