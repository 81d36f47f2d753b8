"""Enough of a statement's content words stand in its evidence."""

from service.summarise.grounding.subject import Subject, failed
from service.summarise.grounding.synonyms import synonyms
from service.summarise.grounding.tokens import is_english
from service.summarise.statement import Check

NAME = "coverage"
LEAST_SHARE = 0.6  # share of content words in the evidence; those only near it count half
_SYNONYM = 0.8  # what a word counts whose synonym is in the evidence


def check(subject: Subject) -> Check | None:
    """Fails when too few content words are the evidence's, compared by root.

    Knows English derivation and the synonyms of the news; other languages are compared by the first six letters, so it
    is stricter there with irregular forms. Cannot see which word stands to which.
    """
    roots = subject.statement.roots
    if not roots or subject.verbatim:
        return None
    if share(subject) >= LEAST_SHARE:
        return None
    missing = [root for root in dict.fromkeys(roots) if root not in subject.evidence_roots]
    words = [token.text for token in subject.statement.tokens if token.is_word]
    named = [word for word in words if any(word.lower().startswith(root) for root in missing)]
    return failed(NAME, "words that the evidence does not bear out: " + ", ".join(dict.fromkeys(named or missing)))


def share(subject: Subject) -> float:
    """Share of the statement's content words that stand in the evidence; a synonym counts less, near it half."""
    roots = subject.statement.roots
    if not roots:
        return 1.0
    near = frozenset[str]().union(*(passage.root_set for passage in subject.context))
    return sum(_points(root, subject, near) for root in roots) / len(roots)


def _points(root: str, subject: Subject, near: frozenset[str]) -> float:
    if root in subject.evidence_roots:
        return 1.0
    if is_english(subject.statement.language) and not synonyms(root).isdisjoint(subject.evidence_roots):
        return _SYNONYM
    return 0.5 if root in near else 0.0
