"""How likely it is that an editor finds a statement borne out: a number between 0 and 1 beside the verdict.

A logistic model (Cox 1958) over how much of the statement its evidence holds, in which order, and which checks
failed. ``score_weights.py`` holds the weights, fitted by ``bench/grounding/fit_score.py``.
"""

from collections.abc import Iterable, Sequence
from math import exp

from service.summarise.grounding import coverage
from service.summarise.grounding.score_weights import INTERCEPT, WEIGHTS
from service.summarise.grounding.subject import Passage, Subject
from service.summarise.statement import Check

_LONGEST_RUN = 8  # words; a longer run of words that the evidence lacks says no more


def score(subject: Subject, checks: Iterable[Check]) -> float:
    """The likelihood for a statement held against this evidence, with the checks that failed on it."""
    held = features(subject, checks)
    return 1 / (1 + exp(-INTERCEPT - sum(WEIGHTS.get(name, 0.0) * value for name, value in held.items())))


def features(subject: Subject, checks: Iterable[Check]) -> dict[str, float]:
    """What the score is made of, each about between 0 and 1; ``failed:NAME`` is 1 for each check that failed.

    ``words`` is the share of content words in the evidence, near it half; ``pairs`` and ``triples`` the shares of two
    and three neighbouring words that are neighbours there too; ``gap`` the longest run of words that it lacks.
    """
    mine = _keys(subject.statement)
    theirs = [_keys(passage) for passage in subject.evidence]
    return {
        "words": coverage.share(subject),
        "pairs": _shared(mine, theirs, 2),
        "triples": _shared(mine, theirs, 3),
        "gap": min(_LONGEST_RUN, _longest_gap(mine, theirs)) / _LONGEST_RUN,
        **{f"failed:{check.check}": 1.0 for check in checks},
    }


def _keys(passage: Passage) -> list[str]:
    return [token.key for token in passage.tokens if token.is_word or token.is_number]


def _shared(mine: Sequence[str], theirs: Sequence[Sequence[str]], length: int) -> float:
    """The share of runs of that length that stand in one of the others; a shorter text counts as one run."""
    length = min(length, len(mine))
    if not length:
        return 1.0
    held = {run for keys in theirs for run in _runs(keys, length)}
    runs = _runs(mine, length)
    return sum(run in held for run in runs) / len(runs)


def _runs(keys: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(keys[at:] for at in range(length)), strict=False))


def _longest_gap(mine: Iterable[str], theirs: Iterable[Iterable[str]]) -> int:
    held = {key for keys in theirs for key in keys}
    longest = run = 0
    for key in mine:
        run = 0 if key in held else run + 1
        longest = max(longest, run)
    return longest
