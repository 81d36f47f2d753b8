"""Choosing statements: the most that matters, said once, in the room that there is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from service.summarise.writing.salience import contents, score, worth
from service.summarise.writing.standalone import Standing

SAID = 0.2  # what a word is still worth once it was said
BESIDE = 1.1  # a sentence next to a chosen one: what happened is seldom told in one sentence
SAME = 0.8  # share of the shorter one's words that makes two statements near repeats


@dataclass(frozen=True, slots=True)
class Room:
    """How much may be said: statements, characters together (joined by spaces), and whether each must stand alone."""

    items: int
    chars: int
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement with its content words; ``weight`` is what each worth of theirs counts, by length and place."""

    standing: Standing
    words: frozenset[str]
    weight: float


def weigh(standing: Standing, language: str | None) -> Weighed:
    """The statement with its words and weight."""
    return Weighed(standing, contents(standing.text, language), score(standing.text, 1.0, standing.index))


def choose(
    candidates: Iterable[Weighed], chances: Mapping[str, float], room: Room, said: Iterable[str] = ()
) -> tuple[Standing, ...]:
    """The statements that say the most, in the article's order. ``said`` are words that the reader knows already.

    Greedy by what each adds for its length (Gillick and Favre, "A Scalable Global Model for Summarization", 2009).
    """
    left = dict(chances)
    _discount(left, said)
    pool = [candidate for candidate in candidates if not (room.alone and candidate.standing.needs)]
    chosen: list[Weighed] = []
    chars = room.chars
    while len(chosen) < room.items:
        pool = [one for one in pool if len(one.standing.text) <= chars and not (chosen and _repeats(one, chosen[-1]))]
        places = {one.standing.index for one in chosen}
        told = {number for one in chosen for number in one.standing.sentences}
        ready = [one for one in pool if one.standing.needs is None or one.standing.needs in told]
        if not ready:
            break
        best = max(ready, key=lambda one: _gain(one, left, places))
        chosen.append(best)
        pool.remove(best)
        chars -= len(best.standing.text) + 1
        _discount(left, best.words)
    return tuple(sorted((one.standing for one in chosen), key=lambda standing: standing.index))


def _gain(one: Weighed, left: Mapping[str, float], places: Collection[int]) -> float:
    place = one.standing.index
    beside = BESIDE if place - 1 in places or place + 1 in places else 1.0
    return worth(one.words, left) * one.weight * beside


def _discount(chances: dict[str, float], words: Iterable[str]) -> None:
    for word in words:
        if word in chances:
            chances[word] *= SAID


def _repeats(one: Weighed, other: Weighed) -> bool:
    return len(one.words & other.words) >= SAME * max(1, min(len(one.words), len(other.words)))
