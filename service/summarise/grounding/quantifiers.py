"""How many, without a number: all, every, hundreds."""

from service.summarise.grounding.lexicon import stop_words, words
from service.summarise.grounding.origins import homes
from service.summarise.grounding.scope import places, targets
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma
from service.summarise.statement import Check

NAME = "quantifiers"
_UNIVERSAL = frozenset(words("all every each entire everyone everybody always whole both"))
_GRADES = ("all every each both entire whole", "most majority", "many several", "some", "few", "none no neither")
_GRADE_OF = {word: grade for grade, listed in enumerate(_GRADES) for word in listed.split()}
_REACH = 4  # tokens behind such a word in which its noun stands
_PERIODS = frozenset(map(lemma, words("year month week day night hour morning season time")))
_CROWDS = {
    "tens": 20.0,
    "dozens": 24.0,
    "scores": 20.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
}
_MOST_TIMES = 10.0


def check(subject: Subject) -> Check | None:
    """Fails on "all" where the evidence has "some", and on "thousands" where it has neither the word nor such a number.

    English only, other languages pass. Cannot see "most" for "many".
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    detail = _universal(subject) or _graded(subject) or _crowd(subject)
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


def _graded(subject: Subject) -> str | None:
    """A word for how many, where the sentence that says so has one of another grade before the same noun."""
    own = homes(subject.statement.root_set, subject)
    for at, token in enumerate(subject.statement.tokens):
        grade = _GRADE_OF.get(token.key)
        noun = _noun(subject.statement, at) if grade is not None else None
        if noun is None:
            continue
        there = [
            (_GRADE_OF[other.key], other.text)
            for home in own
            for place, other in enumerate(home.tokens)
            if other.key in _GRADE_OF and _noun(home, place) == noun
        ]
        if there and all(grade != other for other, _ in there):
            return f"“{token.text}”: the article says “{there[0][1]}”"
    return None


def _noun(passage: Passage, at: int) -> str | None:
    """The lemma of the first content word behind a word for how many."""
    stops = stop_words(passage.language)
    for token in passage.tokens[at + 1 : at + 1 + _REACH]:
        if token.is_word and token.key not in stops and token.key not in _GRADE_OF:
            return lemma(token.key)
    return None


def _crowd(subject: Subject) -> str | None:
    held = [quantity.value for passage in subject.evidence for quantity in passage.quantities]
    tokens = subject.statement.tokens
    for at, token in enumerate(tokens):
        crowd = _CROWDS.get(token.key)
        if crowd is None or (at > 1 and tokens[at - 1].key == "of" and tokens[at - 2].key in _CROWDS):
            continue
        words = [token.key]
        if [one.key for one in tokens[at + 1 : at + 2]] == ["of"] and tokens[at + 2 : at + 3]:
            more = _CROWDS.get(tokens[at + 2].key)
            words += ["of", tokens[at + 2].key] if more else []
            crowd *= more or 1
        said = f" {' '.join(words)} "
        if any(said in passage.phrase for passage in subject.evidence):
            continue
        if not any(crowd <= value <= crowd * _MOST_TIMES * 10 for value in held):
            return f"“{said.strip()}”: the article does not say how many in this way"
    return None
