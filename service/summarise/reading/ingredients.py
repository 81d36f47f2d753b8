"""The ingredients of a recipe: short lines with figures, which everywhere else on a page are furniture."""

import re
from collections.abc import Iterator, Sequence

from service.summarise.reading.lines import Line
from service.summarise.reading.signs import Signs
from service.summarise.reading.suitability_words import INGREDIENTS

_HEADING_WORDS, _MOST_WORDS = 4, 12  # of the heading, and of an ingredient
_FEWEST_FIGURES = 3  # lines that begin with an amount
_MOST_LINES = 60  # of one list
_FIGURE = re.compile(r"[^\w]{0,3}[\d½¼¾⅓⅔]")


def places(lines: Sequence[Line], signs: Sequence[Signs], kept: Sequence[bool]) -> Iterator[int]:
    """The places of the headings and of the lines of each list of ingredients that body stands right below."""
    for place, line in enumerate(lines):
        if signs[place].words <= _HEADING_WORDS and INGREDIENTS.match(line.text):
            end = place + 1
            while end < len(lines) and end - place <= _MOST_LINES and not kept[end] and _may_be_listed(signs[end]):
                end += 1
            figures = sum(_FIGURE.match(one.text) is not None for one in lines[place + 1 : end])
            if figures >= _FEWEST_FIGURES and end < len(lines) and kept[end]:
                yield from range(place, end)


def _may_be_listed(sign: Signs) -> bool:
    return sign.words <= _MOST_WORDS and sign.plain
