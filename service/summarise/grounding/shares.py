"""A share is the evidence's share, in percent, as a fraction or as so many in so many."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.summarise.grounding.lexicon import stop_words, words
from service.summarise.grounding.origins import homes
from service.summarise.grounding.quantities import Quantity
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english
from service.summarise.statement import Check

NAME = "shares"
_PARTS = {
    word: part
    for part, names in enumerate(
        ("half halves", "third thirds", "quarter quarters fourths", "fifth fifths", "sixth sixths", "seventh sevenths",
         "eighth eighths", "ninth ninths", "tenth tenths"), 2
    )
    for word in names.split()
}  # fmt: skip
_COUNTS = dict(
    zip(words("a an one two three four five six seven eight nine"), (1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_HEDGES = frozenset(
    words("about around roughly nearly almost some over under than approximately just barely close up most least")
)
_SAME = 0.006
_ROUNDED = 0.07


class Share(NamedTuple):
    """A share between 0 and 1, as written, and whether the text says that it is rounded."""

    value: float
    text: str
    rounded: bool


def check(subject: Subject) -> Check | None:
    """Fails on a share where the evidence gives another one. English only, other languages pass.

    Cannot see of what the share is: coverage and together do in part.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    own = homes(subject.statement.root_set, subject)
    held = list(held_shares(own)) or list(held_shares(subject.evidence))
    if not held:
        return None
    for share in shares(subject.statement):
        if not any(is_same(share, other) for other in held):
            return failed(NAME, f"“{share.text}”: the article says “{held[0].text}”")
    return None


def held_shares(passages: Iterable[Passage]) -> Iterator[Share]:
    """All shares in these passages."""
    return (share for passage in passages for share in passage.kept(shares))


def is_same(one: Share, other: Share) -> bool:
    """Whether two shares are one, rounded where a text says so."""
    return abs(one.value - other.value) <= (_ROUNDED if one.rounded or other.rounded else _SAME)


def shares(passage: Passage) -> list[Share]:
    """The shares that a passage gives: "75%", "three quarters", "a third of", "one in five"."""
    tokens = passage.tokens
    found = [share for at in range(len(tokens)) if (share := _fraction(tokens, at, passage.language))]
    found += [
        Share(one.value / 100, one.text + "%", _is_rounded(tokens, one.at))
        for one in passage.quantities
        if one.unit == "percent" and one.value <= 100
    ]
    found += [
        Share(one.value / other.value, f"{one.text} in {other.text}", _is_rounded(tokens, one.at))
        for one, other in pairwise(passage.quantities)
        if _is_in(one, other, tokens)
    ]
    return found


def _fraction(tokens: Sequence[Token], at: int, language: str | None) -> Share | None:
    part = _PARTS.get(tokens[at].key)
    before = tokens[at - 1].key if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if part is None or before in ("the", "and") or (after is not None and _counts_things(after, language)):
        return None
    count = _COUNTS.get(before.rpartition("-")[0] or before)
    if count is None and part != 2:
        return None
    text = f"{before} {tokens[at].text}" if count else tokens[at].text
    return Share((count or 1) / part, text, _is_rounded(tokens, at - 1))


def _counts_things(after: Token, language: str | None) -> bool:
    """Whether the next word makes it no share: "a third man", "half a million", "half an hour"."""
    return after.is_number or after.key in ("a", "an") or (after.is_word and after.key not in stop_words(language))


def _is_in(one: Quantity, other: Quantity, tokens: Sequence[Token]) -> bool:
    between = [token.key for token in tokens[one.end : other.at]]
    counted = not (one.unit or other.unit or one.ordinal or other.ordinal)
    return counted and between in (["in"], ["out", "of"]) and 0 < one.value < other.value <= 1000


def _is_rounded(tokens: Sequence[Token], at: int) -> bool:
    return any(token.key in _HEDGES for token in tokens[max(0, at - 3) : at + 1])
