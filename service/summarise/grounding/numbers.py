"""Every number of a statement stands in its evidence with the same value, unit and company."""

import re
from collections.abc import Iterable
from itertools import chain

from service.summarise.grounding.quantities import Quantity, measure_of
from service.summarise.grounding.shares import held_shares
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import lemma
from service.summarise.statement import Check

NAME = "numbers"
_ROUNDING = 0.02  # between a percentage and a fraction
_PAIR = 2.0
_ANYBODY = frozenset(map(lemma, ("people", "person", "persons", "others")))
_TORN = re.compile(r"\d+(?:[.,] \d+)+")


def check(subject: Subject) -> Check | None:
    """Fails on a number, amount or unit that the evidence does not hold.

    Sees digits and number words up to the millions in English, digits in every language. Cannot see whether two right
    numbers of one kind of thing changed places across verbs ("rose to 5 from 3").
    """
    if subject.verbatim:
        return None
    for quantity in subject.statement.quantities:
        detail = _fault(quantity, subject)
        if detail:
            return failed(NAME, detail)
    return None


def _fault(quantity: Quantity, subject: Subject) -> str | None:
    held = tuple(chain.from_iterable(passage.quantities for passage in subject.evidence))
    same = [other for other in held if other.equals(quantity)]
    if not same and (_stands_near(quantity, subject) or _is_share(quantity, subject) or _is_the_two(quantity, subject)):
        return None
    if not same:
        return _missing(quantity, held, subject)
    return _other_unit(quantity, same) or _other_head(quantity, same, held, subject)


def _stands_near(quantity: Quantity, subject: Subject) -> bool:
    if quantity.text in subject.evidence_keys or _is_loose(quantity, subject) or is_torn(quantity, subject):
        return True
    return quantity.value >= 1000 and any(
        other.equals(quantity) for passage in subject.context for other in passage.quantities
    )


def _is_share(quantity: Quantity, subject: Subject) -> bool:
    """Whether the evidence has the percentage in other words: "three quarters" for 75%."""
    if quantity.unit != "percent":
        return False
    return any(abs(share.value - quantity.value / 100) <= _ROUNDING for share in held_shares(subject.evidence))


def _is_the_two(quantity: Quantity, subject: Subject) -> bool:
    """ "the two countries": said of those two whom the text speaks of anyhow."""
    before = subject.statement.tokens[quantity.at - 1].key if quantity.at else ""
    return quantity.value == _PAIR and before in ("the", "both", "these", "those")


def is_torn(quantity: Quantity, subject: Subject) -> bool:
    """Whether the evidence has the digits with a stray space in them, "1, 600", also across a wrong sentence end."""
    if not quantity.text[0].isdecimal():
        return False
    texts = [passage.folded for passage in (*subject.evidence, *subject.context)]
    numbers = (match.replace(" ", "") for match in _TORN.findall(" ".join(texts)))
    return quantity.text.split()[0] in numbers


def _is_loose(quantity: Quantity, subject: Subject) -> bool:
    """Ordinals and "one" are often no numbers at all ("first", "one of them"): only a rival makes them one."""
    if not quantity.text[0].isalpha() or quantity.value not in (1.0, 2.0, 3.0):
        return False
    if not quantity.ordinal and quantity.value != 1.0:
        return False
    return not any(
        other.head == quantity.head and other.ordinal == quantity.ordinal
        for passage in subject.evidence
        for other in passage.quantities
    )


def _missing(quantity: Quantity, held: tuple[Quantity, ...], subject: Subject) -> str | None:
    if any(rounds(quantity, other) for other in held):
        return None
    alike = [other for other in held if other.unit == quantity.unit and other.head == quantity.head] or [
        other for other in held if quantity.unit and other.unit == quantity.unit
    ]
    if alike:
        return f"“{quantity.text}”: the article says “{_written(alike[0], subject.evidence)}”"
    return f"“{quantity.text}” is not in the evidence"


def rounds(quantity: Quantity, other: Quantity) -> bool:
    """Whether the statement rounds and says so: "nearly 500" for 487."""
    if not quantity.near or other.value == 0 or other.unit != quantity.unit:
        return False
    share = quantity.value / other.value
    low, high = {"about": (0.9, 1.1), "over": (0.8, 1.0), "under": (1.0, 1.2)}[quantity.near]
    return low <= share <= high


def _written(quantity: Quantity, passages: Iterable[Passage]) -> str:
    for passage in passages:
        if quantity in passage.quantities:
            start, end = max(0, quantity.at - (1 if quantity.near else 0)), quantity.end + (1 if quantity.unit else 0)
            return " ".join(token.text for token in passage.tokens[start:end])
    return quantity.text


def _other_unit(quantity: Quantity, same: list[Quantity]) -> str | None:
    if quantity.unit is None or any(other.unit in (None, quantity.unit) for other in same):
        return None
    kind = measure_of(quantity.unit)
    rivals = [other for other in same if measure_of(other.unit) == kind or kind == "share"]
    if rivals and len(rivals) == len(same):
        return f"“{quantity.text}”: the article gives it in another unit"
    return None


def _other_head(quantity: Quantity, same: list[Quantity], held: tuple[Quantity, ...], subject: Subject) -> str | None:
    """ "40 died" where the article has "23 died" and "40 hurt"."""
    if (
        quantity.ordinal
        or quantity.head in (None, *_ANYBODY)
        or any(other.head in (None, quantity.head) for other in same)
    ):
        return None
    if _is_partitive(quantity, subject.statement) or any(
        one in same and _is_partitive(one, passage) for passage in subject.evidence for one in passage.quantities
    ):
        return None
    for other in held:
        if other.head == quantity.head and not other.equals(quantity) and other.unit == quantity.unit:
            return f"“{quantity.text}”: the article counts something else by it"
    return None


def _is_partitive(quantity: Quantity, passage: Passage) -> bool:
    """Whether it counts some "of" a whole, which is named later: "three of the town's eight libraries"."""
    after = passage.tokens[quantity.end : quantity.end + 1]
    return bool(after) and after[0].key == "of"
