"""Negation is carried over: none dropped, none added."""

from service.summarise.grounding.lexicon import two_letters, words
from service.summarise.grounding.scope import places, targets
from service.summarise.grounding.subject import Subject, failed
from service.summarise.grounding.tokens import Token
from service.summarise.statement import Check

NAME = "negation"
_ENGLISH = frozenset(
    words(
        """
        not no never none nobody nothing neither nor without cannot hardly barely unable lack lacks lacked
        lacking deny denies denied denying denial refuse refuses refused refusing reject rejects rejected
        avoid avoids avoided prevent prevents prevented prevents preventing rule ruled zero n't
        """
    )
)
_FOREIGN = {
    "de": frozenset(
        words(
            """
        nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder
        """
        )
    ),
    "fr": frozenset(words("pas jamais aucun aucune rien sans personne ni")),
    "es": frozenset(words("no nunca jamas ningun ninguna ninguno nada nadie sin tampoco ni")),
    "it": frozenset(words("non mai nessun nessuna nessuno niente nulla senza ne")),
    "nl": frozenset(words("niet geen nooit niemand niets zonder noch")),
}


def check(subject: Subject) -> Check | None:
    """Fails when a word is negated here and not in the evidence, or there and not here.

    Knows the negation words of en, de, fr, es, it and nl, and English verbs of denying. Cannot see irony, nor a
    negation that lies in the meaning of a verb that is not listed.
    """
    if subject.verbatim:
        return None
    detail = _added(subject) or _dropped(subject)
    return failed(NAME, detail) if detail else None


def is_negation(token: Token, language: str | None = None) -> bool:
    """Whether a token negates; a language without a list is read as English."""
    listed = _FOREIGN.get(two_letters(language), _ENGLISH)
    return token.key in listed or (listed is _ENGLISH and token.key.endswith("n't"))


def _added(subject: Subject) -> str | None:
    def negates(token: Token) -> bool:
        return is_negation(token, subject.statement.language)

    for target in targets(subject.statement, negates):
        there = [near for passage in subject.evidence for near in places(passage, target.lemma, negates)]
        if there and not any(there):
            return f"the article does not negate “{target.word}”"
        if not there and not any(negates(token) for passage in subject.evidence for token in passage.tokens):
            return f"no negation of “{target.word}” in the article"
    return None


def _dropped(subject: Subject) -> str | None:
    def negates(token: Token) -> bool:
        return is_negation(token, subject.statement.language)

    for passage in subject.relevant:
        for target in targets(passage, negates):
            here = places(subject.statement, target.lemma, negates)
            if not here or any(here):
                continue
            if all(near for other in subject.evidence for near in places(other, target.lemma, negates)):
                return f"the article negates “{target.word}”"
    return None
