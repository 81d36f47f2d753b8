"""A number stands with the words it is counted with: in the sentence that they come from, or right beside it."""

from collections.abc import Iterable

from service.summarise.grounding.numbers import is_torn, rounds
from service.summarise.grounding.origins import Part, homes, parts
from service.summarise.grounding.quantities import Quantity, measure_of
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.statement import Check

NAME = "counts"
_SURE = 0.5  # share of a clause's words in one sentence, from which on that is where the clause comes from


def check(subject: Subject) -> Check | None:
    """Fails when the sentence that a clause comes from has another number of the kind in that number's place.

    Looks for the evidence sentence that holds most of the clause's words. A number that is not there passes when it
    stands in a sentence beside it, or when that sentence has no number of the kind. Cannot see two numbers of one
    sentence that change places.
    """
    if subject.verbatim or len(subject.evidence) < 1:
        return None
    for part in parts(subject.statement):
        for quantity in subject.statement.quantities:
            token = subject.statement.tokens[quantity.at]
            if quantity.ordinal or token not in part.tokens or is_torn(quantity, subject):
                continue
            detail = _elsewhere(quantity, part, subject)
            if detail:
                return failed(NAME, detail)
    return None


def _elsewhere(quantity: Quantity, part: Part, subject: Subject) -> str | None:
    words = frozenset(word for word in part.content if not word[0].isdecimal())
    instead: str | None = None
    for home in homes(words, subject):
        if len(words & home.root_set) < _SURE * len(words):
            return None
        if _holds(home, quantity):
            return None
        same = [other for other in home.quantities if _counts_the_same(other, quantity)]
        if same and not any(_is_rival_here(rival, subject.statement.quantities) for rival in same):
            return f"“{quantity.text}”: the article says “{same[0].text}” there"
        beside = (subject.index.passage(home.number + step) for step in (-1, 1))
        if any(_holds(passage, quantity) for passage in beside if passage):
            return None
        rivals = [other for other in home.quantities if _is_rival(other, quantity)]
        if not rivals or any(_is_rival_here(rival, subject.statement.quantities) for rival in rivals):
            return None
        instead = rivals[0].text
    return f"“{quantity.text}”: the article says “{instead}” there" if instead else None


def _holds(passage: Passage, quantity: Quantity) -> bool:
    return any(other.equals(quantity) or rounds(quantity, other) for other in passage.quantities)


def _is_rival(other: Quantity, quantity: Quantity) -> bool:
    """Whether both count the same kind of thing: one unit, or no unit and one noun behind them."""
    if other.ordinal or other.equals(quantity):
        return False
    if quantity.unit or other.unit:
        return quantity.unit == other.unit or (
            measure_of(quantity.unit) is not None and measure_of(quantity.unit) == measure_of(other.unit)
        )
    return _is_year(other) == _is_year(quantity)


def _counts_the_same(other: Quantity, quantity: Quantity) -> bool:
    """Whether both stand before the same noun: then no other sentence's number can be meant."""
    return quantity.head is not None and other.head == quantity.head and _is_rival(other, quantity)


def _is_year(quantity: Quantity) -> bool:
    return quantity.text.isdecimal() and len(quantity.text) == len("2026") and quantity.text[0] in "12"


def _is_rival_here(rival: Quantity, stated: Iterable[Quantity]) -> bool:
    return any(rival.equals(other) for other in stated)
