"""The grounding gate: proposals in, statements with evidence and verdicts out. Code alone decides; no model is asked.

A statement is supported when every check of ``CHECKS`` holds against its evidence. Wrong sentence numbers are mended
when the article says it elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from service.summarise.article import Article, Speaker
from service.summarise.grounding import (
    attributes,
    attribution,
    causes,
    coverage,
    dates,
    evidence,
    hedges,
    length,
    markup,
    names,
    negation,
    numbers,
    opposites,
    quantifiers,
    quote_marks,
    relative_dates,
    roles,
    sensitive,
    speakers,
    standing,
    tense,
    together,
)
from service.summarise.grounding.score import score
from service.summarise.grounding.subject import ArticleIndex, Checker, Passage, Subject, failed
from service.summarise.statement import Check, Evidence, Kind, Output, Proposal, Statement, Verdict
from service.summarise.wish import Ungrounded, Wish

_FAR_MORE = 0.3  # share of a statement's words by which other sentences hold more than the cited ones
GATE_VERSION = 5  # raise it when a verdict may change: it is part of the cache key

CHECKS: tuple[Checker, ...] = (
    markup.check,
    coverage.check,
    numbers.check,
    quantifiers.check,
    dates.check,
    relative_dates.check,
    names.check,
    together.check,
    attributes.check,
    quote_marks.check,
    negation.check,
    opposites.check,
    hedges.check,
    tense.check,
    sensitive.check,
    causes.check,
    roles.check,
    attribution.check,
)
_FEW = 2  # sentences; who cites more is asked which of them are needed
_SAME = 0.8  # share of content words that two statements of one output have in common to be the same


@dataclass(frozen=True, slots=True)
class Grounded:
    """What may be delivered, and what the gate stopped."""

    statements: tuple[Statement, ...]
    rejected: tuple[Statement, ...]


class Trial(NamedTuple):
    """A proposal held against one choice of evidence, with the checks that failed."""

    numbers: tuple[int, ...]
    subject: Subject
    checks: tuple[Check, ...]


def index(article: Article) -> ArticleIndex:
    """The article prepared once for many statements."""
    return ArticleIndex(article)


def evidence_of(article: Article, numbers: Sequence[int]) -> tuple[Evidence, ...]:
    """The article's own sentences under these numbers, once each; unknown numbers are left out, 0 is the title."""
    return evidence.cut(article, numbers)


def judge(proposal: Proposal, article: Article, prepared: ArticleIndex | None = None) -> Statement:
    """The proposal with its evidence, verdict, and the checks that failed. ``prepared`` saves the work of ``index``."""
    ready = prepared if prepared is not None else ArticleIndex(article)
    if proposal not in ready.judged:
        ready.judged[proposal] = _statement(proposal, article, best_trial(proposal, ready))
    return ready.judged[proposal]


def weigh(proposal: Proposal, article: Article, prepared: ArticleIndex) -> tuple[Statement, float]:
    """What ``judge`` gives, and the score between 0 and 1."""
    trial = best_trial(proposal, prepared)
    return _statement(proposal, article, trial), score(trial.subject, trial.checks)


def best_trial(proposal: Proposal, ready: ArticleIndex) -> Trial:
    """The first choice of evidence that all checks hold on, else the one that fewest fail on."""
    statement = ready.statement(proposal.text)
    trials: list[Trial] = []
    for chosen in _choices(proposal, statement, ready):
        trials.append(_tried(proposal, statement, chosen, ready))
        if not trials[-1].checks:
            return trials[-1]
    nothing = (failed("evidence", "no sentence of the article says so"),)
    return min(
        trials,
        key=lambda trial: len(trial.checks),
        default=Trial((), Subject(proposal, statement, (), (), ready), nothing),
    )


def _choices(proposal: Proposal, statement: Passage, ready: ArticleIndex) -> Iterable[tuple[int, ...]]:
    """The cited sentences, then those that the gate finds itself, then both; for a headline the title at last."""
    cited = evidence.legal(proposal.sentences, ready)
    found = evidence.best(statement, ready)
    needed = tuple(number for number in cited if number in found)
    if len(cited) > _FEW and 0 < len(needed) < len(cited):
        yield needed
    if cited and not _say_more(found, cited, statement, ready):
        yield cited
    if found and set(found) != set(cited):
        yield found
        if cited:
            yield tuple(sorted({*cited, *found}))
    if proposal.output is Output.HEADLINE and ready.passage(0) is not None:
        yield (0,)


def _say_more(found: tuple[int, ...], cited: tuple[int, ...], statement: Passage, ready: ArticleIndex) -> bool:
    """Whether the statement's words stand elsewhere, and the cited sentences only touch on them."""
    return _held(found, statement, ready) - _held(cited, statement, ready) >= _FAR_MORE


def _held(numbers: tuple[int, ...], statement: Passage, ready: ArticleIndex) -> float:
    """The share of the statement's content words that these sentences hold."""
    held = [passage.root_set for number in numbers if (passage := ready.passage(number)) is not None]
    return len(statement.root_set & frozenset[str]().union(*held)) / max(1, len(statement.root_set))


def _tried(proposal: Proposal, statement: Passage, chosen: tuple[int, ...], ready: ArticleIndex) -> Trial:
    pieces = tuple(passage for number in chosen if (passage := ready.passage(number)) is not None)
    titled = (ready.title,) if ready.title is not None else ()
    subject = Subject(proposal, statement, pieces, (*titled, *ready.neighbours(chosen)), ready)
    return Trial(chosen, subject, tuple(check for checker in CHECKS if (check := checker(subject)) is not None))


def _statement(proposal: Proposal, article: Article, trial: Trial) -> Statement:
    pieces = evidence.cut(article, trial.numbers)
    speaker = _speaker(proposal, pieces, article)
    said = speaker is not None and proposal.kind is Kind.FACT
    return Statement(
        output=proposal.output,
        text=proposal.text,
        evidence=pieces,
        verdict=Verdict.UNSUPPORTED if trial.checks else Verdict.SUPPORTED,
        checks=trial.checks,
        kind=Kind.ATTRIBUTED if said else proposal.kind,
        speaker=speaker,
    )


def _speaker(proposal: Proposal, pieces: tuple[Evidence, ...], article: Article) -> Speaker | None:
    return speakers.tie(proposal.speaker, pieces, article) if proposal.speaker else None


def ground(draft: Sequence[Proposal], article: Article, wish: Wish, prepared: ArticleIndex | None = None) -> Grounded:
    """Every proposal judged, repeated ones dropped, each output brought to its length.

    With ``drop`` unsupported statements go to ``rejected``; with ``flag`` they stay, but for those that are too long
    or hold markup.
    ``prepared`` saves the work of ``index``, and of judging again what was judged with it.
    """
    ready = prepared if prepared is not None else ArticleIndex(article)
    judged = [length.measure(standing.measure(_told_by(proposal, article, ready)), wish) for proposal in draft]
    judged = standing.linked(judged)
    kept = [statement for statement in judged if _may_stay(statement, wish)]
    rejected = tuple(statement for statement in judged if not _may_stay(statement, wish))
    return Grounded(length.fit(_once(kept, ready), wish), rejected)


def _told_by(proposal: Proposal, article: Article, ready: ArticleIndex) -> Statement:
    """The proposal judged; where only the speaker named beside it is wrong, with the article's own, or with none.

    The text then has to hold without that name: its own words must say who says so.
    """
    statement = judge(proposal, article, ready)
    if not proposal.speaker or [check.check for check in statement.checks] != [attribution.NAME]:
        return statement
    if not judge(replace(proposal, speaker=None, kind=Kind.FACT), article, ready).supported:
        return statement
    numbers = {piece.sentence for piece in statement.evidence}
    names = {said.speaker for number in numbers for said in ready.said.get(number, ()) if said.speaker}
    retold = [judge(replace(proposal, speaker=name), article, ready) for name in sorted(names)]
    right = [statement for statement in retold if statement.supported]
    if len(right) == 1:
        return right[0]
    kind = Kind.FACT if proposal.kind is Kind.ATTRIBUTED and not names else proposal.kind
    return judge(replace(proposal, speaker=None, kind=kind), article, ready)


def _may_stay(statement: Statement, wish: Wish) -> bool:
    if statement.supported:
        return True
    # What a page could execute or follow is not delivered under any flag.
    stays = not (length.is_too_long(statement) or markup.is_unfit(statement))
    return wish.ungrounded is Ungrounded.FLAG and stays


def _once(statements: Sequence[Statement], ready: ArticleIndex) -> list[Statement]:
    """Without the later of two statements of one output that say the same in nearly the same words."""
    kept: list[Statement] = []
    seen: dict[Output, list[tuple[frozenset[str], str]]] = {}
    for statement in statements:
        passage = ready.statement(statement.text)
        others = seen.setdefault(statement.output, [])
        if not any(_is_same(passage, roots, phrase) for roots, phrase in others):
            others.append((passage.root_set, passage.phrase))
            kept.append(statement)
    return kept


def _is_same(passage: Passage, roots: frozenset[str], phrase: str) -> bool:
    if passage.phrase == phrase:
        return True
    both = len(passage.root_set & roots)
    return both > 0 and both >= _SAME * len(passage.root_set | roots)
