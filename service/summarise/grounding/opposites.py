"""Up for down, first for last, accepted for rejected: a word whose opposite stands at its place in the evidence."""

from collections.abc import Sequence
from typing import NamedTuple

from service.summarise.grounding.alignment import Place, likeness, touching
from service.summarise.grounding.antonyms import ANTONYMS, PHRASES
from service.summarise.grounding.quantities import TENS, UNITS
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma, root
from service.summarise.statement import Check

NAME = "opposites"
_LEAST = 1.2  # likeness of a place that has the opposite, from which the statement may come from it
_SURELY = 2.5  # likeness from which the nearest words need not be the same
_CLEARLY = 0.4  # how much more alike the place of the opposite has to be than one with the word itself
_SINCE = 7  # tokens after "first" in which a "since" makes it the last before
_REACH = 3  # tokens before a word in which a negation turns it
_LINKS = frozenset(("before", "after"))  # what stands behind them tells what they compare
_POLAR = frozenset(map(root, ("admit", "confess", "deny")))  # who says so is enough to know what is meant
_COMPARED = frozenset(("more", "less", "fewer", "above", "below", "over", "under", "least", "most"))
_PHRASE_VERBS = frozenset(verb for verb, _ in PHRASES)
_NEGATIONS = frozenset(("not", "no", "never", "n't", "without", "hardly", "neither", "nor", "none", "cannot"))


_NUMBERS = frozenset((*UNITS, *TENS, "a", "an", "half", "hundred"))


class Meaning(NamedTuple):
    """A word with its side in every pair of opposites that it belongs to: pair's number and +1 or -1."""

    at: int
    sides: frozenset[tuple[int, int]]


def check(subject: Subject) -> Check | None:
    """Fails on a word where the evidence has its opposite, beside the same words, and not the word itself.

    English only, other languages pass. Knows the pairs of ``antonyms``; a negated opposite is the word itself. Cannot
    see an opposite that the article does not put into a word ("up from 3" for "fell").
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    own = meanings(subject.statement)
    if not own:
        return None
    near = [(passage, other) for passage in (*subject.evidence, *subject.context) for other in passage.kept(meanings)]
    for mine in own:
        rival = _rival(Place(subject.statement, mine.at), mine, subject, near)
        if rival is not None:
            word, other = subject.statement.tokens[mine.at].text, rival.passage.tokens[rival.at].text
            return failed(NAME, f"“{word}”: the article says “{other}”")
    return None


def opposites_of(key: str) -> frozenset[str]:
    """The lemmas of the opposites of a word."""
    turned = {(pair, -side) for pair, side in ANTONYMS.get(lemma(key), ())}
    return (
        frozenset(held for held, sides in ANTONYMS.items() if not turned.isdisjoint(sides)) if turned else frozenset()
    )


def meanings(passage: Passage) -> list[Meaning]:
    """The words of a passage that have opposites; negated ones with their sides changed."""
    tokens = passage.tokens
    found: list[Meaning] = []
    for at, token in enumerate(tokens):
        sides = (_phrased(tokens, at) if token.key in _PHRASE_VERBS else None) or ANTONYMS.get(lemma(token.key))
        if sides and not _is_name(tokens, at) and not _counts(tokens, at):
            negated = any(_negates(tokens[step]) for step in range(max(0, at - _REACH), at))
            found.append(Meaning(at, frozenset((pair, -side) for pair, side in sides) if negated else frozenset(sides)))
    return found


def _phrased(tokens: tuple[Token, ...], at: int) -> frozenset[tuple[int, int]] | None:
    """The sides of "turned down", also of "turned it down"."""
    step = 2 if _key(tokens, at + 1) in ("it", "them", "him", "her", "this", "that") else 1
    return PHRASES.get((tokens[at].key, _key(tokens, at + step)))


def _key(tokens: tuple[Token, ...], at: int) -> str:
    return tokens[at].key if at < len(tokens) else ""


def _is_name(tokens: tuple[Token, ...], at: int) -> bool:
    return at > 0 and tokens[at].is_capital and tokens[at - 1].text not in '.!?"'


def _counts(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether it stands by a number, "more than 40": the numbers have a check of their own."""
    return tokens[at].key in _COMPARED and any(one.is_number or one.key in _NUMBERS for one in tokens[at + 1 : at + 4])


def _negates(token: Token) -> bool:
    return token.key in _NEGATIONS or token.key.endswith("n't")


def _rival(place: Place, mine: Meaning, subject: Subject, near: Sequence[tuple[Passage, Meaning]]) -> Place | None:
    """The place with the opposite, where it is more alike than every place with the word or one of its meaning."""
    turned = {(pair, -side) for pair, side in mine.sides}
    own = root(place.passage.tokens[place.at].key)
    same = [
        Place(passage, other.at)
        for passage, other in near
        if not mine.sides.isdisjoint(other.sides) or _root(passage, other.at) == own
    ]
    rivals = [
        rival
        for passage, other in near
        if (passage in subject.evidence or own in _POLAR)
        and not turned.isdisjoint(other.sides)
        and _root(passage, other.at) != own
        if _touches(place, rival := Place(passage, other.at))
    ]
    if not rivals:
        return None
    if any(passage in subject.evidence and _touches(place, Place(passage, at)) for passage, at in same):
        return None
    if own in _POLAR and not same:
        return rivals[0]
    held = [rival for rival in rivals if all(touching(place, rival))]
    if held:
        return held[0]
    rated = max(((likeness(place, [rival]), rival) for rival in rivals), key=lambda one: one[0])
    if rated[0] < _LEAST or (same and likeness(place, same) > rated[0] - _CLEARLY):
        return None
    return rated[1]


def _root(passage: Passage, at: int) -> str:
    return root(passage.tokens[at].key)


def _touches(place: Place, rival: Place) -> bool:
    key = place.passage.tokens[place.at].key
    before, behind = touching(place, rival, words=1 if key in _LINKS else 2)
    if key in _LINKS:
        return behind
    if key == "last" and "since" in _following(rival):
        return False
    return before or behind or likeness(place, [rival]) >= _SURELY


def _following(place: Place) -> set[str]:
    return {token.key for token in place.passage.tokens[place.at + 1 : place.at + 1 + _SINCE]}
