"""What one article took by each way, as the endpoint counted it, and what that says over all articles."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

OF_THREE_CALLS, OF_COPIED = 0.45, 0.6


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens in and out."""

    asked: int = 0
    written: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        """The sum of two calls."""
        return Tokens(self.asked + other.asked, self.written + other.written)


@dataclass(frozen=True, slots=True)
class Bill:
    """One article: our first call, all our calls with a repair, the three calls, and the call that copies."""

    file: str
    ours: Tokens
    with_repair: Tokens
    three: Tokens
    copied: Tokens
    items_ours: int
    items_copied: int


@dataclass(frozen=True, slots=True)
class Line:
    """A ratio over the articles: its median, least and greatest, and the aim, if there is one."""

    name: str
    median: float
    least: float
    most: float
    aim: float | None = None

    def __str__(self) -> str:
        """As it is printed."""
        aim = "" if self.aim is None else f"   aim <= {self.aim}: {'met' if self.median <= self.aim else 'NOT met'}"
        return f"{self.name:58} {self.median:6.2f}   {self.least:.2f} to {self.most:.2f}{aim}"


def lines(bills: Sequence[Bill]) -> list[Line]:
    """The figures; those an item are there because a model may write more items one way than the other."""

    def line(name: str, ratio: Callable[[Bill], float], aim: float | None = None) -> Line:
        ratios = sorted(map(ratio, bills))
        return Line(name, median(ratios), ratios[0], ratios[-1], aim)

    return [
        line("tokens in, our call / three calls", lambda b: b.ours.asked / b.three.asked, OF_THREE_CALLS),
        line("tokens in, with our repair / three calls", lambda b: b.with_repair.asked / b.three.asked),
        line("tokens out, our call / copied evidence", lambda b: b.ours.written / b.copied.written, OF_COPIED),
        line("tokens out, with our repair / copied evidence", lambda b: b.with_repair.written / b.copied.written),
        line("tokens out an item, our call / copied evidence", _item_beside_item),
    ]


def as_record(model: str, prompt: str, bills: Sequence[Bill]) -> dict[str, object]:
    """What is written down: every bill and every figure."""
    return {
        "model": model,
        "prompt": prompt,
        "figures": [asdict(line) for line in lines(bills)],
        "articles": [asdict(bill) for bill in bills],
    }


def _item_beside_item(bill: Bill) -> float:
    return _each(bill.ours, bill.items_ours) / _each(bill.copied, bill.items_copied)


def _each(tokens: Tokens, items: int) -> float:
    return tokens.written / max(1, items)
