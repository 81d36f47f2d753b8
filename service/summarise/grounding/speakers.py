"""Ties the speaker that an engine names to the article's own mention."""

import re
from collections.abc import Iterable
from functools import lru_cache

from service.summarise.article import Article, Quotation, Speaker
from service.summarise.grounding.folding import fold
from service.summarise.grounding.lexicon import TITLES
from service.summarise.grounding.tokens import tokenise
from service.summarise.statement import Evidence

_LONGEST_NAME = 100  # characters of a name whose words are remembered
_NAME_WORD = r"[^\W\d_][\w'’.-]*"


def tie(name: str, evidence: Iterable[Evidence], article: Article) -> Speaker | None:
    """The article's speaker of that name, quotations in the evidence first, then any; else a mention in the evidence.

    None when neither knows the name.
    """
    pieces = tuple(evidence)
    near = [quotation for quotation in article.quotations if overlaps(quotation, pieces)]
    for quotation in (*near, *article.quotations):
        if quotation.speaker and same_name(name, quotation.speaker.name):
            return quotation.speaker
    return next((speaker for piece in pieces if (speaker := _mention(name, piece, article))), None)


def overlaps(quotation: Quotation, evidence: Iterable[Evidence]) -> bool:
    """Whether a quotation lies, in part at least, in one of the pieces of evidence."""
    return any(quotation.start < piece.end and piece.start < quotation.end for piece in evidence)


def name_words(name: str) -> tuple[str, ...]:
    """The compared words of a name without titles; all words when it is nothing but titles."""
    return _name_words(name) if len(name) > _LONGEST_NAME else _known_name_words(name)


def _name_words(name: str) -> tuple[str, ...]:
    words = tuple(token.key for token in tokenise(name) if token.is_word)
    return tuple(word for word in words if word not in TITLES) or words


_known_name_words = lru_cache(maxsize=2_000)(_name_words)


def same_name(one: str, other: str) -> bool:
    """Whether one name is the other or a part of it: "Lavery", "Mr Lavery", "Ian Lavery"."""
    mine, theirs = name_words(one), name_words(other)
    if not mine or not theirs:
        return False
    short, long = sorted((set(mine), set(theirs)), key=len)
    return short <= long or (mine[-1] == theirs[-1] and mine[0][0] == theirs[0][0])


def _mention(name: str, piece: Evidence, article: Article) -> Speaker | None:
    words = name_words(name)
    if not words:
        return None
    for match in re.finditer(_NAME_WORD, piece.text):
        keys = tokenise(match[0])
        if keys and keys[-1].key == words[-1]:
            end = match.end() - (2 if fold(match[0]).endswith("'s") else 0)
            return Speaker(_fullest(name, article), None, piece.start + match.start(), piece.start + end)
    return None


def _fullest(name: str, article: Article) -> str:
    names = [q.speaker.name for q in article.quotations if q.speaker and same_name(name, q.speaker.name)]
    return max((*names, name), key=len)
