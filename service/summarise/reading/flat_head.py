"""Title, byline and date at the head of a page that stands on one line: "Title By Jane Doe Published: 9 May …"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.summarise.reading.lines import Line
from service.summarise.reading.masthead import NAME, PERSON
from service.summarise.reading.signs import MONTHS

_REACH = 400  # characters in which the head lies
_FEWEST_WORDS, _MOST_WORDS = 3, 25  # of a title
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"[^\W\d_]{3,10}\.?"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:de\s)?{_MONTH},?\s(?:de\s)?{_YEAR}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d){{1,2}}|{_YEAR}-\d\d-\d\d)"
)
_LABEL = (
    r"(?:(?:Last\s)?(?:Published|Updated|Posted|Veröffentlicht|Publié|Publicado|Pubblicato|Gepubliceerd)"
    r"(?:\s(?:on|at|am|le|el|il|op))?\s?:?\s?)"
)
_TIME = r"(?:,?\s(?:at\s|um\s|à\s)?\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s(?:GMT|BST|UTC|C?EST|EDT|ET|Uhr)\b)?)"
_SOMEBODY = rf"{PERSON}?(?:(?:,|\s(?:and|und|et|y|e))\s{PERSON}?)?"
_HEAD = re.compile(
    rf"([^.!?…]{{0,250}}?)(?:^|\s)((?:By|Von|Par|Por|Di|Door)\s{_SOMEBODY})(?:\s?[|,·•–-])?\s"
    rf"((?i:{_LABEL})?{_DATE}(?i:{_TIME})?)\s(?:[|·•–-]\s)?(?=[\"“„«(]?{NAME})"
)


class Head(NamedTuple):
    """The pieces of a head, the title first where there is one, and the line that is left."""

    pieces: tuple[Line, ...]
    has_title: bool
    rest: Line


def cut(line: Line) -> Head | None:
    """The head of a line; None where no byline and date stand in a row near its start."""
    match = _HEAD.match(line.text[:_REACH])
    if match is None or not _names_a_month(match[3]):
        return None
    words = len(match[1].split())
    if words and not _FEWEST_WORDS <= words <= _MOST_WORDS:
        return None
    pieces = tuple(_pieces(line, match))
    rest = line.text[match.end() :]
    return Head(pieces, bool(words), Line(line.start + match.end(), line.end, rest))


def _names_a_month(date: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", date.lower())
    return not words or not MONTHS.isdisjoint(words)


def _pieces(line: Line, match: re.Match[str]) -> Iterator[Line]:
    for group in (1, 2, 3):
        if text := match[group].strip():
            start = line.start + match.start(group) + match[group].index(text)
            yield Line(start, start + len(text), text)
