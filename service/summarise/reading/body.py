"""Which lines of a page are the article's body: evidence weighed twice, the second time with the first verdicts around.

The first pass judges each line by its own signs and its neighbours' shape. The heaviest run of lines so judged is the
core, and the title is looked for above it. The second pass adds where a line stands to the core and the title, how the
lines beside it were judged, and whether it speaks of what the core speaks of.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

from service.summarise.article import DropReason
from service.summarise.reading import core, ingredients, neighbours, titles
from service.summarise.reading.core import Core
from service.summarise.reading.lines import Line
from service.summarise.reading.signs import Signs
from service.summarise.reading.weights import FIRST_PASS, SECOND_PASS

_SLACK = 1.0  # log-odds that a paragraph in the core may lack
_STUB_SLACK = 1.5  # that the line may lack at which a paywall cuts the article off
_STUB_WORDS = 15  # of such a line
_MASTHEAD = 3  # lines between title and body, or between lead and body
_TIME_WORDS = 2  # of a line that is a time of day


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
    kept = list(_keep(signs, scores, heart, headline))
    if not any(kept):
        kept = [heart.first <= place < heart.end and sign.prose and sign.plain for place, sign in enumerate(signs)]
    for place in list(ingredients.places(lines, signs, kept)):
        kept[place] = True
    # A line that is a phrase of page furniture and no more is that, wherever it stands.
    kept = [keep and not sign.furniture for keep, sign in zip(kept, signs, strict=True)]
    if headline is not None:
        kept[headline] = False
    return kept, headline


def _keep(signs: Sequence[Signs], scores: Sequence[float], heart: Core, title: int | None) -> Iterator[bool]:
    """A paragraph that nothing speaks against but its place goes with the kept line above it, in the core or right
    below it, with the title right above it, or with the time of day that it is the entry of; one that breaks off, with
    the paywall below it.
    """
    above = False
    for place, (sign, score) in enumerate(zip(signs, scores, strict=True)):
        carried = above and heart.first <= place <= heart.end
        if sign.prose and sign.plain:
            slack = _SLACK if carried or _opens(place, heart, title) or _is_entry(signs, place, heart) else 0.0
        else:
            slack = _STUB_SLACK if _breaks_off(signs, place, heart) else 0.0
        above = score > -slack
        yield above


def _opens(place: int, heart: Core, title: int | None) -> bool:
    """Whether a paragraph stands under the title, a byline and a date between them at most."""
    return title is not None and title < place <= title + _MASTHEAD and place < heart.end


def _is_entry(signs: Sequence[Signs], place: int, heart: Core) -> bool:
    """Whether a paragraph in the core stands under a time of day, or under a heading that does."""
    above = signs[max(0, place - 2) : place]
    return heart.first <= place < heart.end and any(
        sign.words <= _TIME_WORDS and "date" in sign.names for sign in above
    )


def _breaks_off(signs: Sequence[Signs], place: int, heart: Core) -> bool:
    """Whether a long line without an end stands near the core and right above a line of a paywall."""
    sign, below = signs[place], signs[place + 1 : place + 2]
    is_cut = sign.kind == "long" and sign.plain and sign.words >= _STUB_WORDS and place <= heart.end + _MASTHEAD
    return is_cut and any(one.reason is DropReason.PAYWALL for one in below)


def _sum(weights: Mapping[str, float], names: Iterable[str]) -> float:
    return sum(map(weights.get, names, repeat(0.0)), weights.get("", 0.0))


def _chance(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
