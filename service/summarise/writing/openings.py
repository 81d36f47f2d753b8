"""How a sentence opens: what ties it to the one before, and what of that may simply go."""

import re

from service.summarise.writing import marks
from service.summarise.writing.lexicon import CONNECTIVE, IMPERSONAL, POINTER, holds_saying

MIN_WORDS_LEFT = 4  # words after the connective
LONG_WORD = 3  # letters; longer words have capitals in headings, and as many of them are needed to tell
HEADING = 0.8  # share of longer words with a capital
_EARLY_PRONOUN = re.compile(rf"(?:\w+,? ){{0,4}}(?:he|she|they|it{IMPERSONAL}|er|sie|il|elle)\b", re.IGNORECASE)
_ITEM = re.compile(r"(\d{1,2})[.)] (?=\S)")
_TOLD_BY_PRONOUN = re.compile(
    r", (?:he|she) (\w+)|, (\w+te) (?:er|sie)\b|, \w+(?:-t)?-(?:il|elle)\b(?! \w)", re.IGNORECASE
)
_TELLS_WHO_SAID = re.compile(
    r"(?:Das|Dies) (?:teilte|berichtete|meldete|bestätigte|erklärte|sagte|verkündete|gab|geht|ging)(?:n|en)?"
    r" [^,;:„“\"«»]{3,110}\.$"
)
_DENIED = re.compile(r"\b(?:nicht|kein\w*|nie)\b")
_CALENDAR = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b"
)
_GERMAN_VERB = re.compile(r"[a-zäöü]+(?:te|en|t|st)\b")
_QUOTE_FIRST = ("“", "„", "«", '"', "‘", "'")
_ONLY_WITH_COMMA = frozenset(("so", "then", "also", "still", "yet", "indeed", "finally", "besides", "instead"))
_BEFORE_THE_FIRST_PLACE = {  # of languages whose verb comes second: only what does not fill the first place may go
    "de": frozenset(("aber", "und", "denn", "doch")),
    "nl": frozenset(("maar", "en", "want")),
}


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
    if language in _BEFORE_THE_FIRST_PLACE:
        return opener in _BEFORE_THE_FIRST_PLACE[language] and not _GERMAN_VERB.match(rest)
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
    early = _EARLY_PRONOUN.match(marks.unquoted(text[:200]))
    if early is not None and not names_somebody(early.group()):
        return True
    return _is_told_by_pronoun(marks.unquoted(text), language)


def _is_told_by_pronoun(outside: str, language: str) -> bool:
    """Whether it ends in ", she said" and the like, with nobody named before; in German every noun has a capital."""
    tail = _TOLD_BY_PRONOUN.search(outside)
    if tail is None or (tail.lastindex and not holds_saying(tail.group(tail.lastindex))):
        return False
    return language == "de" or not names_somebody(outside[: tail.start()])


def names_somebody(text: str) -> bool:
    """Whether a capital stands in it behind the first letter, other than that of a day or a month."""
    return any(map(str.isupper, _CALENDAR.sub("", text)[1:]))


def tells_who_said(text: str, language: str) -> bool:
    """Whether it only says who told what stands before: "Das teilte das Unternehmen mit." German alone."""
    return language == "de" and _TELLS_WHO_SAID.match(text) is not None and _DENIED.search(text) is None


def without_number(text: str, before: str, after: str) -> str:
    """The item of a list without its number; a number is one when the sentence next to it goes on counting."""
    item = _ITEM.match(text)
    if item is None:
        return text
    number = int(item.group(1))
    others = ((_ITEM.match(before), number - 1), (_ITEM.match(after), number + 1))
    counted = any(other is not None and int(other.group(1)) == expected for other, expected in others)
    return text[item.end() :] if counted else text
