"""Negation is carried over: none dropped, none added."""

from itertools import pairwise, takewhile

from service.summarise.grounding.lexicon import two_letters, words
from service.summarise.grounding.scope import BREAKS, TURNS, Marker, Target, places, targets
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.synonyms import synonyms
from service.summarise.grounding.tokens import Token, contents, roots_of
from service.summarise.statement import Check

NAME = "negation"
_REACH = 8  # tokens on each side of a word that tell what it is said of
_ALIKE = 2  # content words around two negations that make them one
# Words that negate by the word behind them.
_PAIRS = {
    **dict.fromkeys(("turn", "turned", "turns"), ("down",)),
    **dict.fromkeys(("stay", "stayed", "stays"), ("away",)),
    **dict.fromkeys(("rule", "ruled", "rules", "throw", "threw", "thrown"), ("out",)),
    **dict.fromkeys(("out", "instead"), ("of",)),
    **dict.fromkeys(words("yet fail fails failed failing decline declines declined"), ("to",)),
}
_ENGLISH = frozenset(
    words(
        """
        not no never none nobody nothing neither nor without cannot hardly barely unable lack lacks lacked
        lacking deny denies denied denying denial refuse refuses refused refusing reject rejects rejected
        avoid avoids avoided prevent prevents prevented preventing
        untrue unpaid unless zero n't
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


def _marks(passage: Passage) -> Marker:
    """What negates in this passage: single words, and pairs such as "turned down"."""
    tokens = passage.tokens
    pairs = {
        left.start
        for left, right in pairwise(tokens)
        if right.key in _PAIRS.get(left.key, ()) and two_letters(passage.language) == "en"
    }
    return lambda token: token.start in pairs or is_negation(token, passage.language)


def _added(subject: Subject) -> str | None:
    """A word that is negated here and nowhere there: not by the same word, nor in the words that it comes from."""
    negates = _marks(subject.statement)
    for target in targets(subject.statement, negates):
        there = [near for passage in subject.evidence for near in places(passage, target.lemma, _marks(passage))]
        least = _ALIKE if there else 1
        if any(there) or any(_alikeness(passage, target, subject) >= least for passage in subject.evidence):
            continue
        said = "the article does not negate" if there else "no negation in the article of"
        return f"{said} “{target.word}”"
    return None


def _alikeness(passage: Passage, target: Target, subject: Subject) -> int:
    """How many content words around the negated one stand, or a synonym, around a negation of the passage."""
    negates = _marks(passage)
    at = next((at for at, token in enumerate(subject.statement.tokens) if token.text == target.word), 0)
    own = frozenset(roots_of(target.word.lower(), passage.language))
    around = frozenset(word for near in _around(subject.statement, at) - own for word in synonyms(near))
    shared = [len(_around(passage, place) & around) for place, token in enumerate(passage.tokens) if negates(token)]
    return max(shared, default=0)


def _around(passage: Passage, at: int) -> frozenset[str]:
    """The roots of the content words near a place, in its own clause."""
    tokens = passage.tokens
    before = takewhile(_goes_on, reversed(tokens[max(0, at - _REACH) : at]))
    after = takewhile(_goes_on, tokens[at + 1 : at + 1 + _REACH])
    return frozenset(contents((*before, tokens[at], *after), passage.language))


def _goes_on(token: Token) -> bool:
    return token.text not in BREAKS and token.key not in TURNS


def _dropped(subject: Subject) -> str | None:
    """A word that the article negates where it has the statement's words around it, and the statement does not."""
    mine = _marks(subject.statement)
    for passage in subject.relevant:
        for target in targets(passage, _marks(passage)):
            here = places(subject.statement, target.lemma, mine)
            if not here or any(here):
                continue
            at = subject.statement.places[target.lemma][0]
            if _is_negated_most(target.lemma, _around(subject.statement, at), subject):
                return f"the article negates “{target.word}”"
    return None


def _is_negated_most(wanted: str, around: frozenset[str], subject: Subject) -> bool:
    """Whether the places of a word with the most of these words around it are all negated."""
    found = [
        (len(_around(passage, at) & around), negated)
        for passage in subject.evidence
        for at, negated in zip(passage.places.get(wanted, ()), places(passage, wanted, _marks(passage)), strict=True)
    ]
    most = max(count for count, _ in found)
    return all(negated for count, negated in found if count == most)
