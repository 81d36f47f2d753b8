"""Quote marks: which characters they are, whether one opens or closes, and what stands between a pair."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARKS = "\"“”„‟‘’‚«»‹›「」『』'"
_MOST_APOSTROPHES = 8  # plural apostrophes that a quotation in single marks may hold
_MOST_SINGLE = 2_000  # characters; a quotation in single marks is no longer than that

_ONLY_LEFT = frozenset("„‚「『")
_ONLY_RIGHT = frozenset("’」』")
_LOOKS_LEFT = frozenset("“‘«‹")
_BEFORE_OPENING = frozenset("([{-–—―/¿¡" + MARKS)
_AFTER_CLOSING = frozenset(".,;:!?…)]}-–—" + MARKS)
_NOT_BEFORE_SINGLE = frozenset(".,!?…")
_PARTNERS = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "''": "''", "``": "''", "”": "”"}
_PAIRS = frozenset(("„“", "„”", "“”", "「」", "『』"))

_DOUBLE_MARK = re.compile(r"[\"“”„‟«»「」『』'`](?:(?<!['`])|(?<=')'|(?<=`)`)")
_SINGLE_OPENING = re.compile(r"[‘‚‹']")
_SINGLE_CLOSING = re.compile(r"[’'‘›](?<=\S[’'‘›])(?!\w)")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What stands in quote marks, the marks included; ``closed`` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool


def opens(text: str, place: int) -> bool:
    """Whether the mark at ``place`` opens a quotation, by its neighbours and, where they tell nothing, by its shape."""
    return _opens(text, place, place + 1, 0, len(text))


def enclosed(source: str, start: int, end: int) -> Iterator[Enclosed]:
    """The quotations in marks of one paragraph, in order and apart; one within another belongs to the outer one."""
    position = start
    for found in _in_double_marks(source, start, end):
        yield from _in_single_marks(source, position, found.start)
        yield found
        position = found.end
    yield from _in_single_marks(source, position, end)


def _in_double_marks(source: str, start: int, end: int) -> Iterator[Enclosed]:
    opened = -1  # where the open quotation began
    opener = ""
    nested = False
    for match in _DOUBLE_MARK.finditer(source, start, end):
        mark, place = match[0], match.start()
        opening = _opens(source, place, match.end(), start, end)
        if opened < 0:
            begins = opening or (mark in _LOOKS_LEFT and match.end() < end)
            opened, opener, nested = (place, mark, False) if begins else (-1, "", False)
        elif opening and opener + mark not in _PAIRS:
            two_for_one = place - opened <= 1
            nested = mark != opener and not two_for_one
            if not nested and not two_for_one:
                yield Enclosed(opened, _end_before(source, opened, place), closed=False)
                opened = place
        elif nested and mark != _PARTNERS.get(opener):
            nested = False
        else:
            yield Enclosed(opened, match.end(), closed=True)
            opened = -1
    if opened >= 0 and (stop := _end_before(source, opened, end)) - opened > 1:
        yield Enclosed(opened, stop, closed=False)


def _opens(source: str, place: int, after: int, start: int, end: int) -> bool:
    """Whether the mark from ``place`` to ``after`` opens a quotation."""
    mark = source[place]
    if mark in _ONLY_LEFT or mark in _ONLY_RIGHT:
        return mark in _ONLY_LEFT
    free_before = place == start or source[place - 1].isspace() or source[place - 1] in _BEFORE_OPENING
    free_after = after >= end or source[after].isspace() or source[after] in _AFTER_CLOSING
    if free_before == free_after:
        return mark in _LOOKS_LEFT and after < end and not (mark == "“" and free_before)
    return free_before


def _end_before(source: str, start: int, end: int) -> int:
    """Where an unclosed quotation ends that reaches to ``end``: before the white space there."""
    while end > start and source[end - 1].isspace():
        end -= 1
    return end


def _in_single_marks(source: str, start: int, end: int) -> Iterator[Enclosed]:
    openers = [match.start() for match in _SINGLE_OPENING.finditer(source, start, end)]
    if not openers:
        return
    closers = [match.start() for match in _SINGLE_CLOSING.finditer(source, start, end)]
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
    return not before.isalnum() and before not in _NOT_BEFORE_SINGLE and source[place + 1 : place + 2].isalpha()


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
