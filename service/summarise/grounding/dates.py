"""Weekdays and months are those of the evidence."""

from collections.abc import Iterable

from service.summarise.grounding.lexicon import MONTHS, WEEKDAYS
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import is_english
from service.summarise.statement import Check

NAME = "dates"
_DAYS = WEEKDAYS | MONTHS


def check(subject: Subject) -> Check | None:
    """Fails on the name of a weekday or month that neither the evidence nor its neighbours have.

    Knows English names only; other languages pass. Cannot work out which date "yesterday" was.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    here, near = _days(subject.evidence), _days(subject.context)
    for token in subject.statement.tokens:
        is_strange = token.is_capital and token.key in _DAYS and token.key not in here
        if is_strange and (token.key not in near or here & _kin(token.key)):
            return failed(NAME, f"“{token.text}” is not in the evidence")
    return None


def _days(passages: Iterable[Passage]) -> frozenset[str]:
    """The weekdays and months in the passages; "may" and "march" only with a capital."""
    return frozenset(
        token.key for passage in passages for token in passage.tokens if token.is_capital and token.key in _DAYS
    )


def _kin(key: str) -> frozenset[str]:
    return WEEKDAYS if key in WEEKDAYS else MONTHS
