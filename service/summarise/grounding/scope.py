"""What a small word such as "not" or "may" bears on: the next content word of its clause."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from service.summarise.grounding.lexicon import stop_words, words
from service.summarise.grounding.subject import Passage
from service.summarise.grounding.tokens import Token, lemma

REACH = 5  # tokens before a word in which a marker counts for it
AFTER = 2  # tokens after it: "found no evidence" for "did not find evidence"
BREAKS = frozenset(',;:.!?-"()')
TURNS = frozenset(words("but although though while whereas because aber sondern mais pero ma maar"))

Marker = Callable[[Token], bool]


class Target(NamedTuple):
    """A content word that a marker bears on."""

    word: str
    lemma: str


def targets(passage: Passage, is_marker: Marker) -> Iterator[Target]:
    """For each marker the next content word in its clause that is no adverb."""
    for at, token in enumerate(passage.tokens):
        if is_marker(token):
            yield from _target(passage, at, is_marker)


def _target(passage: Passage, at: int, is_marker: Marker) -> Iterator[Target]:
    stops = stop_words(passage.language)
    for token in passage.tokens[at + 1 : at + 1 + REACH]:
        if token.text in BREAKS or token.key in TURNS:
            return
        adverb = token.key.endswith("ly") or token.key in stops
        if token.is_word and not adverb and not is_marker(token):
            yield Target(token.text, lemma(token.key))
            return


def places(passage: Passage, wanted: str, is_marker: Marker, *, after: int = AFTER) -> list[bool]:
    """For each place of a lemma in the passage: whether a marker stands just before or right after it."""
    tokens = passage.tokens
    return [
        any(map(is_marker, tokens[max(0, at - REACH) : at])) or any(map(is_marker, tokens[at + 1 : at + 1 + after]))
        for at in passage.places.get(wanted, ())
    ]
