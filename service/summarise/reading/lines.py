"""Lines of a page text: the pieces that cleaning keeps or drops, with exact offsets."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

MOST_LINES = 900  # lines; a text of more is read in larger pieces, so that the cost stays bounded
_FIRST_LINES = 800  # lines that are read one by one even then; the longest of 1,000 pages of news had 766
_FIRST_CHARS = 250_000  # and of those the ones that begin in so many characters: well beyond what can be evidence
_ROWS = MOST_LINES - _FIRST_LINES  # that the lines after those are joined to, if there are more
_MOST_BREAKS = 4 * MOST_LINES  # line breaks; a text of more is not even looked at line by line,
_PIECES = 400  # but in so many pieces
_NARROW, _WIDEST = 50, 100  # characters of a line that a mail program or an agency's wire has broken
_FEWEST_BROKEN = 4  # broken lines before a text counts as hard-wrapped

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANK = " \t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_AROUND = _BLANK + _INVISIBLE + BREAKS
_LINE = re.compile(f"[^{BREAKS}]+")
_start = attrgetter("start")


class Line(NamedTuple):
    """A line with something on it; ``text`` is exactly ``source[start:end]``, without blanks at its ends.

    The lines of a paragraph that was broken to a fixed width are one ``Line``.
    """

    start: int
    end: int
    text: str


def read(source: str, *, unwrap: bool = True) -> list[Line]:
    """The lines of the source that are not blank, in order; never more than about ``MOST_LINES``.

    ``unwrap`` joins the lines of a text that was broken to a fixed width.
    """
    breaks = sum(map(source.count, BREAKS))
    if breaks > _MOST_BREAKS:
        size = breaks // _PIECES + 1
        return list(_read(source, re.compile(f"(?:[^{BREAKS}]*[{BREAKS}]){{1,{size}}}|[^{BREAKS}]+")))
    found = list(_read(source, _LINE))
    alone = min(_FIRST_LINES, bisect_left(found, _FIRST_CHARS, key=_start))
    if len(found) - alone > _ROWS:
        rest = found[alone:]
        return [*found[:alone], *_join_rows(source, rest, -(-len(rest) // _ROWS))]
    return list(_join_broken(source, found)) if unwrap and _is_hard_wrapped(source, found) else found


def _read(source: str, pattern: re.Pattern[str]) -> Iterator[Line]:
    for match in pattern.finditer(source):
        text = match.group().lstrip(_AROUND)
        start = match.end() - len(text)
        text = text.rstrip(_AROUND)
        if text:
            yield Line(start, start + len(text), text)


def _join_rows(source: str, found: Sequence[Line], size: int) -> Iterator[Line]:
    for first in range(0, len(found), size):
        last = found[min(first + size, len(found)) - 1]
        yield Line(found[first].start, last.end, source[found[first].start : last.end])


def _is_hard_wrapped(source: str, found: Sequence[Line]) -> bool:
    """Whether most lines that another follows at once are of nearly one width, and few of those end a sentence."""
    if not found or max(len(line.text) for line in found) > _WIDEST:
        return False
    followed = [line for line, below in pairwise(found) if _are_adjacent(source, line, below)]
    broken = [line for line in followed if len(line.text) >= _NARROW]
    unended = sum(line.text[-1] not in '.!?…”"»:' for line in broken)
    return len(broken) >= _FEWEST_BROKEN and 10 * len(broken) >= 7 * len(followed) and 2 * unended > len(broken)


def _are_adjacent(source: str, line: Line, below: Line) -> bool:
    between = source[line.end : below.start]
    return between.replace("\r\n", "\n").count("\n") + between.replace("\r\n", "\n").count("\r") <= 1


def _join_broken(source: str, found: Sequence[Line]) -> Iterator[Line]:
    start = 0
    for place, line in enumerate(found):
        below = found[place + 1] if place + 1 < len(found) else None
        if below is None or len(line.text) < _NARROW or not _are_adjacent(source, line, below):
            yield Line(found[start].start, line.end, source[found[start].start : line.end])
            start = place + 1
