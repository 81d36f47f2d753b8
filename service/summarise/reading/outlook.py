"""How far the markup of a whole page, and an extractor, speak for each line to be body, as log-odds.

They are added to what the words of a line and its neighbours say. Nothing here decides alone: extractors lose the
middle of an article now and then, and classes lie.
"""

from collections.abc import Sequence

from service.summarise.article import DropReason
from service.summarise.reading.extractor import Extract
from service.summarise.reading.html_lines import Elements, HtmlLine

EXTRACTED, NOT_EXTRACTED = 1.5, -2.0
MARKED, HINTED = -4.0, -3.5
TOLD, NOT_TOLD = 3.0, -1.0  # by the articleBody of the page's JSON-LD
WITHIN_NAMED, WITHIN, OUTSIDE = 1.0, 0.5, -2.5  # of the container: one that is named as the body, another
LINKED, PARTLY_LINKED = -3.5, -1.5
ASKED = -3.0  # in a box that asks the reader for something
_MOSTLY, _PARTLY = 0.8, 0.5  # of a line in links
_FEW_CHARS = 160  # of a line that leads elsewhere when half of it is a link
_HELD = 0.6  # share of a line that an extract holds, from which it counts as extracted
_PROSE_CHARS = 60  # of a line that counts as prose
_MOST_LINKED = 0.5
_TOO_MUCH = 0.5  # share of a page's prose in one element, above which it is no furniture
_ENOUGH = 0.3  # share of a page's prose that an element named as the body has at least
_MAIN_TAGS, _LEAST_CHARS, _LEAST = frozenset({"article", "main"}), 300, 0.2  # as much of the prose, around the title
_MAIN_CHILD = 0.7  # share of an element's prose in one child, with which the search goes down
_DOUBT = -2.0  # log-odds by markup, below which a line looks like furniture
_MOST_TAKEN = 0.25  # share of such characters in an extract, from which it says nothing for a line
_BOX_CHARS = 500  # of an element that is a box when it holds a field or a button


def weigh(
    lines: Sequence[HtmlLine], elements: Elements, extract: Extract | None, told: Extract | None = None
) -> list[float]:
    """The log-odds of each line, by markup, by an extract and by the article's text as the page's JSON-LD tells it.

    Linear in lines and elements.
    """
    prose = elements.add_up(_prose(lines, elements))
    marks, hints = _hand_down(elements.marks, elements, prose), _hand_down(elements.hints, elements, prose)
    containers = _containers(lines, [mark or hint for mark, hint in zip(marks, hints, strict=True)], elements)
    inside = elements.inside(containers)
    within = WITHIN_NAMED if any(elements.bodies[one] for one in containers) else WITHIN
    boxes = _boxes(lines, elements)
    by_markup = [
        _weigh_names(line.element, marks, hints)
        + (within if inside[line.element] else OUTSIDE)
        + (ASKED if boxes[line.element] else 0.0)
        + _weigh_links(line)
        for line in lines
    ]
    by_extract = _weigh_extract(lines, extract, by_markup)
    by_telling = _weigh_telling(lines, told)
    return [sum(weights) for weights in zip(by_markup, by_extract, by_telling, strict=True)]


def reasons(lines: Sequence[HtmlLine], elements: Elements, *, with_hints: bool = False) -> list[DropReason | None]:
    """Why the markup calls each line furniture. An element that holds half of a page's prose is none."""
    prose = elements.add_up(_prose(lines, elements))
    marks = _hand_down(elements.marks, elements, prose)
    hints = _hand_down(elements.hints, elements, prose) if with_hints else marks
    return [marks[line.element] or hints[line.element] for line in lines]


def _hand_down(
    named: Sequence[DropReason | None], elements: Elements, prose: Sequence[float]
) -> list[DropReason | None]:
    """The reason of each element: the outermost that it stands in, or its own."""
    given: list[DropReason | None] = [None] * len(named)
    for element in range(1, len(named)):
        void = prose[element] > _TOO_MUCH * prose[0] > 0 and named[element] is not DropReason.COMMENTS
        given[element] = given[elements.parents[element]] or (None if void else named[element])
    if _gated(given, elements, prose) > _TOO_MUCH * prose[0]:
        return [None if reason is DropReason.PAYWALL else reason for reason in given]
    return given


def _gated(given: Sequence[DropReason | None], elements: Elements, prose: Sequence[float]) -> float:
    """The prose said to be paywall: of a page that calls its paid text so, it is the article."""
    return sum(
        prose[element]
        for element, reason in enumerate(given)
        if reason is DropReason.PAYWALL and given[elements.parents[element]] is None
    )


def _weigh_names(element: int, marks: Sequence[DropReason | None], hints: Sequence[DropReason | None]) -> float:
    if marks[element] is not None:
        return MARKED
    return HINTED if hints[element] is not None else 0.0


def _weigh_links(line: HtmlLine) -> float:
    if line.linked >= _MOSTLY:
        return LINKED
    return PARTLY_LINKED if line.linked >= _PARTLY and len(line.text) <= _FEW_CHARS else 0.0


def _boxes(lines: Sequence[HtmlLine], elements: Elements) -> list[bool]:
    """Whether each element is a small box with a field or a button, or stands in one."""
    own = [0.0] * len(elements.parents)
    for line in lines:
        own[line.element] += len(line.text)
    chars, asks = elements.add_up(own), elements.add_up(elements.asks)
    found = [False] * len(own)
    for element in range(1, len(own)):
        is_box = asks[element] > 0 and chars[element] <= _BOX_CHARS
        found[element] = found[elements.parents[element]] or is_box
    return found


def _weigh_extract(lines: Sequence[HtmlLine], extract: Extract | None, by_markup: Sequence[float]) -> list[float]:
    """An extract that holds much of what the markup calls furniture says little for the rest of what it holds."""
    if extract is None:
        return [0.0] * len(lines)
    held = [extract.holds(line.text) >= _HELD for line in lines]
    furniture = [
        (len(line.text), one) for line, one, weight in zip(lines, held, by_markup, strict=True) if weight < _DOUBT
    ]
    chars = sum(size for size, _ in furniture)
    taken = sum(size for size, one in furniture if one) / chars if chars else _MOST_TAKEN / 2
    trusted = EXTRACTED * max(0.0, 1 - taken / _MOST_TAKEN)
    return [trusted if one else NOT_EXTRACTED for one in held]


def _weigh_telling(lines: Sequence[HtmlLine], told: Extract | None) -> list[float]:
    if told is None:
        return [0.0] * len(lines)
    return [TOLD if told.holds(line.text) >= _HELD else NOT_TOLD for line in lines]


def _prose(lines: Sequence[HtmlLine], elements: Elements) -> list[float]:
    """The characters of prose that each element holds by itself."""
    own = [0.0] * len(elements.parents)
    for line in lines:
        if len(line.text) >= _PROSE_CHARS and line.linked <= _MOST_LINKED:
            own[line.element] += len(line.text)
    return own


def _containers(lines: Sequence[HtmlLine], marks: Sequence[DropReason | None], elements: Elements) -> set[int]:
    """The elements that hold the article: those named so, or the one around the title, or the smallest with most of
    the prose.
    """
    unmarked = [line for line in lines if marks[line.element] is None]
    prose = elements.add_up(_prose(unmarked, elements))
    named = [element for element in range(1, len(prose)) if elements.bodies[element]]
    best = max(named, key=lambda element: (prose[element], element), default=0)
    if not named or prose[best] < _ENOUGH * prose[0]:
        return {_around_title(prose, elements) or _descend(prose, elements)}
    # A body in several pieces side by side, with adverts between them, is one.
    return {one for one in named if elements.parents[one] == elements.parents[best]}


def _around_title(prose: Sequence[float], elements: Elements) -> int:
    """The innermost ``article`` or ``main`` with the page's only ``h1`` and enough prose; 0 where there is none."""
    headings = [element for element, tag in enumerate(elements.tags) if tag == "h1"]
    at = headings[0] if len(headings) == 1 else 0
    while at and not (elements.tags[at] in _MAIN_TAGS and prose[at] >= max(_LEAST_CHARS, _LEAST * prose[0])):
        at = elements.parents[at]
    return at


def _descend(prose: Sequence[float], elements: Elements) -> int:
    at = 0
    for element in range(1, len(prose)):
        if elements.parents[element] == at and prose[element] > _MAIN_CHILD * prose[at]:
            at = element
    return at
