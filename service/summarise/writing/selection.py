"""Choosing statements: the most that matters, said once, in the room that there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.summarise.writing.lexicon import PERSONAL, STANCE, may_hold_verb
from service.summarise.writing.salience import contents, score, worth
from service.summarise.writing.standalone import Standing

SAID = 0.2  # what a word is still worth once it was said, in a paragraph
SAID_IN_A_LIST = 0.25  # and in a list of claims, each of which names its subject again
IN_PERSON = 0.78  # "I", "we", "you": rarely the fact of a story
VERBLESS = 0.6  # a caption that was taken for a sentence
STANCE_TAKEN = 1.8  # in an opinion piece: what it demands
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


def weigh(standing: Standing, language: str | None, *, opinion: bool = False) -> Weighed:
    """The statement with its words and weight; ``opinion`` where the article argues for something."""
    weight = score(standing.text, 1.0, standing.index) * _manner(standing.text, language, opinion=opinion)
    return Weighed(standing, contents(standing.text, language), weight)


def _manner(text: str, language: str | None, *, opinion: bool) -> float:
    """What the manner of speaking counts for, beside the words. English, but for an opinion's demands."""
    manner = STANCE_TAKEN if opinion and STANCE.search(text) else 1.0
    if (language or "en").startswith("en"):
        manner *= IN_PERSON if PERSONAL.search(text) else 1.0
        manner *= 1.0 if may_hold_verb(text) else VERBLESS
    return manner


def choose(
    candidates: Iterable[Weighed], chances: Mapping[str, float], room: Room, said: Iterable[str] = ()
) -> tuple[Standing, ...]:
    """The statements that say the most, in the article's order. ``said`` are words that the reader knows already.

    Greedy by what each adds for its length (Gillick and Favre, "A Scalable Global Model for Summarization", 2009).
    """
    left, again = dict(chances), SAID_IN_A_LIST if room.alone else SAID
    _discount(left, said, again)
    pool = [candidate for candidate in candidates if not (room.alone and candidate.standing.needs)]
    chosen: list[Weighed] = []
    chars = room.chars
    while len(chosen) < room.items:
        pool = [one for one in pool if len(one.standing.text) <= chars and not (chosen and _repeats(one, chosen[-1]))]
        told = {number for one in chosen for number in one.standing.sentences}
        ready = [one for one in pool if one.standing.needs is None or one.standing.needs in told]
        if not ready:
            break
        best = max(ready, key=lambda one: worth(one.words, left) * one.weight)
        chosen.append(best)
        pool.remove(best)
        chars -= len(best.standing.text) + 1
        _discount(left, best.words, again)
    return tuple(sorted((one.standing for one in chosen), key=lambda standing: standing.index))


def _discount(chances: dict[str, float], words: Iterable[str], again: float) -> None:
    for word in words:
        if word in chances:
            chances[word] *= again


def _repeats(one: Weighed, other: Weighed) -> bool:
    return len(one.words & other.words) >= SAME * max(1, min(len(one.words), len(other.words)))
