"""What travels from an engine through the gate to the answer: proposals, then statements with verdicts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from service.summarise.article import Speaker


class Output(StrEnum):
    """The pieces that a summary is made of."""

    HEADLINE = "headline"
    SUMMARY = "summary"
    BLURB = "blurb"
    META_DESCRIPTION = "meta_description"
    CLAIMS = "claims"


class Kind(StrEnum):
    """What sort of claim it is."""

    FACT = "fact"
    ATTRIBUTED = "attributed"
    OPINION = "opinion"
    FORECAST = "forecast"


class Verdict(StrEnum):
    """The gate's word on a statement."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence that an engine would deliver, with the numbers of the sentences it says it rests on.

    ``speaker`` is a name as the engine wrote it; the gate ties it to the article's own mention.
    """

    output: Output
    text: str
    sentences: tuple[int, ...]
    kind: Kind = Kind.FACT
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the article that a statement rests on. ``sentence`` is its number; 0 is the article's title."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check's word on one statement; ``detail`` is for an editor's eye and is None when all is well."""

    check: str
    ok: bool
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that has been through the gate. ``checks`` holds what failed; it is empty when all held."""

    output: Output
    text: str
    evidence: tuple[Evidence, ...]
    verdict: Verdict
    checks: tuple[Check, ...]
    kind: Kind = Kind.FACT
    speaker: Speaker | None = None

    @property
    def supported(self) -> bool:
        """Whether every check held."""
        return self.verdict is Verdict.SUPPORTED


def of_output(statements: Iterable[Statement], output: Output) -> tuple[Statement, ...]:
    """The statements that belong to one output, in order."""
    return tuple(statement for statement in statements if statement.output is output)


def joined_length(texts: Iterable[str]) -> int:
    """Characters that the texts take when joined by single spaces."""
    return len(" ".join(texts))
