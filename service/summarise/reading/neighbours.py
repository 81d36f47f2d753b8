"""What stands around a line of page text: prose, bullets, headings of furniture, the same words once more."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from service.summarise.article import DropReason
from service.summarise.reading.lines import Line
from service.summarise.reading.signs import Signs

_NEAR, _WIDE = 3, 10  # lines to each side
_REACH = 8  # lines that a heading speaks for, until prose comes
_EDGE = 0.15  # of the page's prose: what is early, what is late
_LASTING = frozenset(  # headings of the kind that the rest of the page stands under
    {
        DropReason.COMMENTS,
        DropReason.RELATED,
        DropReason.SHARE,
        DropReason.NEWSLETTER,
        DropReason.LEGAL,
        DropReason.AUTHOR,
    }
)


def weigh(lines: Sequence[Line], signs: Sequence[Signs]) -> Iterator[list[str]]:
    """The names of the features that each line's surroundings show, line by line."""
    texts = [line.text.lower() for line in lines]
    times = Counter(texts)
    paragraphs = list(accumulate((sign.prose for sign in signs), initial=0))
    words = list(accumulate((sign.words if sign.prose else 0 for sign in signs), initial=0))
    total = words[-1] or 1
    kinds = ["edge", *(sign.kind for sign in signs), "edge"]
    heads = [place for place, sign in enumerate(signs) if sign.heads]
    lasting: dict[DropReason, None] = {}
    for place, sign in enumerate(signs):
        done, left = words[place] / total, 1 - words[place + 1] / total
        yield [
            f"after {kinds[place]}",
            f"before {kinds[place + 2]}",
            *_count_prose(paragraphs, place),
            *_stand(done, left, sign),
            *((f"repeated {sign.kind}",) if times[texts[place]] > 1 else ()),
            *(f"past {reason}" for reason in lasting),
            *_head(signs, heads, paragraphs, place),
        ]
        if sign.heads and sign.reason in _LASTING and done >= 0.25:
            lasting[sign.reason] = None


def _count_prose(paragraphs: Sequence[int], place: int) -> tuple[str, str]:
    own, end = paragraphs[place + 1] - paragraphs[place], len(paragraphs) - 1
    near = paragraphs[min(place + _NEAR + 1, end)] - paragraphs[max(place - _NEAR, 0)] - own
    wide = paragraphs[min(place + _WIDE + 1, end)] - paragraphs[max(place - _WIDE, 0)] - own
    around = "0" if wide == 0 else "1-2" if wide <= 2 else "3-6" if wide <= 6 else "7 or more"
    return f"{min(near, 4)} prose near", f"{around} prose around"


def _stand(done: float, left: float, sign: Signs) -> Iterator[str]:
    yield "first prose" if done == 0 else "early" if done < _EDGE else "late" if left < _EDGE else "middle"
    if left == 0:
        yield "last prose"
    if (left < _EDGE or done == 0) and "bio" in sign.names:
        yield "bio at the edge"


def _head(signs: Sequence[Signs], heads: Sequence[int], paragraphs: Sequence[int], place: int) -> tuple[str, ...]:
    at = bisect_left(heads, place) - 1
    if at < 0:
        return ()
    head = heads[at]
    under = place - head <= _REACH and paragraphs[place] == paragraphs[head + 1]
    return (f"under {signs[head].reason}",) if under else ()
