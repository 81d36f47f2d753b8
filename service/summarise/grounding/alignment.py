"""Which place of the evidence a place of the statement comes from, by the words around both.

Two places are as alike as the content words near them are the same; near words weigh more than far ones, words of the
same side more than those that changed it, and a synonym less than the word itself. The idea is that of word alignment
by local context (Sultan, Bethard and Sumner, TACL 2014), without a parser.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.subject import Passage
from service.summarise.grounding.synonyms import synonyms
from service.summarise.grounding.tokens import roots_of

REACH = 9  # tokens to each side that count as near
_CLOSE = 4  # tokens to each side that count in full
_FAR = 0.6  # weight of a near word that is not close
_ACROSS = 0.6  # weight kept across a mark or a conjunction
_SWAPPED = 0.8  # weight of a word that stands on the other side
_SYNONYM = 0.7
_TOUCH = 7  # tokens to each side in which the nearest content word stands
_BE = frozenset(words("is are was were be been being"))
_MEANT = 0.5  # weight of a pronoun of the evidence that may mean a name of the statement
_SOMEBODY = "@"
_PRONOUNS = frozenset(words("he she they it his her their its"))
_ELSEWHERE = 0.25  # weight of a word of the same sentence that is not near
_MOST_ELSEWHERE = 4  # such words that count, so that a long sentence is not like everything
_ENDS = frozenset(".;:!?")
_TURNS = frozenset((*",()", *words("and but while whereas although though because when after before who which")))


class Place(NamedTuple):
    """A token of a passage."""

    passage: Passage
    at: int


def likeness(mine: Place, others: Iterable[Place], *, width: int = 1) -> float:
    """How like the most alike of the others is to a place of the statement: 0 and more, about one a shared word.

    ``width`` is the number of tokens that the thing itself has in the statement; they are not its neighbours.
    """
    own = _window(mine, width)
    meant = {other: weight for root in own for other, weight in _meanings(root)}
    near = {root: _nearby(own, root) for root in meant}
    far = mine.passage.root_set - set(own)
    return max((_alike(other, meant, near, far) for other in others), default=0.0)


def _meanings(root: str) -> Iterator[tuple[str, float]]:
    for other in synonyms(root) - {root}:
        yield other, _SYNONYM
    yield root, 1.0


def _nearby(own: dict[str, float], root: str) -> float:
    if root in own:
        return own[root]
    held = [own[other] for other in synonyms(root) if other in own]
    return max(held, key=abs, default=0.0)


def _alike(other: Place, meant: dict[str, float], near: dict[str, float], far: frozenset[str]) -> float:
    window = _window(other, 1)
    total = 0.0
    for root, weight in window.items():
        if root in meant and near[root]:
            side = 1.0 if (near[root] > 0) == (weight > 0) else _SWAPPED
            total += meant[root] * min(abs(near[root]), abs(weight)) * side
    rest = other.passage.root_set - set(window)
    shared = len((far & other.passage.root_set) | (rest & near.keys() & meant.keys()))
    return total + _ELSEWHERE * min(_MOST_ELSEWHERE, shared)


def _window(place: Place, width: int) -> dict[str, float]:
    """The roots and numbers near a place with their weights; below zero those that stand before it."""
    held: dict[str, float] = {}
    tokens, at = place.passage.tokens, place.at
    before = range(at - 1, max(-1, at - 1 - REACH), -1)
    after = range(at + width, min(len(tokens), at + width + REACH))
    for sign, steps in ((-1.0, before), (1.0, after)):
        for key, weight in _weighed(place.passage, steps):
            if abs(held.get(key, 0.0)) < weight:
                held[key] = sign * weight
    return held


def _weighed(passage: Passage, steps: Sequence[int]) -> Iterator[tuple[str, float]]:
    kept = 1.0
    for distance, at in enumerate(steps):
        token = passage.tokens[at]
        if token.text in _ENDS:
            return
        if token.text in _TURNS or token.key in _TURNS:
            kept = _ACROSS
        weight = kept * (1.0 if distance < _CLOSE else _FAR)
        found = (token.key,) if token.is_number else roots_of(token.key, passage.language)
        yield from ((key, weight) for key in found)
        if token.key in _PRONOUNS or (token.is_capital and passage.number < 0):
            yield _SOMEBODY, weight * _MEANT


def touching(mine: Place, other: Place, words: int = 2) -> tuple[bool, bool]:
    """Whether before, and behind, one of the nearest content words is the same or a synonym.

    ``words`` is how many of each side count as nearest. A passive has its object before it.
    """
    if _is_passive(mine) != _is_passive(other):
        ahead, behind = (-1, 1) if _is_passive(mine) else (1, -1)
        return False, _meets(_nearest(mine, ahead, words), _nearest(other, behind, words))
    return _meets(_nearest(mine, -1, words), _nearest(other, -1, words)), _meets(
        _nearest(mine, 1, words), _nearest(other, 1, words)
    )


def _is_passive(place: Place) -> bool:
    tokens, at = place.passage.tokens, place.at
    return tokens[at].key.endswith(("ed", "en", "n")) and any(one.key in _BE for one in tokens[max(0, at - 2) : at])


def _meets(own: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(not synonyms(root).isdisjoint(theirs) for root in own)


def _nearest(place: Place, step: int, most: int) -> frozenset[str]:
    tokens, at = place.passage.tokens, place.at
    held: list[str] = []
    left = most
    for _ in range(_TOUCH):
        at += step
        if not 0 <= at < len(tokens) or tokens[at].text in _ENDS or not left:
            break
        token = tokens[at]
        left -= bool(token.is_number or (roots_of(token.key, place.passage.language) and not token.is_capital))
        held += (token.key,) if token.is_number else roots_of(token.key, place.passage.language)
        if token.key in _PRONOUNS or (place.passage.number < 0 and token.is_capital):
            held.append(_SOMEBODY)
    return frozenset(held)
