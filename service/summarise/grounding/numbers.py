"""Every number of a statement stands in its evidence with the same value, unit, direction and company."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from service.summarise.grounding.alignment import Place, likeness, touching
from service.summarise.grounding.lexicon import MONTHS
from service.summarise.grounding.quantities import Quantity, measure_of
from service.summarise.grounding.subject import MOST_QUANTITIES, Passage, Subject, failed
from service.summarise.grounding.tokens import lemma, roots_of
from service.summarise.statement import Check

NAME = "numbers"
_TORN = re.compile(r"\d+(?:[.,] \d+)+")
_MOST_SENTENCES = 8  # sentences of the article with the same noun in which a number is looked up
_CLEARLY = 0.6  # how much more alike a rival's place has to be than every place of the number itself
_YEARS = range(1500, 2200)
_AFTER_YEARS = frozenset(map(lemma, ("anniversary", "birthday")))
_PARTITIVE = 4  # tokens before a number in which an "of" makes it a whole
_COUNTED = 3.0  # the greatest number that a reader may have counted himself
_FAR_MEASURES = ("time", "share", "length", "weight", "clock", "heat")

Held = tuple[Passage, Quantity]


def check(subject: Subject) -> Check | None:
    """Fails on a number, amount, unit or bound that the evidence does not hold, or holds of something else.

    Sees digits and number words up to the millions in English, shares in words ("one in five") and times of day, digits
    in every language. A number that stands elsewhere is a lie when the place most like the statement's has another
    number of its kind. Cannot add or compare: "fewer than half" for "four of ten" is not worked out.
    """
    if subject.verbatim:
        return None
    if len(subject.statement.quantities) >= MOST_QUANTITIES:
        return failed(NAME, "more numbers than can be held against an article")
    for quantity in subject.statement.quantities:
        detail = _fault(quantity, subject)
        if detail:
            return failed(NAME, detail)
    return None


def _fault(quantity: Quantity, subject: Subject) -> str | None:
    held = list(_quantities(subject.evidence))
    same = [(passage, other) for passage, other in held if _is_same(quantity, other)]
    if same:
        return _other_bound(quantity, same) or _other_place(quantity, same, held, subject)
    if _is_told_elsewhere(quantity, subject):
        return None
    return _missing(quantity, held)


def _quantities(passages: Iterable[Passage]) -> Iterator[Held]:
    return ((passage, quantity) for passage in passages for quantity in passage.quantities)


def _is_same(one: Quantity, other: Quantity) -> bool:
    return one.equals(other) and (one.unit == other.unit or _is_unit_left_out(one, other))


def _is_unit_left_out(one: Quantity, other: Quantity) -> bool:
    """Whether one of them may only lack the unit of the other: "five" beside "two to five hours"."""
    if one.unit is not None and other.unit is not None:
        return measure_of(one.unit) != measure_of(other.unit) and measure_of(one.unit) == "money" == measure_of(
            other.unit
        )
    unit, bare = (one.unit, other) if one.unit else (other.unit, one)
    if bare.ordinal and bare.head in _AFTER_YEARS:
        return unit == "year"
    return bare.head is None or measure_of(unit) not in _FAR_MEASURES


def _is_year(quantity: Quantity) -> bool:
    return quantity.unit is None and quantity.text.isdecimal() and quantity.value in _YEARS


def _is_told_elsewhere(quantity: Quantity, subject: Subject) -> bool:
    if _is_loose(quantity, subject) or is_torn(quantity, subject) or _is_named(quantity, subject):
        return True
    near = list(_quantities(subject.context))
    if any(_is_same(quantity, other) and (quantity.value >= 1000 or _are_alike(quantity, other)) for _, other in near):
        return not any(_is_rival(quantity, other) for _, other in _quantities(subject.evidence))
    return any(_agrees(quantity, other) for _, other in _quantities(_further(quantity, subject)))


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether both count the same thing, or have the same unit, or are years."""
    return bool(one.heads & other.heads) or (one.unit is not None and one.unit == other.unit) or _is_year(one)


def _agrees(quantity: Quantity, other: Quantity) -> bool:
    if not (quantity.heads & other.heads) or quantity.ordinal != other.ordinal:
        return False
    return _is_same(quantity, other) or rounds(quantity, other)


def _further(quantity: Quantity, subject: Subject) -> Iterator[Passage]:
    """Sentences of the whole article that have the noun that is counted."""
    roots = [root for head in quantity.heads for root in roots_of(head, subject.index.language)]
    numbers = (number for root in roots for number in subject.index.postings.get(root, ()))
    found = (subject.index.passage(number) for number in islice(numbers, _MOST_SENTENCES))
    return (passage for passage in found if passage is not None)


def is_torn(quantity: Quantity, subject: Subject) -> bool:
    """Whether the evidence has the digits with a stray space in them, "1, 600", also across a wrong sentence end."""
    if not quantity.text[0].isdecimal():
        return False
    passages = sorted((*subject.evidence, *subject.context), key=lambda passage: passage.number)
    numbers = (match.replace(" ", "") for match in _TORN.findall(" ".join(passage.folded for passage in passages)))
    return quantity.text.split()[0] in numbers


def _is_named(quantity: Quantity, subject: Subject) -> bool:
    """Whether the number is part of a name, as in "Euro 2016": the check of names has it, but for a rival number."""
    tokens, at = subject.statement.tokens, quantity.at
    if at < 2 or not quantity.text.isdecimal() or quantity.unit is not None:
        return False
    name = tokens[at - 1]
    if not name.is_capital or name.key in MONTHS or tokens[at - 2].text in ".!?":
        return False
    return not any(
        other.at and passage.tokens[other.at - 1].key == name.key for passage, other in _quantities(subject.evidence)
    )


def _is_loose(quantity: Quantity, subject: Subject) -> bool:
    """Ordinals, "one" and small counts are often no numbers of the article ("first", "the two"): only a rival is."""
    if not quantity.text[0].isalpha() or quantity.value not in (1.0, 2.0, _COUNTED) or quantity.unit is not None:
        return False
    near = (*subject.evidence, *subject.context)
    stated = [other.value for other in subject.statement.quantities if other is not quantity]
    rivals = (other for _, other in _quantities(near) if other.ordinal == quantity.ordinal)
    if any(_are_alike(quantity, other) and other.value not in stated for other in rivals):
        return False
    if quantity.ordinal or quantity.value == 1.0:
        return True
    return any(head in passage.places for head in quantity.heads for passage in near)


def _missing(quantity: Quantity, held: Sequence[Held]) -> str | None:
    if any(rounds(quantity, other) for _, other in held):
        return None
    alike = [one for one in held if one[1].unit == quantity.unit and one[1].head == quantity.head] or [
        one for one in held if quantity.unit and one[1].unit == quantity.unit
    ]
    if alike:
        return f"“{quantity.text}”: the article says “{_written(*alike[0])}”"
    return f"“{quantity.text}” is not in the evidence"


def rounds(quantity: Quantity, other: Quantity) -> bool:
    """Whether the statement rounds and says so: "nearly 500" for 487."""
    if not quantity.near or other.value == 0 or other.unit != quantity.unit:
        return False
    share = quantity.value / other.value
    low, high = {"about": (0.9, 1.1), "over": (0.8, 1.0), "under": (1.0, 1.2)}[quantity.near]
    return low <= share <= high


def _written(passage: Passage, quantity: Quantity) -> str:
    start, end = max(0, quantity.at - (1 if quantity.near else 0)), quantity.end + (1 if quantity.unit else 0)
    return " ".join(token.text for token in passage.tokens[start:end])


def _is_whole(passage: Passage, quantity: Quantity) -> bool:
    """Whether it is the whole that a part is taken of: "850 of the city's 1,100 drivers"."""
    return any(passage.tokens[at].key == "of" for at in range(max(0, quantity.at - _PARTITIVE), quantity.at))


def _other_bound(quantity: Quantity, same: Sequence[Held]) -> str | None:
    """ "more than 500" where the article has "nearly 500"."""
    if not quantity.bound or not all(other.bound == -quantity.bound for _, other in same):
        return None
    return f"“{quantity.text}”: the article says “{_before(*same[0])}”"


def _before(passage: Passage, quantity: Quantity) -> str:
    return " ".join(token.text for token in passage.tokens[max(0, quantity.at - 2) : quantity.end])


def _is_rival(quantity: Quantity, other: Quantity) -> bool:
    """Whether the other is a number of the same kind that cannot be meant."""
    if other.equals(quantity) or other.ordinal != quantity.ordinal or other.unit != quantity.unit:
        return False
    if rounds(quantity, other) or rounds(other, quantity) or _is_year(quantity) != _is_year(other):
        return False
    return _is_year(quantity) or quantity.unit is not None or bool(quantity.heads & other.heads)


def _other_place(quantity: Quantity, same: Sequence[Held], held: Sequence[Held], subject: Subject) -> str | None:
    """ "40 died" where the article has "23 died" and "40 hurt"."""
    mine = Place(subject.statement, quantity.at)
    width = quantity.end - quantity.at
    whole = _is_whole(subject.statement, quantity)
    rivals = [one for one in held if _is_rival(quantity, one[1]) and _is_whole(*one) == whole]
    rivals = [(passage, other) for passage, other in rivals if any(touching(mine, Place(passage, other.at)))]
    if not rivals or any(quantity.bound and other.bound == quantity.bound for _, other in same):
        return None
    near = [one for one in _quantities(subject.context) if _is_same(quantity, one[1])]
    own = likeness(mine, [Place(passage, other.at) for passage, other in (*same, *near)], width=width)
    rated = [(likeness(mine, [Place(passage, other.at)], width=width), passage, other) for passage, other in rivals]
    best = max(rated, key=lambda one: one[0])
    if best[0] <= own + _CLEARLY:
        return None
    return f"“{quantity.text}”: where the article tells of it, it says “{_written(*best[1:])}”"
