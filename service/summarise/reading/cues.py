"""Looks for the words and phrases that page furniture is written in.

They are evidence beside the structure of the page (see ``signs.py`` and ``neighbours.py``), never proof. Phrases are
matched on whole lower-case words, so a look-up costs the same for any table.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.summarise.article import DropReason
from service.summarise.reading.cue_phrases import PHRASES

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[©®]")

_BYLINE = re.compile(
    r"(?:[*•|–—-]\s*)?(?i:by|von|par|por|di|a cura di|text|texte|testo|autorin|autor|author|"
    r"door|propos recueillis par|story by|written by|words by|escrito por|posted by)"
    r"(?:\s*:\s*|\s+)(?=[^\W\d_a-zß-öø-ÿ])"
)


def byline_end(text: str) -> int | None:
    """Where the name starts in a line that starts as bylines do, "By Jane Doe"; None in any other line."""
    match = _BYLINE.match(text)
    return match.end() if match else None


def words_of(text: str) -> list[str]:
    """The lower-case words of a line, apostrophes straightened."""
    return WORD.findall(text.lower().replace("’", "'"))


class _Cues(NamedTuple):
    """The cues that start with one word: the reason of the word by itself, and the longer ones by their next word.

    ``longer`` has the words after the first, the longest first.
    """

    alone: list[DropReason]
    longer: dict[str, list[tuple[list[str], DropReason]]]


def _tables() -> dict[str, _Cues]:
    tables: dict[str, _Cues] = {}
    for reason, phrases in PHRASES.items():
        for phrase in re.split(r"[|\n]", phrases):
            first, *rest = WORD.findall(phrase.lower().replace("’", "'")) or [""]
            if not first:
                continue
            held = tables.setdefault(first, _Cues([], {}))
            if rest:
                held.longer.setdefault(rest[0], []).append((rest, reason))
            else:
                held.alone.append(reason)
    for held in tables.values():
        for entries in held.longer.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return tables


_TABLES = _tables()


def may_hold(words: frozenset[str]) -> bool:
    """Whether ``find`` can find anything in these words."""
    return not words.isdisjoint(_TABLES.keys())


def find(words: list[str]) -> Iterator[tuple[DropReason, int, int]]:
    """Each cue in a line's lower-case words: its reason, the index of its first word, its length in words."""
    free = 0  # the first word that is in no cue yet
    for place in [place for place, word in enumerate(words) if word in _TABLES]:
        found = _at(words, place) if place >= free else None
        if found is not None:
            reason, size = found
            yield reason, place, size
            free = place + size


def _at(words: list[str], place: int) -> tuple[DropReason, int] | None:
    """The longest cue that starts here, and its length."""
    held = _TABLES[words[place]]
    for rest, reason in held.longer.get(words[place + 1], ()) if place + 1 < len(words) else ():
        if words[place + 1 : place + 1 + len(rest)] == rest:
            return reason, 1 + len(rest)
    return (held.alone[0], 1) if held.alone else None
