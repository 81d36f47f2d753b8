"""Which lines of a page are the article's body: evidence weighed twice, the second time with the first verdicts around.

The first pass judges each line by its own signs and its neighbours' shape. The heaviest run of lines so judged is the
core, and the title is looked for above it. The second pass adds where a line stands to the core and the title, how the
lines beside it were judged, and whether it speaks of what the core speaks of.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

from service.summarise.reading import core, neighbours, titles
from service.summarise.reading.core import Core
from service.summarise.reading.lines import Line
from service.summarise.reading.signs import Signs
from service.summarise.reading.weights import FIRST_PASS, SECOND_PASS

_SLACK = 1.0  # log-odds that a paragraph in the core may lack


def choose(
    lines: Sequence[Line], signs: Sequence[Signs], title: str | None = None, weights: Sequence[float] | None = None
) -> tuple[list[bool], int | None]:
    """For each line whether it belongs to the body, and the place of the title line, if there is one.

    ``title`` is a hint; the title line never belongs to the body. ``weights`` are log-odds, a line each, of what else
    is known, from the markup of a page.
    """
    features = [[*sign.names, *around] for sign, around in zip(signs, neighbours.weigh(lines, signs), strict=True)]
    known = weights or [0.0] * len(lines)
    chances = [_chance(_sum(FIRST_PASS, names) + weight) for names, weight in zip(features, known, strict=True)]
    heart = core.find(signs, chances)
    headline = titles.find(lines, signs, heart, title)
    places = core.weigh_places(signs, chances, heart, headline)
    scores = [
        _sum(SECOND_PASS, [*names, *place]) + weight
        for names, place, weight in zip(features, places, known, strict=True)
    ]
    kept = list(_keep(signs, scores, heart))
    if not any(kept):
        kept = [heart.first <= place < heart.end and sign.prose and sign.plain for place, sign in enumerate(signs)]
    # A line that is a phrase of page furniture and no more is that, wherever it stands.
    kept = [keep and not sign.furniture for keep, sign in zip(kept, signs, strict=True)]
    if headline is not None:
        kept[headline] = False
    return kept, headline


def _keep(signs: Sequence[Signs], scores: Sequence[float], heart: Core) -> Iterator[bool]:
    """A paragraph that nothing speaks against but its place goes with the kept line above it, in the core or right
    below it.
    """
    above = False
    for place, (sign, score) in enumerate(zip(signs, scores, strict=True)):
        carried = above and sign.prose and sign.plain and heart.first <= place <= heart.end
        above = score > (-_SLACK if carried else 0.0)
        yield above


def _sum(weights: Mapping[str, float], names: Iterable[str]) -> float:
    return sum(map(weights.get, names, repeat(0.0)), weights.get("", 0.0))


def _chance(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
