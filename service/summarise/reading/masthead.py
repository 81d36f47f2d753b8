"""The lines around the title that are neither furniture nor body: byline, dates and section."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.summarise.article import DropReason
from service.summarise.reading import cues
from service.summarise.reading.function_words import word_set
from service.summarise.reading.lines import Line
from service.summarise.reading.signs import Signs

_ABOVE, _BELOW = 6, 2  # lines above the title, and into the body, where a byline may stand
_MOST_WORDS = 20  # of a line with a byline in it
NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
_PARTICLE = r"(?:(?:von|van|der|den|de|da|di|del|della|du|la|le|bin|al|el|zu|ter|dos)\s+){0,3}"
PERSON = rf"{NAME}(?:\s+{_PARTICLE}{NAME}){{1,3}}"
_NAMES = re.compile(rf"{PERSON}(?:(?:,|\s+(?:and|und|et|y|e|&))\s+{PERSON}){{0,4}}")
_INITIAL = re.compile(r"[^\W\d_]\.")
_AFTER_NAME = re.compile(r"\s*(?:$|[|,;·•/(–—-]|\s(?:in|for|at|on|für|pour|aus|am|special|published|updated)\b|\d)")
_TRADES = word_set(
    "editor correspondent reporter writer columnist staff chief redakteur redakteurin korrespondent korrespondentin"
)
_SECTIONS = word_set(
    """
    politics world news sport sports business culture opinion comment health science technology tech travel
    lifestyle life entertainment arts music film books money economy education environment climate europe us
    uk asia africa americas local national international politik welt wirtschaft kultur wissen wissenschaft
    gesellschaft panorama meinung netzwelt digital reise gesundheit ausland inland regional lokales
    nachrichten finanzen bildung umwelt feuilleton medien politique monde économie société culture sciences
    santé idées france régions sport médias planète política mundo economía sociedad deportes cultura
    ciencia salud tecnología opinión internacional españa politica mondo economia società cronaca esteri
    scienza salute tecnologia spettacoli interni
    """
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Why each line of the masthead is not body, by its place, and who the article is by."""

    reasons: dict[int, DropReason]
    byline: str | None


def read(
    lines: Sequence[Line], signs: Sequence[Signs], kept: Sequence[bool], title: int | None, byline: str | None
) -> Masthead:
    """The masthead of a page. ``kept`` is the verdict on each line, ``byline`` a hint."""
    first = next((place for place, keep in enumerate(kept) if keep), len(lines))
    anchor = title if title is not None else first
    reasons = dict.fromkeys(_repeats(lines, title, first), DropReason.TITLE)
    around = [
        place for place in range(max(0, anchor - _ABOVE), min(first + _BELOW, len(lines))) if place not in reasons
    ]
    at, name = _find_byline(
        lines, signs, sorted(around, key=lambda place: (abs(place - anchor), place)), byline, certain=title is not None
    )
    for place in around:
        if place == at:
            reasons[place] = DropReason.BYLINE
        elif (
            "date" in signs[place].names
            and not signs[place].prose
            and not ("sentence end" in signs[place].names and kept[place])
        ):
            reasons[place] = DropReason.DATE
        elif place < anchor and _is_section(lines[place].text):
            reasons[place] = DropReason.SECTION
    return Masthead(reasons, name)


def _repeats(lines: Sequence[Line], title: int | None, first: int) -> Iterator[int]:
    if title is not None:
        wanted = lines[title].text.lower()
        yield from (
            place
            for place, line in enumerate(lines)
            if place == title or (place <= first + _BELOW and line.text.lower() == wanted)
        )


def _find_byline(
    lines: Sequence[Line], signs: Sequence[Signs], around: Sequence[int], hint: str | None, *, certain: bool
) -> tuple[int | None, str | None]:
    short = [place for place in around if signs[place].words <= _MOST_WORDS]
    if hint and hint.strip():
        wanted = cues.words_of(hint)
        return next((place for place in short if _holds(cues.words_of(lines[place].text), wanted)), None), hint.strip()
    for place in short:
        name = _name_after_by(lines[place].text)
        if name:
            return place, name
    for place in short if certain else short[:2]:
        if _is_bare_name(lines[place].text, signs[place]):
            return place, lines[place].text
    return None, None


def _holds(words: list[str], wanted: list[str]) -> bool:
    size = len(wanted)
    return bool(wanted) and any(words[place : place + size] == wanted for place in range(len(words) - size + 1))


def _name_after_by(text: str) -> str | None:
    start = cues.byline_end(text)
    match = _NAMES.match(text, start) if start is not None else None
    if match and _AFTER_NAME.match(text, match.end()):
        people = [part for part in match.group().split(", ") if _TRADES.isdisjoint(cues.words_of(part))]
        return ", ".join(people).rstrip(" ,.") or None
    return None


def _is_bare_name(text: str, sign: Signs) -> bool:
    if sign.cover > 0 or sign.kind != "short" or not _NAMES.fullmatch(text):
        return False
    tokens = text.split()
    shouted = any(len(token) > 1 and token.isupper() and "." not in token for token in tokens)
    return (
        not shouted
        and len(sign.content) >= len(tokens) - 1
        and not _SECTIONS.intersection(sign.content)
        and (_INITIAL.fullmatch(tokens[0]) is not None or tokens[0].lower() in sign.content)
    )


def _is_section(text: str) -> bool:
    words = cues.words_of(text)
    return 0 < len(words) <= 3 and not _SECTIONS.isdisjoint(words)
