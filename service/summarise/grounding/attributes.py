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
_REACH = 8  # tokens after a name in which its role ends
_BEFORE = 4  # tokens before a name that may be its role
_CARRIED = 2  # sentences over which a pronoun carries a name
_ENDS = frozenset(",;:.!?\"()")
_STOPS = frozenset(words("who which that at of in for from on to with by and but or since when where"))
_BE = frozenset(words("is was are were became becomes be remains remained"))
_LEADS = frozenset(words("a an the her his their its my our once former then now formerly also not still"))
_PRONOUNS = frozenset(words("he she they his her their him who"))
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
_ROLES = frozenset(map(lemma, (*_KIN, *_OFFICES, *(title for title in TITLES if len(title) > 3))))
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
    """A name, and a word for what the statement says that its bearer is."""

    name: Sequence[Token]
    word: Token


def check(subject: Subject) -> Check | None:
    """Fails on a role that no sentence with the name, or with a pronoun right after it, gives.

    English only, other languages pass. Knows the common offices, trades and kinships, before a name, behind it between
    commas, and after "is". Cannot see whose deputy or daughter somebody is: roles and together do in part.
    """
    if subject.verbatim or not is_english(subject.statement.language):
        return None
    for role in roles_of(subject):
        if not _is_given(role, subject):
            return failed(NAME, f"the article does not call “{role.name[-1].text}” “{role.word.text}”")
    return None


def roles_of(subject: Subject) -> Iterator[Role]:
    """The roles that a statement gives to the names in it."""
    tokens = subject.statement.tokens
    for name in runs(subject.statement, subject):
        first, last = tokens.index(name[0]), tokens.index(name[-1])
        for word in (*_before(tokens[max(0, first - _BEFORE) : first]), *_behind(tokens[last + 1 :])):
            yield Role(name, word)


def _before(tokens: Sequence[Token]) -> list[Token]:
    """The role right before a name: "finance director", "Mayor"."""
    found: list[Token] = []
    for token in reversed(tokens):
        if not token.is_word or token.key in _STOPS or token.key in _LEADS or token.text.endswith("'s"):
            break
        found.append(token)
    return found if found and _is_role(found[0]) else []


def _behind(tokens: Sequence[Token]) -> list[Token]:
    """The role after a name, between commas or after a form of "be"."""
    if len(tokens) < 2 or not (tokens[0].text == "," or tokens[0].key in _BE):
        return []
    found: list[Token] = []
    for token in tokens[1 : 1 + _REACH]:
        if token.key in SAYING and tokens[0].text == ",":
            return []
        if token.text in _ENDS or token.key in _STOPS:
            break
        found.append(token)
    described = tokens[0].text != "," or (found and (found[0].key in _LEADS or _is_role(found[-1])))
    return [token for token in found if _is_role(token)] if described else []


def _is_role(token: Token) -> bool:
    return token.is_word and lemma(token.key) in _ROLES


def _is_given(role: Role, subject: Subject) -> bool:
    key = role.name[-1].key
    wanted = _SAME_AS.get(lemma(role.word.key), frozenset((lemma(role.word.key),)))
    for passage in _naming(key, subject):
        if _holds(passage, wanted):
            return True
        after = (subject.index.passage(passage.number + step) for step in range(1, _CARRIED + 1))
        if any(_holds(next_, wanted) and next_.keys & _PRONOUNS for next_ in after if next_):
            return True
    return False


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
    return not wanted.isdisjoint(passage.places)
