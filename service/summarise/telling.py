"""A summary told as it is written: what comes before the answer, and how the answer agrees with what was told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.summarise.answer import Answer
from service.summarise.article import Article
from service.summarise.statement import Statement


@dataclass(frozen=True, slots=True)
class Opening:
    """The article as read. ``answer`` is there where it was ready; ``led``: a model is asked for this caller."""

    article: Article
    answer: Answer | None = None
    led: bool = True


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A statement that was told and is not in the answer."""

    statement: Statement


Event = Opening | Statement | Withdrawn | Answer | None
"""The opening comes first, the answer last; None is a silence."""


def at_once(answer: Answer, article: Article) -> Iterator[Event]:
    """A ready answer as events."""
    yield Opening(article, answer)
    yield from rest(answer, ())


def rest(answer: Answer, told: Sequence[Statement]) -> Iterator[Event]:
    """What makes the told statements those of the answer, and the answer."""
    final = answer.summary.statements
    yield from (Withdrawn(statement) for statement in told if statement not in final)
    yield from (statement for statement in final if statement not in told)
    yield answer
