"""What the article only alleges, expects or plans does not become a fact."""

from collections.abc import Iterator

from service.summarise.grounding.lexicon import IRREGULAR, words
from service.summarise.grounding.reporting import SAYING, is_reported
from service.summarise.grounding.scope import Target, places, targets
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma
from service.summarise.statement import Check

NAME = "hedges"
_DOUBTS = frozenset(
    words(
        """
        alleged allegedly alleges allege reportedly rumoured rumored suspected suspect suspects suspecting
        suspicion believed believe believes apparently possibly perhaps maybe probably likely unlikely may
        might could accused accuses accusing appears appear appeared seems seem seemed unconfirmed purported
        purportedly supposedly potential potentially considering considers mulling weighs weighing forecast
        predicted predicts risk risks fear fears feared claim claims claimed claiming allegation allegations
        """
    )
)
_PLANS = frozenset(
    words(
        """
        plan plans planned planning intends intend intended intention hopes hope hoping wants want wanted aims
        aim aiming proposes propose proposed proposal scheduled threatens threatened vowed vows pledged
        pledges promised promises offers offered seeks sought seeking expected expects urged ordered calls
        calling asked demands demanded considering try tried tries trying attempt attempted attempts due set
        likely agreed ready unlikely poised refuses refused failed fails failing fail decided
        """
    )
)
_PRESENT = frozenset(words("is are be being am to gets"))
_IS = frozenset(words("is are was were"))
_HELPS = frozenset(words("be have been not"))
_FUTURE = frozenset(words("will would shall 'll won't"))


def check(subject: Subject) -> Check | None:
    """Fails when a word that the evidence only hedges stands here as a fact.

    A hedge here may be another one than there; a statement that says who says so keeps its hedge. English only,
    other languages pass. Cannot see a hedge that stands in another sentence than its word.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    seen: set[str] = set()
    for passage in subject.relevant:
        doubts = _own_doubts if is_reported(subject) else _doubts
        for target in (*targets(passage, doubts), *_planned(passage), *_foretold(passage, subject)):
            if target.lemma in seen:
                continue
            seen.add(target.lemma)
            if _is_lost(target, subject):
                return failed(NAME, f"the article does not say this as a fact: {_written(passage, target)}")
    return None


def _doubts(token: Token) -> bool:
    return token.key in _DOUBTS


def _own_doubts(token: Token) -> bool:
    """Without the verbs of saying, for which any "said" will do."""
    return _doubts(token) and token.key not in SAYING


def _plans(token: Token) -> bool:
    return token.key in _PLANS


def _planned(passage: Passage) -> Iterator[Target]:
    """The verbs of "plans to close", "is expected by some to rise"."""
    tokens = passage.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.key == "to" and (any(map(_plans, tokens[max(0, at - 3) : at])) or tokens[at - 1].key in _IS):
            verb = next((token for token in tokens[at + 1 : at + 4] if token.is_word and token.key not in _HELPS), None)
            if verb is not None:
                yield Target(verb.text, lemma(verb.key))


def _foretold(passage: Passage, subject: Subject) -> Iterator[Target]:
    """The verbs that the article puts in the future and the statement in the past."""
    return (target for target in targets(passage, _foretells) if _is_past(target, subject.statement))


def _foretells(token: Token) -> bool:
    return token.key in _FUTURE or token.key.endswith("'ll")


def _hedges(token: Token) -> bool:
    return _doubts(token) or _plans(token) or _foretells(token) or token.key == "to"


def _is_lost(target: Target, subject: Subject) -> bool:
    if subject.statement.places.get(target.lemma) is None or any(_hedged(target, subject.statement)):
        return False
    return all(near for passage in subject.evidence for near in _hedged(target, passage))


def _hedged(target: Target, passage: Passage) -> list[bool]:
    before = places(passage, target.lemma, _hedges, after=0)
    around = places(passage, target.lemma, _doubts)
    return [one or other for one, other in zip(before, around, strict=True)]


def _is_past(target: Target, statement: Passage) -> bool:
    """Whether the statement has the word in a past form, where the article foretells it."""
    tokens = statement.tokens
    places_there = [at for at in statement.places.get(target.lemma, ()) if at and tokens[at - 1].key not in _PRESENT]
    forms = [tokens[at].key for at in places_there]
    return any(form.endswith("ed") or IRREGULAR.get(form, form) != form for form in forms)


def _written(passage: Passage, target: Target) -> str:
    at = next((at for at, token in enumerate(passage.tokens) if token.text == target.word), 0)
    return "“… " + " ".join(token.text for token in passage.tokens[max(0, at - 3) : at + 1]) + "”"
