"""How a sentence opens: what ties it to the one before, and what of that may simply go."""

import re

from service.summarise.writing import marks
from service.summarise.writing.lexicon import CONNECTIVE, POINTER

MIN_WORDS_LEFT = 4  # words after the connective
LONG_WORD = 3  # letters; longer words have capitals in headings, and as many of them are needed to tell
HEADING = 0.8  # share of longer words with a capital
_EARLY_PRONOUN = re.compile(r"(?:\w+,? ){0,4}(?:he|she|they|it|er|sie|il|elle)\b", re.IGNORECASE)
_GERMAN_VERB = re.compile(r"[a-zäöü]+(?:te|en|t|st)\b")
_QUOTE_FIRST = ("“", "„", "«", '"', "‘", "'")
_ONLY_WITH_COMMA = frozenset(("so", "then", "also", "still", "yet", "indeed", "finally", "besides", "instead"))
_GERMAN_BEFORE_THE_FIRST_PLACE = frozenset(("aber", "und", "denn", "doch"))


def is_heading(text: str, language: str) -> bool:
    """Whether it has a heading's capitals; not told in German, where every noun has one."""
    words = [word for word in text.split() if len(word) > LONG_WORD]
    if len(words) < LONG_WORD or language == "de":
        return False
    return sum(word.lstrip("“‘\"'(")[:1].isupper() for word in words) >= HEADING * len(words)


def without_connective(text: str, language: str) -> str:
    """Without "But", "However," and the like at the start, where the rest is still a sentence."""
    connective = CONNECTIVE.get(language)
    match = connective.match(text) if connective else None
    if match is None or not _may_go(match.group().strip().lower(), text[match.end() :], language):
        return text
    rest = text[match.end() :]
    return rest[:1].upper() + rest[1:]


def _may_go(opener: str, rest: str, language: str) -> bool:
    if len(rest.split(None, MIN_WORDS_LEFT)) < MIN_WORDS_LEFT:
        return False
    if language == "de":  # the verb comes second: only what does not fill the first place may go
        return opener in _GERMAN_BEFORE_THE_FIRST_PLACE and not _GERMAN_VERB.match(rest)
    return opener.endswith(",") or opener not in _ONLY_WITH_COMMA


def points_back(text: str, language: str) -> bool:
    """Whether the sentence leans on one before it: a pronoun, a connective, or bare words of somebody unnamed."""
    pointer, connective = POINTER.get(language), CONNECTIVE.get(language)
    if pointer is None or connective is None:
        return False
    if text.startswith(_QUOTE_FIRST):
        outside = marks.unquoted(text).strip(" ,.")
        return len(outside.split()) < 2 or pointer.match(outside) is not None
    if pointer.match(text) or connective.match(text):
        return True
    outside = marks.unquoted(text[:200])
    return _EARLY_PRONOUN.match(outside) is not None and not any(map(str.isupper, outside[1:]))
