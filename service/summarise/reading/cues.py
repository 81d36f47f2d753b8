"""Looks for the words and phrases that page furniture is written in.

They are evidence beside the structure of the page (see ``signs.py`` and ``neighbours.py``), never proof. Phrases are
matched on whole lower-case words, so a look-up costs the same for any table.
"""

import re
from collections.abc import Iterator

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


def _tables() -> dict[str, list[tuple[list[str], DropReason]]]:
    tables: dict[str, list[tuple[list[str], DropReason]]] = {}
    for reason, phrases in PHRASES.items():
        for phrase in re.split(r"[|\n]", phrases):
            first, *rest = WORD.findall(phrase.lower().replace("’", "'")) or [""]
            if first:
                tables.setdefault(first, []).append((rest, reason))
    for entries in tables.values():
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
        if place < free:
            continue
        for rest, reason in _TABLES[words[place]]:
            size = 1 + len(rest)
            if size == 1 or words[place + 1 : place + size] == rest:
                yield reason, place, size
                free = place + size
                break
