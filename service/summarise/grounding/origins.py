"""A statement's clauses, and the evidence sentences that each one comes from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.subject import Passage, Subject, features
from service.summarise.grounding.tokens import Token, contents

LEAST_WORDS = 3  # content words; a shorter clause belongs to the one before it
LEAST_HELD = 0.34  # share of a clause's content words that a sentence has to hold to be where it comes from
_NEAR = 0.1  # shares that differ by less are as good as one another
_BREAKS = frozenset(",;:.!?()")
_TURNS = frozenset(
    words("and but while whereas after before because although though which who when since until if where despite")
)


class Part(NamedTuple):
    """A piece of a statement: its tokens, and its content: the roots of its words, and its numbers as written."""

    tokens: Sequence[Token]
    content: frozenset[str]


def parts(passage: Passage) -> list[Part]:
    """The statement cut at its marks and conjunctions; all of it when it is short."""
    found: list[Part] = []
    for tokens in _pieces(passage.tokens):
        content = frozenset(contents(tokens, passage.language)).union(token.text for token in tokens if token.is_number)
        if found and (len(content) < LEAST_WORDS or len(found[-1].content) < LEAST_WORDS):
            found[-1] = Part((*found[-1].tokens, *tokens), found[-1].content | content)
        else:
            found.append(Part(tokens, content))
    return found


def _pieces(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.text in _BREAKS or token.key in _TURNS:
            if at > start:
                yield tokens[start:at]
            start = at + 1
    if start < len(tokens):
        yield tokens[start:]


def homes(content: frozenset[str], subject: Subject) -> list[Passage]:
    """The evidence sentences that hold most of a clause's content; none when no sentence holds enough of it."""
    if not content:
        return []
    shares = [(len(content & features(passage)) / len(content), passage) for passage in subject.evidence]
    best = max((share for share, _ in shares), default=0.0)
    return [passage for share, passage in shares if share >= max(LEAST_HELD, best - _NEAR)]
