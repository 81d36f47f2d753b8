"""The core of a page, the heaviest run of lines that look like body, and where every line stands to it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.summarise.reading.signs import Signs

_FLOOR = 0.3  # a line likelier than this to be body carries the core on, a lesser one breaks it
_LIKELY = 0.5  # chance of a line whose words stand for the article
_MOST_WORDS = 80  # of a line, towards the core: one endless paragraph must not outweigh the article
_FLATTENING = 0.7  # power of a line's words that it weighs with
_STEPS = (0.1, 0.25, 0.5, 0.75, 0.9)  # of a chance; between them lie the classes a to f
_NEAR, _WIDE = 4, 10  # lines


@dataclass(frozen=True, slots=True)
class Core:
    """The run ``[first, end)`` of lines, its likely lines, and in how many of those each word stands."""

    first: int
    end: int
    spread: Counter[str]
    likely: frozenset[int]


def find(signs: Sequence[Signs], chances: Sequence[float]) -> Core:
    """The core by each line's chance to be body: Bentley's maximum-sum run, each line weighing with its length."""
    best = (0.0, 0, 0)
    total, first = 0.0, 0
    for place, (sign, chance) in enumerate(zip(signs, chances, strict=True)):
        if total <= 0:
            total, first = 0.0, place
        total += (chance - _FLOOR) * mass(sign)
        if total > best[0]:
            best = (total, first, place + 1)
    run = range(best[1], best[2])
    likely = frozenset(place for place in run if chances[place] >= _LIKELY) or frozenset(
        place for place in run if chances[place] >= _FLOOR
    )
    spread: Counter[str] = Counter()
    for place in likely:
        spread.update(signs[place].content)
    return Core(best[1], best[2], spread, likely)


def mass(sign: Signs) -> float:
    """What a line weighs, by its words."""
    return float(min(sign.words, _MOST_WORDS) ** _FLATTENING)


def weigh_places(
    signs: Sequence[Signs], chances: Sequence[float], core: Core, title: int | None
) -> Iterator[list[str]]:
    """The features that each line has by its place: to the core, to the title, and among lines judged before."""
    sums = _Sums(chances, [mass(sign) for sign in signs])
    for place, (sign, chance) in enumerate(zip(signs, chances, strict=True)):
        side = "above" if place < core.first else "below" if place >= core.end else "in"
        around = _step(sums.mean(place - _WIDE, place + 1 + _WIDE, without=place))
        yield [
            f"own {_step(chance)}",
            *_standing(place, core),
            f"{'plain ' if sign.plain else ''}{sign.kind} {side} core",
            f"{sign.kind} among {around}",
            f"{_size(sign)} own {_step(chance)}",
            f"line above {_step(sums.mean(place - 1, place))}",
            f"line below {_step(sums.mean(place + 1, place + 2))}",
            f"lines above {_step(sums.mean(place - _NEAR, place))}",
            f"lines below {_step(sums.mean(place + 1, place + 1 + _NEAR))}",
            f"lines around {around}",
            f"{_size(sign)} {_kinship(sign, core, is_in=place in core.likely)}",
            *_to_title(place, title),
        ]


class _Sums:
    """Running sums, so that the mean chance of any stretch of lines costs the same."""

    def __init__(self, chances: Sequence[float], masses: Sequence[float]) -> None:
        self.chances, self.masses = [0.0], [0.0]
        for chance, weight in zip(chances, masses, strict=True):
            self.chances.append(self.chances[-1] + chance * weight)
            self.masses.append(self.masses[-1] + weight)

    def mean(self, low: int, high: int, without: int | None = None) -> float:
        low, high = max(low, 0), min(high, len(self.masses) - 1)
        if high <= low:
            return 0.0
        chance, weight = self.chances[high] - self.chances[low], self.masses[high] - self.masses[low]
        if without is not None:
            chance -= self.chances[without + 1] - self.chances[without]
            weight -= self.masses[without + 1] - self.masses[without]
        return chance / weight if weight > 1e-6 else 0.0


def _standing(place: int, core: Core) -> tuple[str, ...]:
    if place < core.first:
        return (f"above core {_distance(core.first - place)}",)
    if place >= core.end:
        return (f"below core {_distance(place - core.end + 1)}",)
    return ("in core", "core top" if place == core.first else "core end" if place == core.end - 1 else "core middle")


def _to_title(place: int, title: int | None) -> tuple[str, ...]:
    if title is None:
        return ()
    if place == title:
        return ("title",)
    return ("above title",) if place < title else (f"below title {_distance(place - title)}",)


def _kinship(sign: Signs, core: Core, *, is_in: bool) -> str:
    if not sign.content:
        return "no words"
    spread = core.spread
    shared = len([word for word in sign.content if spread.get(word, 0) > is_in]) / len(sign.content)
    return (
        "stranger"
        if shared == 0
        else "far kin"
        if shared < 0.15
        else "kin"
        if shared < 0.3
        else "near kin"
        if shared < 0.5
        else "twin"
    )


def _size(sign: Signs) -> str:
    return "short" if sign.words <= 6 else "medium" if sign.words <= 16 else "long"


def _distance(lines: int) -> str:
    return "1" if lines == 1 else "2-3" if lines < 4 else "4-8" if lines < 9 else "far"


def _step(chance: float) -> str:
    return "abcdef"[bisect_right(_STEPS, chance)]
