"""The second use case: somebody else's sentences held against an article. No model is asked and nothing is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from service.summarise.article import Article, Submission
from service.summarise.errors import ChecksLate
from service.summarise.grounding import gate
from service.summarise.ports import Deadline
from service.summarise.reading.reader import read
from service.summarise.statement import Kind, Output, Proposal, Statement
from service.summarise.turns import Turns

Rest = Callable[[], None]
"""Lets whatever else the process has to do have its turn."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence to be checked; ``speaker`` is who is named beside it, where it is said to be somebody's."""

    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with its evidence and verdict. ``score``, 0 to 1, says how likely an editor finds it borne out.

    The verdict comes from the checks alone; the score weighs how much of the sentence the evidence holds as well.
    """

    statement: Statement
    score: float


@dataclass(frozen=True, slots=True)
class Checked:
    """The article as read, and a finding for each sentence, in the order asked."""

    article: Article
    findings: tuple[Finding, ...]


def check(
    submission: Submission, doubts: Sequence[Doubt], deadline: Deadline, turns: Turns, rest: Rest = lambda: None
) -> Checked:
    """Hold each sentence against the article, for which the gate finds the evidence itself.

    Costs about a millisecond a sentence, linear in both lengths; each takes its turn, and ``rest`` is called between
    two of them. Raises ``BadArticle``, and ``ChecksLate`` when the deadline passes first.
    """
    article = turns.run(lambda: read(submission), submission.chars)
    prepared = gate.index(article)
    findings: list[Finding] = []
    for doubt in doubts:
        if deadline.passed:
            told = f"{len(findings)} of {len(doubts)} statements could be checked in time"
            raise ChecksLate(f"{told}: send fewer at once, or wait longer")
        weigh = partial(gate.weigh, _proposal(doubt), article, prepared)
        findings.append(Finding(*turns.run(weigh, submission.chars)))
        rest()
    return Checked(article, tuple(findings))


def _proposal(doubt: Doubt) -> Proposal:
    kind = Kind.ATTRIBUTED if doubt.speaker else Kind.FACT
    return Proposal(Output.CLAIMS, doubt.text, (), kind, doubt.speaker)
