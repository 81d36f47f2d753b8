"""A page flattened to one line, as some content systems hand it over: no structure is left, so little may be dropped.

Only a byline with its date, the title before it, and sentences at the two ends that are plainly furniture, by their
cues, are taken away.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from service.summarise.reading import flat_head, signs
from service.summarise.reading.lines import Line
from service.summarise.reading.signs import Signs

_FEWEST_CHARS = 600  # of a line: a shorter one is a paragraph
_MOST_PIECES = 12  # taken from either end
_COVER = 0.2  # share of cue words that makes a sentence furniture
_CUT = re.compile(r"[.!?…][\"”’»)\]]{0,2}[ \t\xa0]+(?=[\"“„«(\[]?[^\W\d_a-zß-öø-ÿ])")
_REACH = 4_000  # characters at either end that are cut into sentences


def split(found: Sequence[Line]) -> tuple[list[Line], list[bool], int | None]:
    """The lines with their head and the furniture at their ends split off, for each piece whether it is kept, and the
    place of the title, where the head has one.
    """
    head = flat_head.cut(found[0]) if found and len(found[0].text) >= _FEWEST_CHARS else None
    pieces = list(head.pieces) if head else []
    kept = [False] * len(pieces)
    for line in (head.rest, *found[1:]) if head else found:
        for piece, keep in _split_line(line) if len(line.text) >= _FEWEST_CHARS else [(line, True)]:
            pieces.append(piece)
            kept.append(keep)
    return pieces, kept, 0 if head and head.has_title else None


def _split_line(line: Line) -> Iterator[tuple[Line, bool]]:
    head, tail = (
        list(islice(_cut(line, 0, _REACH), _MOST_PIECES + 1)),
        list(_cut(line, max(0, len(line.text) - _REACH), len(line.text))),
    )
    first = _count_furniture(head[:_MOST_PIECES])
    last = _count_furniture(reversed(tail[-_MOST_PIECES:]))
    start = head[first].start if first < len(head) else line.start
    end = tail[-last - 1].end if last < len(tail) else line.end
    if start >= end:
        start, end, first, last = line.start, line.end, 0, 0
    yield from ((piece, False) for piece in head[:first])
    yield Line(start, end, line.text[start - line.start : end - line.start]), True
    yield from ((piece, False) for piece in (tail[-last:] if last else ()))


def _cut(line: Line, low: int, high: int) -> Iterator[Line]:
    start = low
    for match in _CUT.finditer(line.text, low, high):
        end = match.start() + len(match.group().rstrip())
        yield Line(line.start + start, line.start + end, line.text[start:end])
        start = match.end()
    end = len(line.text) if high == len(line.text) else high
    rest = line.text[start:end].rstrip()
    if rest and high == len(line.text):
        yield Line(line.start + start, line.start + start + len(rest), rest)


def _count_furniture(pieces: Iterable[Line]) -> int:
    count = 0
    for piece in pieces:
        if not _is_furniture(signs.read(piece)):
            break
        count += 1
    return count


def _is_furniture(sign: Signs) -> bool:
    return sign.words <= 30 and (sign.cover >= _COVER or (sign.cover > 0 and "address" in sign.names))
