"""What tokens cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.summarise.ports import Usage

_PER = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices for a million tokens, in and out, by model name; a dated name finds the longest that it begins with."""

    currency: str = "USD"
    per_million: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, Mapping[str, Any]], currency: str) -> "Prices":
        """From the setting's table: model -> ``input_per_million``, ``output_per_million``."""
        rows = {
            name: (float(row["input_per_million"]), float(row["output_per_million"])) for name, row in table.items()
        }
        return cls(currency, rows)

    def usage(self, model: str, input_tokens: int, output_tokens: int) -> Usage:
        """Tokens with what they cost; 0.0 when the table does not know the model."""
        price_in, price_out = self.per_million.get(self._row(model) or "", (0.0, 0.0))
        cost = (input_tokens * price_in + output_tokens * price_out) / _PER
        return Usage(input_tokens, output_tokens, cost, self.currency)

    def know(self, model: str) -> bool:
        """Whether the table has a price for the model."""
        return self._row(model) is not None

    def _row(self, model: str) -> str | None:
        return max((name for name in self.per_million if model.startswith(name)), key=len, default=None)
