"""Enough of a statement's content words stand in its evidence."""

from service.summarise.grounding.lexicon import CHECKED_LANGUAGES, two_letters
from service.summarise.grounding.subject import Subject, failed
from service.summarise.grounding.synonyms import synonyms
from service.summarise.grounding.tokens import is_english
from service.summarise.statement import Check

NAME = "coverage"
LEAST_SHARE = 0.6  # share of content words in the evidence; those only near it count half
_MORE_EACH = 0.06  # share that is asked more for each further sentence
_OWN_SHARE = 0.5  # share of content words, or of synonyms of them, in the evidence itself
_HOME_SHARE = 0.75  # share of content words that one sentence has to hold, where word order is not looked at
_SYNONYM = 0.8  # what a word counts whose synonym is in the evidence


def check(subject: Subject) -> Check | None:
    """Fails when too few content words are the evidence's, compared by root.

    Knows English derivation and the synonyms of the news; other languages are compared by the first six letters, so it
    is stricter there with irregular forms. Cannot see which word stands to which.
    """
    roots = subject.statement.roots
    if not roots or subject.verbatim:
        return None
    if share(subject) >= _least(subject) and _own_share(subject) >= _OWN_SHARE:
        return None if _has_a_home(subject) else failed(NAME, "its words stand in different sentences of the article")
    missing = [root for root in dict.fromkeys(roots) if root not in subject.evidence_roots]
    words = [token.text for token in subject.statement.tokens if token.is_word]
    named = [word for word in words if any(word.lower().startswith(root) for root in missing)]
    return failed(NAME, "words that the evidence does not bear out: " + ", ".join(dict.fromkeys(named or missing)))


def _least(subject: Subject) -> float:
    """More is asked of a statement that draws on several sentences: any words can be found in enough of them."""
    return LEAST_SHARE + _MORE_EACH * max(0, min(len(subject.evidence), 4) - 1 - (subject.statement.sentences - 1))


def _has_a_home(subject: Subject) -> bool:
    """Whether one sentence says most of it; asked only in languages in which nothing else sees two halves joined."""
    roots = subject.statement.roots
    if two_letters(subject.statement.language) in CHECKED_LANGUAGES:
        return True
    fullest = max((sum(root in piece.root_set for root in roots) for piece in subject.evidence), default=0)
    return fullest >= _HOME_SHARE * len(roots)


def share(subject: Subject) -> float:
    """Share of the statement's content words that stand in the evidence; a synonym counts less, near it half."""
    roots = subject.statement.roots
    if not roots:
        return 1.0
    near = frozenset[str]().union(*(passage.root_set for passage in subject.context))
    return sum(_points(root, subject, near) for root in roots) / len(roots)


def _own_share(subject: Subject) -> float:
    """What ``share`` is without the sentences nearby: they tell who "he" is and say nothing in the evidence's place."""
    roots = subject.statement.roots
    return sum(_points(root, subject, frozenset()) for root in roots) / len(roots)


def _points(root: str, subject: Subject, near: frozenset[str]) -> float:
    if root in subject.evidence_roots:
        return 1.0
    if is_english(subject.statement.language) and not synonyms(root).isdisjoint(subject.evidence_roots):
        return _SYNONYM
    return 0.5 if root in near else 0.0
