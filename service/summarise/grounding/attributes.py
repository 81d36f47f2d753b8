"""What somebody is: the role, office or kinship beside a name is one that the article gives to that name."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from service.summarise.grounding.lexicon import TITLES, words
from service.summarise.grounding.names import runs
from service.summarise.grounding.reporting import SAYING
from service.summarise.grounding.subject import Passage, Subject, failed
from service.summarise.grounding.tokens import Token, is_english, lemma, roots_of
from service.summarise.statement import Check

NAME = "attributes"
_ASIDE = 12  # tokens after a name in which the comma closes that opened behind it
_REACH = 8  # tokens after a name in which its role ends
_BEFORE = 4  # tokens before a name that may be its role
_OPENING = 3  # tokens in which a sentence's subject stands when it is a pronoun
_CARRIED = 2  # sentences over which a pronoun carries a name
_ENDS = frozenset(',;:.!?"()')
_STOPS = frozenset(words("who which that at of in for from on to with by and but or since when where"))
_BE = frozenset(words("is was are were became becomes be remains remained"))
_LEADS = frozenset(words("a an the her his their its my our once former then now formerly also not still"))
_OF = frozenset(words("of for at"))
_COLOURS = frozenset(words("senior top local veteran longtime own first new old young leading fellow retired"))
_TRADES = ("maker", "keeper", "fireman", "fisherman", "worker", "logist", "ician")
_PRONOUNS = frozenset(words("he she they"))
_KIN = words(
    """
    father mother son daughter brother sister uncle aunt nephew niece cousin husband wife widow widower grandfather
    grandmother grandson granddaughter stepfather stepmother partner fiance fiancee twin parent child friend neighbour
    neighbor colleague rival client boss
    """
)
_OFFICES = words(
    """
    nurse chef judge coach cook pilot guard spy clerk monk nun priest bishop baker butcher carpenter driver engineer
    farmer fisherman fishmonger florist goalkeeper midfielder striker defender captain referee umpire headteacher
    teacher professor lecturer student pupil apprentice intern analyst economist statistician neurologist scientist
    chemist biologist geologist physicist historian author writer novelist poet journalist reporter editor broadcaster
    presenter actor actress singer musician violinist cellist pianist composer artist painter sculptor architect
    accountant auditor banker broker trader investor shareholder owner founder manager director executive chairman
    chairwoman chair president secretary treasurer negotiator spokesman spokeswoman spokesperson lawyer barrister
    solicitor prosecutor attorney magistrate sheriff detective inspector constable sergeant officer soldier general
    colonel major lieutenant admiral minister premier chancellor mayor governor councillor senator congressman
    congresswoman ambassador diplomat envoy candidate leader deputy head chief assistant adviser advisor consultant
    surgeon doctor dentist vet pharmacist psychologist psychiatrist paramedic firefighter plumber electrician builder
    mechanic cleaner waiter waitress barber tailor sailor skipper conductor librarian archivist curator cartographer
    bookseller publisher producer trainer jockey cyclist swimmer runner boxer tenant landlord resident witness victim
    suspect defendant plaintiff survivor passenger volunteer activist campaigner pensioner
    """
)
_FORMS_OF_ADDRESS = frozenset(
    words(
        """
        herr frau doktor mr mrs ms miss mx m st sir dame lord lady former insp supt det pc dci cllr capt sgt col gen lt
        rep sen gov rev prof dr
        """
    )
)
_ROLES = frozenset(map(lemma, (*_KIN, *_OFFICES, *(TITLES - _FORMS_OF_ADDRESS))))
_SAME = (
    "ceo chief executive",
    "spokesman spokeswoman spokesperson",
    "boss head chief leader director manager",
    "lawyer barrister solicitor attorney advocate",
    "owner proprietor",
    "writer author novelist",
    "doctor dr physician surgeon",
    "officer policeman policewoman detective inspector constable sergeant",
    "adviser advisor aide consultant",
    "mp lawmaker legislator",
    "premier minister",
    "firefighter fireman",
    "chair chairman chairwoman",
    "former ex",
)
_SAME_AS: dict[str, frozenset[str]] = {}
for _line in _SAME:
    for _word in words(_line):
        _SAME_AS[lemma(_word)] = _SAME_AS.get(lemma(_word), frozenset()) | frozenset(map(lemma, words(_line)))


class Role(NamedTuple):
    """A name, and the words for what its bearer is said to be: "finance director", "lawyer for the city"."""

    name: Sequence[Token]
    words: Sequence[Token]


def check(subject: Subject) -> Check | None:
    """Fails on a role that no sentence with the name, or with a pronoun right after it, gives.

    English only, other languages pass. Knows the common offices, trades and kinships, before a name, behind it between
    commas, and after "is", with the word before and the words after "of" and "for". Cannot see whose deputy or daughter
    somebody is where the article has both in one sentence.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    for role in roles_of(subject):
        if not _is_given(role, subject):
            what = " ".join(token.text for token in role.words)
            return failed(NAME, f"the article does not call “{role.name[-1].text}” “{what}”")
    return None


def roles_of(subject: Subject) -> Iterator[Role]:
    """The roles that a statement gives to the names in it."""
    tokens = subject.statement.tokens
    for name in runs(subject.statement, subject):
        first, last = tokens.index(name[0]), tokens.index(name[-1])
        for said in (_before(tokens[max(0, first - _BEFORE) : first]), _behind(tokens[last + 1 :])):
            if said:
                yield Role(name, said)


def _before(tokens: Sequence[Token]) -> list[Token]:
    """The role right before a name: "finance director", "Mayor"."""
    found: list[Token] = []
    for token in reversed(tokens):
        if not token.is_word or token.key in _STOPS or token.key in _LEADS or token.text.endswith("'s"):
            break
        found.append(token)
    return found[1::-1] if found and _is_role(found[0]) else []


def _behind(tokens: Sequence[Token]) -> list[Token]:
    """The role after a name, between commas or after a form of "be"."""
    if len(tokens) < 2:
        return []
    if tokens[0].key in _BE:
        return [] if tokens[1].key.endswith("ed") else _phrase(tokens[1:])
    if tokens[0].text != ",":
        return []
    closing = next((at for at, token in enumerate(tokens[1:_ASIDE], 1) if token.text == ","), 0)
    if closing and closing + 1 < len(tokens) and tokens[closing + 1].key in _BE:
        return _phrase(tokens[closing + 2 :]) or _phrase(tokens[1:])
    ends = closing or (len(tokens) <= _ASIDE and tokens[-1].text in _ENDS)
    return _phrase(tokens[1:]) if ends else []


def _phrase(tokens: Sequence[Token]) -> list[Token]:
    """The role that a phrase begins with, its own word before, and what it is of or for."""
    at = next((at for at, token in enumerate(tokens[:_REACH]) if _ends_phrase(token)), min(len(tokens), _REACH))
    head = next((place for place in range(at - 1, -1, -1) if _is_role(tokens[place])), None)
    if head is None or any(token.key in SAYING for token in tokens[at : at + 1]):
        return []
    own = [token for token in tokens[max(0, head - 1) : head + 1] if token.key not in _LEADS and token.is_word]
    whose = [
        token
        for token in tokens[at + 1 : at + 4]
        if tokens[at].key in _OF and token.is_word and token.key not in _LEADS
    ]
    stop = next((place for place, token in enumerate(whose) if _ends_phrase(token)), len(whose))
    return [token for token in own if not token.text.endswith("'s")] + whose[:stop]


def _ends_phrase(token: Token) -> bool:
    return token.text in _ENDS or token.key in _STOPS or token.key in SAYING


def _is_role(token: Token) -> bool:
    return token.is_word and (lemma(token.key) in _ROLES or token.key.endswith(_TRADES))


def _is_given(role: Role, subject: Subject) -> bool:
    """Whether every word stands in a sentence that names the bearer, or in one close behind it with a pronoun."""
    wanted = [_variants(token, subject) for token in role.words]
    naming = list(_naming(role.name[-1].key, subject))
    for passage in naming:
        after = (subject.index.passage(passage.number + step) for step in range(1, _CARRIED + 1))
        meant = [near for near in after if near and _begins_with_pronoun(near)]
        if all(any(_holds(near, one) for near in (passage, *meant)) for one in wanted if one):
            return True
    return not naming


def _begins_with_pronoun(passage: Passage) -> bool:
    return any(token.key in _PRONOUNS for token in passage.tokens[:_OPENING])


def _variants(token: Token, subject: Subject) -> frozenset[str]:
    """The roots that may stand for a word of a role; none for a word that only colours it."""
    if token.key in _COLOURS or token.key.endswith("est"):
        return frozenset()
    same = _SAME_AS.get(lemma(token.key), frozenset())
    return same.union(roots_of(token.key, subject.index.language))


def _naming(key: str, subject: Subject) -> Iterator[Passage]:
    index = subject.index
    if index.title is not None and key in index.title.keys:
        yield index.title
    for held in roots_of(key, index.language):
        for number in index.postings.get(held, ()):
            passage = index.passage(number)
            if passage is not None and key in passage.keys:
                yield passage


def _holds(passage: Passage, wanted: frozenset[str]) -> bool:
    return not (wanted.isdisjoint(passage.places) and wanted.isdisjoint(passage.root_set))
