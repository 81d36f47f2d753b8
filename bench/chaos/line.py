"""A line of the table: a figure, its bound, and whether it holds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``scenario`` is RELIABILITY's number; ``met`` is whether the figure is within ``bound``."""

    scenario: str
    name: str
    figure: float
    bound: str
    met: bool


def at_most(scenario: str, name: str, figure: float, bound: float) -> Line:
    """Holds when the figure is not above the bound."""
    return Line(scenario, name, figure, f"<= {bound:g}", figure <= bound)


def at_least(scenario: str, name: str, figure: float, bound: float) -> Line:
    """Holds when the figure is not below the bound."""
    return Line(scenario, name, figure, f">= {bound:g}", figure >= bound)


def felt(scenario: str, name: str, times: float) -> Line:
    """The proof that the fault was felt: without it nothing was tried."""
    return Line(scenario, f"felt: {name}", times, "> 0", times > 0)


def failed(lines: Sequence[Line]) -> list[Line]:
    """Those that do not hold."""
    return [line for line in lines if not line.met]


def table(lines: Sequence[Line]) -> str:
    """All lines, in columns."""
    rows = [("", "figure", "", "bound", "holds")]
    rows += [(one.scenario, one.name, f"{one.figure:,.3g}" if one.figure < 1000 else f"{one.figure:,.0f}", one.bound,
              "yes" if one.met else "NO") for one in lines]  # fmt: skip
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    return "\n".join(
        "  ".join(f"{cell:{'>' if place == 2 else '<'}{widths[place]}}" for place, cell in enumerate(row)).rstrip()
        for row in rows
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
