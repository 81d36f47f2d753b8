"""Quote marks: which characters they are, whether one opens or closes, and what stands between a pair."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARKS = "\"“”„‟‘’‚«»‹›「」『』'"
_LEFT = frozenset("„‚「『")
_RIGHT = frozenset("”’」』")
_JOINS_NEXT = frozenset("([{-–—―/¿¡")
_DOUBLE = re.compile(r"''|``|[\"“”„‟«»「」『』]")
_SINGLE = re.compile(r"[‘‚‹']")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'‘›](?!\w)")
_ENDS_A_QUOTATION = frozenset(".,!?…;")
_MOST_APOSTROPHES = 8  # plural apostrophes that a quotation in single marks may hold
_MOST_SINGLE = 2_000  # characters; a quotation in single marks is not looked for further than that


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What stands in quote marks, the marks included; ``closed`` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool


def opens(text: str, place: int) -> bool:
    """Whether the mark at ``place`` opens a quotation, by its neighbours and, where these tell nothing, by its shape."""
    mark = text[place]
    if mark in _LEFT:
        return True
    after = text[place + 1 : place + 2]
    before = text[place - 1 : place] if place else ""
    free_before = not before or before.isspace() or before in _JOINS_NEXT
    free_after = not after or after.isspace()
    if free_before == free_after:
        return mark in "“‘«‹" and bool(after)
    return free_before


def enclosed(source: str, start: int, end: int) -> Iterator[Enclosed]:
    """The quotations in marks of one paragraph, in order and apart; a quotation within a quotation belongs to the outer one."""
    position = start
    for found in _in_double_marks(source, start, end):
        yield from _in_single_marks(source, position, found.start)
        yield found
        position = found.end
    yield from _in_single_marks(source, position, end)


def _in_double_marks(source: str, start: int, end: int) -> Iterator[Enclosed]:
    opened: int | None = None
    opener = ""
    last = start
    nested = False
    for match in _DOUBLE.finditer(source, start, end):
        mark, opening = match[0], _opens(source, match.start(), match.end(), start, end)
        if opened is None:
            if opening or (mark in "“„«「『" and match.end() < end):
                opened, opener, nested = match.start(), mark, False
        elif opening and not _closes(opener, mark):
            if match.start() - opened <= 1:
                pass  # two marks where one was meant
            elif mark == opener and mark not in "「『":
                yield Enclosed(opened, _last_break(source, opened, match.start()), closed=False)
                opened, nested = match.start(), False
            else:
                nested = True
        elif nested and mark != _PARTNER.get(opener):
            nested = False
        else:
            yield Enclosed(opened, match.end(), closed=True)
            opened = None
        last = match.end()
    if opened is not None and last <= end:
        stop = len(source[opened:end].rstrip()) + opened
        if stop - opened > 1:
            yield Enclosed(opened, stop, closed=False)


_PARTNER = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "''": "''", "``": "''", "”": "”"}


def _closes(opener: str, mark: str) -> bool:
    """Whether the shapes alone say that the mark closes what the opener opened."""
    return (opener, mark) in {("„", "“"), ("„", "”"), ("“", "”"), ("「", "」"), ("『", "』")}


def _opens(source: str, place: int, after: int, start: int, end: int) -> bool:
    mark = source[place]
    if mark in _LEFT:
        return True
    if mark in _RIGHT and mark != "”":
        return False
    free_before = (
        place == start or source[place - 1].isspace() or source[place - 1] in _JOINS_NEXT or source[place - 1] in MARKS
    )
    free_after = after >= end or source[after].isspace() or source[after] in ",.;:!?)]"
    if free_before and free_after:
        return (mark in "«“" and after < end and source[place - 1 : place] != " ") or (mark == "«" and after < end)
    return free_before and not free_after


def _last_break(source: str, start: int, end: int) -> int:
    """Where an unclosed quotation ends when another one opens: before the white space in front of it."""
    return start + len(source[start:end].rstrip())


def _in_single_marks(source: str, start: int, end: int) -> Iterator[Enclosed]:
    openers = [match.start() for match in _SINGLE.finditer(source, start, end)]
    if not openers:
        return
    closers = [match.start() for match in _SINGLE_CLOSE.finditer(source, start, end)]
    position = start
    for opener in openers:
        if opener < position or not _may_open(source, opener):
            continue
        close = _single_close(source, closers, opener)
        if close is not None:
            yield Enclosed(opener, close + 1, closed=True)
            position = close + 1


def _may_open(source: str, place: int) -> bool:
    """Whether a single mark may open a quotation rather than be an apostrophe."""
    if source[place] != "'":
        return True
    before = source[place - 1] if place else " "
    return not before.isalnum() and before not in _ENDS_A_QUOTATION and source[place + 1 : place + 2].isalpha()


def _single_close(source: str, closers: Sequence[int], opener: int) -> int | None:
    """The mark that closes a quotation in single marks: the first one, unless it may be the apostrophe of a plural."""
    plural = None
    first = bisect_right(closers, opener)
    for place in closers[first : first + _MOST_APOSTROPHES]:
        if place - opener > _MOST_SINGLE:
            break
        if source[place - 1] not in "sS":
            return place
        plural = place if plural is None else plural
    return plural
