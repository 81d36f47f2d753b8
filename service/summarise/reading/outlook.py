"""How far the markup of a whole page, and an extractor, speak for each line to be body, as log-odds.

They are added to what the words of a line and its neighbours say. Nothing here decides alone: extractors lose the
middle of an article now and then, and classes lie.
"""

from collections.abc import Sequence

from service.summarise.article import DropReason
from service.summarise.reading.extractor import Extract
from service.summarise.reading.html_lines import Elements, HtmlLine

EXTRACTED, NOT_EXTRACTED = 2.5, -3.0
MARKED = -3.0
WITHIN, OUTSIDE = 0.5, -2.5  # of the container
LINKED = -2.5
_MOSTLY = 0.8  # of a line in links
_HELD = 0.6  # share of a line that an extract holds, from which it counts as extracted
_PROSE_CHARS = 60  # of a line that counts as prose
_MOST_LINKED = 0.5
_TOO_MUCH = 0.5  # share of a page's prose in one element, above which it is no furniture
_ENOUGH = 0.3  # share of a page's prose that an element named as the body has at least
_MAIN_CHILD = 0.7  # share of an element's prose in one child, with which the search goes down


def weigh(lines: Sequence[HtmlLine], elements: Elements, extract: Extract | None) -> list[float]:
    """The log-odds of each line; linear in lines and elements."""
    marks = reasons(lines, elements)
    inside = elements.inside(_container(lines, marks, elements))
    return [
        _weigh_markup(line, mark, is_inside=inside[line.element]) + _weigh_extract(line, extract)
        for line, mark in zip(lines, marks, strict=True)
    ]


def reasons(lines: Sequence[HtmlLine], elements: Elements) -> list[DropReason | None]:
    """Why the markup calls each line furniture. An element that holds half of a page's prose is none."""
    prose = elements.add_up(_prose(lines, elements))
    given: list[DropReason | None] = [None] * len(prose)
    for element in range(1, len(prose)):
        is_void = prose[element] > _TOO_MUCH * prose[0] > 0 and elements.marks[element] is not DropReason.COMMENTS
        given[element] = given[elements.parents[element]] or (None if is_void else elements.marks[element])
    return [given[line.element] for line in lines]


def _weigh_markup(line: HtmlLine, mark: DropReason | None, *, is_inside: bool) -> float:
    return (
        (MARKED if mark is not None else 0.0)
        + (WITHIN if is_inside else OUTSIDE)
        + (LINKED if line.linked >= _MOSTLY else 0.0)
    )


def _weigh_extract(line: HtmlLine, extract: Extract | None) -> float:
    if extract is None:
        return 0.0
    return EXTRACTED if extract.holds(line.text) >= _HELD else NOT_EXTRACTED


def _prose(lines: Sequence[HtmlLine], elements: Elements) -> list[float]:
    """The characters of prose that each element holds by itself."""
    own = [0.0] * len(elements.parents)
    for line in lines:
        if len(line.text) >= _PROSE_CHARS and line.linked <= _MOST_LINKED:
            own[line.element] += len(line.text)
    return own


def _container(lines: Sequence[HtmlLine], marks: Sequence[DropReason | None], elements: Elements) -> int:
    """The element that holds the article: one that is named so, or the smallest that holds most of the prose."""
    unmarked = [line for line, mark in zip(lines, marks, strict=True) if mark is None]
    prose = elements.add_up(_prose(unmarked, elements))
    named = [
        element
        for element in range(1, len(prose))
        if (elements.bodies[element] or elements.tags[element] == "article") and prose[element] >= _ENOUGH * prose[0] > 0
    ]
    start = max(named, key=lambda element: (prose[element], element)) if named else 0
    return _descend(start, prose, elements)


def _descend(start: int, prose: Sequence[float], elements: Elements) -> int:
    at = start
    for element in range(start + 1, len(prose)):
        if elements.parents[element] == at and prose[element] > _MAIN_CHILD * prose[at]:
            at = element
    return at
