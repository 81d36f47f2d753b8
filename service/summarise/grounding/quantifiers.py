"""How many, without a number: all, every, hundreds."""

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.scope import places, targets
from service.summarise.grounding.subject import Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma
from service.summarise.statement import Check

NAME = "quantifiers"
_UNIVERSAL = frozenset(words("all every each entire everyone everybody always whole both"))
_PERIODS = frozenset(map(lemma, words("year month week day night hour morning season time")))
_CROWDS = {"dozens": 24.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_MOST_TIMES = 10.0


def check(subject: Subject) -> Check | None:
    """Fails on "all" where the evidence has "some", and on "thousands" where it has neither the word nor such a number.

    English only, other languages pass. Cannot see "most" for "many".
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    detail = _universal(subject) or _crowd(subject)
    return failed(NAME, detail) if detail else None


def _is_universal(token: Token) -> bool:
    return token.key in _UNIVERSAL


def _universal(subject: Subject) -> str | None:
    if subject.evidence_keys & _UNIVERSAL:
        return None
    for target in targets(subject.statement, _is_universal):
        if target.lemma in _PERIODS:
            continue
        if any(places(passage, target.lemma, _is_universal) for passage in subject.evidence):
            return f"the article does not say this of all “{target.word}”"
    return None


def _crowd(subject: Subject) -> str | None:
    held = [quantity.value for passage in subject.evidence for quantity in passage.quantities]
    for token in subject.statement.tokens:
        least = _CROWDS.get(token.key)
        if least is None or token.key in subject.evidence_keys:
            continue
        if not any(least <= value <= least * _MOST_TIMES * 10 for value in held):
            return f"“{token.text}”: the article does not say how many in this way"
    return None
