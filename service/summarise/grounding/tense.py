"""What is planned, wished or only possible is not told as done, nor what is done as a plan."""

from collections.abc import Iterator
from itertools import pairwise

from service.summarise.grounding.clauses import PROMISING, Clause, Mood, clauses, is_past
from service.summarise.grounding.lexicon import words
from service.summarise.grounding.negation import is_negation
from service.summarise.grounding.reporting import SAYING, is_reported
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import is_english, lemma
from service.summarise.statement import Check

NAME = "tense"
MOST_CLAUSES = 40  # of a statement or a sentence: each is held against each
LEAST_SHARED = 0.5  # share of a clause's content words that make another clause the one it tells
_BOOSTERS = frozenset(
    words(
        """
        definitely undoubtedly certainly inevitably unquestionably proves proved proven surely impossible entirely
        wholly completely totally guaranteed
        """
    )
)
_SOFT = frozenset(words("largely mostly mainly partly nearly almost suggest suggests suggested unlikely"))
_FORETELLING = frozenset(("will", "shall", "to"))
NEAR = 0.8  # share of the best clause's likeness from which another clause may vouch for the mood too


def check(subject: Subject) -> Check | None:
    """Fails when a clause is said more firmly, or at another time, than the clause of the evidence that it tells.

    Compares clauses by their content words, so other words for the same hedge or plan pass. English only, other
    languages pass. Cannot see a mood that only the verb's meaning has ("applied for" and "was granted").
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    mine = subject.statement.kept(clauses)[:MOST_CLAUSES]
    read = _reported_clauses if is_reported(subject) else clauses
    theirs = [clause for passage in subject.evidence for clause in passage.kept(read)[:MOST_CLAUSES]]
    weakest = min((clause.mood for clause in mine), default=Mood.FACT)
    if weakest is Mood.FACT and any(token.key == "to" for token in subject.statement.tokens[:6]):
        weakest = Mood.COMING  # a headline's "Mayor to resign"
    if detail := _overstated(subject, theirs):
        return failed(NAME, detail)
    for clause in mine:
        told = list(_told(clause, theirs))
        if told and (detail := _differs(clause, told, weakest)):
            return failed(NAME, detail)
    return None


def _reported_clauses(passage: Passage) -> tuple[Clause, ...]:
    """The clauses, where the statement says who says so: then verbs of saying weaken nothing."""
    return clauses(passage, SAYING | PROMISING)


def _overstated(subject: Subject, theirs: list[Clause]) -> str | None:
    """A word of certainty that the evidence lacks, where the evidence is only half sure."""
    boosters = _BOOSTERS & subject.statement.keys - subject.evidence_keys
    if not boosters or (_SOFT.isdisjoint(subject.evidence_keys) and all(one.mood >= Mood.COMING for one in theirs)):
        return None
    return f"“{min(boosters)}” is not in the evidence, which is less sure"


def _is_perfect(clause: Clause) -> bool:
    return any(
        token.key in ("has", "have", "had") and clause.tokens[at + 1].key != "to"
        for at, token in enumerate(clause.tokens[:-1])
    )


def _told(clause: Clause, theirs: list[Clause]) -> Iterator[Clause]:
    """The clauses of the evidence that the clause may be telling, by shared content words."""
    if len(clause.roots) < 2:
        return
    shared = [len(clause.roots & other.roots) for other in theirs]
    best = max(shared, default=0)
    if best < max(2, LEAST_SHARED * len(clause.roots)):
        return
    yield from (other for other, count in zip(theirs, shared, strict=True) if count >= NEAR * best)


def _differs(clause: Clause, told: list[Clause], weakest: Mood) -> str | None:
    firmest = max(other.mood if clause.roots & other.governed else Mood.DONE for other in told)
    if clause.mood is Mood.SURE and firmest < Mood.FACT:
        return "the article is less sure of this"
    if weakest > Mood.WISHED and weakest > firmest and firmest <= Mood.WISHED:
        return "the article says this only as possible or wished for"
    if weakest >= Mood.FACT and firmest is Mood.EXPECTED:
        return "the article says this only as expected"
    is_over = weakest >= Mood.DONE or (clause.mood is Mood.DONE and _is_perfect(clause))
    if is_over and firmest is Mood.COMING:
        return "the article says that this is still to come"
    if clause.mood is Mood.COMING and min(other.mood for other in told) is Mood.DONE and _is_over(clause, told):
        return "the article says that this has happened"
    return None


def _is_over(clause: Clause, told: list[Clause]) -> bool:
    """Whether the verb that the clause puts in the future is one that all the told clauses have in the past."""
    verbs = {lemma(right.key) for left, right in pairwise(clause.tokens) if left.key in _FORETELLING}
    return bool(verbs) and all(
        any(is_past(token) and lemma(token.key) in verbs for token in other.tokens)
        and not any(map(is_negation, other.tokens))
        for other in told
    )
