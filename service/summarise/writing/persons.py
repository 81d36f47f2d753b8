"""Who is meant by "he" or "she": the only person of that kind that the sentences before have named, or nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from service.summarise.article import Article
from service.summarise.writing.given_names import FEMALE, MALE
from service.summarise.writing.lexicon import listed

OPENING_WORDS = 5  # of a sentence, in which its subject is named
_TOKEN = re.compile(r"[^\W\d_](?:[\w’'.-]*\w)?")
_TITLES = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "herr": "m",
    "frau": "f",
    "lord": "m",
    "lady": "f",
    "king": "m",
    "queen": "f",
}
_POSSESSIVE = re.compile(r"['’]s?$")
_PARTICLES = listed("al bin da de del den der di du la le van von")
_NOT_SURNAMES = listed(
    """
    a after also an and are as at be been before but by came could day did does first for from got had has have he
    her his house in is its last made new not of on or park road said says she street the their then they to told
    took was went were when while who will with would
    """
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody that the article names. ``gender`` is ``m``, ``f`` or None where the name does not tell."""

    name: str
    gender: str | None
    sentence: int


class Persons:
    """The persons of an article by surname, in one pass. A surname that two persons share means neither."""

    def __init__(self, article: Article) -> None:
        self._texts = [sentence.text[:2000] for sentence in article.sentences]
        self._tokens = [_TOKEN.findall(text) for text in self._texts]
        self._cased = _is_cased(article)
        self._by_surname: dict[str, Person | None] = {}
        for index, tokens in enumerate(self._tokens):
            for person in _full_names(tokens, index, cased=self._cased):
                self._keep(person)
        self._take_titles()

    def _keep(self, person: Person) -> None:
        surname = person.name.split()[-1].lower()
        known = self._by_surname.get(surname, person)
        if known is None or known.name.split()[0].lower() != person.name.split()[0].lower():
            self._by_surname[surname] = None
        elif surname not in self._by_surname:
            self._by_surname[surname] = person

    def _take_titles(self) -> None:
        """ "Mrs Smith" after "Robin Smith" tells who Robin is."""
        for tokens in self._tokens:
            for title, name in pairwise(tokens):
                gender = _TITLES.get(title.lower())
                person = self._by_surname.get(_plain(name)) if gender else None
                if person is not None and person.gender is None:
                    self._by_surname[_plain(name)] = Person(person.name, gender, person.sentence)

    def meant(self, index: int, gender: str) -> Person | None:
        """The person of that gender that the sentence before ``index`` opens with; None when there is any doubt."""
        if not index or _ends_in_quotation(self._texts[index - 1]):
            return None
        named = set(self._in_sentence(index - 1))
        fitting = [person for person in named if person is None or person.gender in (gender, None)]
        only = fitting[0] if len(fitting) == 1 else None
        if only is None or only.gender != gender:
            return None
        opening = [_plain(token) for token in self._tokens[index - 1][:OPENING_WORDS]]
        return only if only.name.split()[-1].lower() in opening or only.name.split()[0].lower() in opening[:1] else None

    def _in_sentence(self, index: int) -> Iterator[Person | None]:
        """Each person named in the sentence; None for a name that is not understood."""
        tokens = self._tokens[index]
        for at, token in enumerate(tokens):
            surname = _plain(token)
            if surname in self._by_surname:
                yield self._by_surname[surname]
            elif self._cased and at + 1 < len(tokens) and token[0].isupper() and tokens[at + 1][0].isupper():
                if _plain(tokens[at + 1]) not in self._by_surname and surname not in _TITLES and at:
                    yield None
            elif surname in MALE or surname in FEMALE:
                yield self._by_given(token) if self._cased == token[0].isupper() else None

    def _by_given(self, token: str) -> Person | None:
        bearers = [person for person in self._by_surname.values() if person and person.name.split()[0] == token]
        return bearers[0] if len(bearers) == 1 else None


def _ends_in_quotation(text: str) -> bool:
    """Whether somebody's words may run on: "he" is then whom the speaker means."""
    return any(mark in text for mark in ("“", "„", "«", '"', "‘", " '", ": "))


def _is_cased(article: Article) -> bool:
    """Whether names have capitals: some sites and feeds send everything in small letters."""
    texts = [sentence.text[1:600] for sentence in article.sentences[:30]]
    return 2 * sum(text.lower() != text for text in texts) >= len(texts)


def _plain(token: str) -> str:
    return _POSSESSIVE.sub("", token).lower()


def _full_names(tokens: list[str], index: int, *, cased: bool) -> Iterator[Person]:
    for at, token in enumerate(tokens[:-1]):
        low = token.lower()
        gender = "m" if low in MALE else "f" if low in FEMALE else None
        if gender is None or (cased and not token[0].isupper()):
            continue
        end = at + 1
        while end < len(tokens) - 1 and end < at + 3 and tokens[end].lower() in _PARTICLES:
            end += 1
        surname = _POSSESSIVE.sub("", tokens[end])
        if len(surname) > 2 and surname[0].isupper() == cased and surname.lower() not in _NOT_SURNAMES:
            yield Person(" ".join((*tokens[at:end], surname)), gender, index)
