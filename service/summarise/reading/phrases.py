"""Phrases that name someone: where they begin and end around a token, and the name that is in them. English."""

from dataclasses import dataclass
from enum import Enum, auto

from service.summarise.reading.first_names import FEMALE, MALE
from service.summarise.reading.frames import Frame, Token
from service.summarise.reading.function_words import word_set
from service.summarise.reading.names import bare
from service.summarise.reading.noun_phrases import (
    ADVERBS,
    BREAKERS,
    DETERMINERS,
    INNER_PREPOSITIONS,
    NOT_NAMES,
    PARTICLES,
    PRONOUNS,
    ROLES,
    SPEAKING_NOUNS,
    TIMES,
)
from service.summarise.reading.speech_verbs import BASE_FORMS, SAYING
from service.summarise.reading.titles_of_people import BODIES, is_title

_REACH = 10  # tokens of one phrase
_ROLE_REACH = 4  # lower-case words that may lead up to a role
_PLURAL_REACH = 4  # words of a plural without an article ("local officials")
_POSSESSIVE = ("’s", "'s")
_OF_TRADES = ("ist", "ician", "ologer", "officer", "worker", "keeper", "maker")  # endings of what people are
_ARTICLES = frozenset(("a", "an", "the"))
_FINITE = word_set("left took gave went came kept fell rose grew began became chose")  # no noun's, no adjective's form
_BEFORE_A_PLACE = frozenset(("of", "for", "in", "at", "from"))


class Kind(Enum):
    """What the words that mention someone are."""

    NAME = auto()
    PRONOUN = auto()
    NOUN = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone mentioned: tokens ``first`` to ``last``, a span, the words to call them by, and a role beside it."""

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    name: str
    role: str | None = None


def phrase_ending_at(frame: Frame, place: int) -> Mention | None:
    """The phrase whose last word stands at a token; None when none ends there."""
    token = frame[place]
    if token.low in PRONOUNS:
        return mention_of(frame, Kind.PRONOUN, place, place)
    if not token.is_word or token.low in BREAKERS or token.low in DETERMINERS:
        return None
    first = _first_of(frame, place)
    words = frame[first : place + 1]
    if words[0].low in DETERMINERS or any(_can_name(word) for word in words):
        return _named_in(frame, first, place)
    is_plural = token.low.endswith("s") and place - first < _PLURAL_REACH and starts_clause(frame, first)
    return _named_in(frame, first, place) if is_plural else None


def phrase_starting_at(frame: Frame, place: int) -> Mention | None:
    """The phrase whose first word stands at a token; None when none begins there."""
    token = frame[place]
    if token.low in PRONOUNS:
        return mention_of(frame, Kind.PRONOUN, place, place)
    if not token.is_word or (token.low in BREAKERS and token.low != "in"):
        return None
    last = _last_of(frame, place)
    words = frame[place : last + 1]
    if token.low in DETERMINERS or any(_can_name(word) for word in words) or words[-1].low.endswith("s"):
        return _named_in(frame, place, last)
    return None


def mention_of(frame: Frame, kind: Kind, first: int, last: int) -> Mention:
    """The mention that all of some tokens make."""
    return Mention(kind, first, last, frame[first].start, frame[last].end, text_of(frame, first, last))


def text_of(frame: Frame, first: int, last: int) -> str:
    """The words of some tokens, spaced as they stood, each white space one space."""
    words: list[str] = []
    for place in range(first, last + 1):
        if place > first and frame[place].start > frame[place - 1].end:
            words.append(" ")
        words.append(frame[place].text)
    return "".join(words)


def starts_clause(frame: Frame, first: int) -> bool:
    """Whether a clause may begin at a token: at the frame's start, behind a mark, a conjunction or a quotation."""
    if first == 0:
        return True
    before = frame[first - 1]
    return before.quoted >= 0 or before.text in ",;:–—-―(•*" or before.low in _CONJUNCTIONS


_CONJUNCTIONS = word_set("and but or so yet still also then however that while as whereas when though although because")


def _can_name(token: Token) -> bool:
    return token.is_capital or token.low in SPEAKING_NOUNS or token.low in ROLES


def _first_of(frame: Frame, place: int) -> int:
    """The first token of the phrase that ends at ``place``."""
    first = place
    while first > 0 and place - first < _REACH:
        step = _step_left(frame, first, place)
        first -= step
        if not step or (frame[first].low in DETERMINERS and not _hangs_on(frame, first)):
            break
    return _behind_verb(frame, first, place)


def _behind_verb(frame: Frame, first: int, place: int) -> int:
    """The first token without the verb that a phrase with no article runs into: "also included | members of"."""
    adverb = next((at for at in range(first, place) if frame[at].low in ADVERBS), None)
    start = first if adverb is None else adverb + 1
    helped = start > 0 and frame[start - 1].low in ADVERBS
    return start + 1 if helped and start < place and frame[start].low.endswith("ed") else start


def _hangs_on(frame: Frame, first: int) -> bool:
    """Whether a phrase with an article goes with a noun before it: "a spokesman for | the yard"."""
    if first < 2 or not frame[first - 2].is_word or frame[first - 2].low in BREAKERS:
        return False
    before = frame[first - 1].low
    return before == "of" or (before in INNER_PREPOSITIONS and _is_head(frame, first - 2))


def _step_left(frame: Frame, first: int, place: int) -> int:
    """How many tokens the phrase from ``first`` to ``place`` grows to the left."""
    before = frame[first - 1]
    if not before.is_word:
        return int(before.text == "&")
    if before.low in DETERMINERS:
        return 1
    if before.low == "of" or before.low in INNER_PREPOSITIONS:
        return 2 if first > 1 and (before.low == "of" or _is_head(frame, first - 2)) and frame[first - 2].is_word else 0
    if before.low in BREAKERS or (before.is_capital and before.low in NOT_NAMES):
        return 0
    return int(before.is_capital or not frame[place].is_capital or _leads_to_role(frame, first - 1))


def _is_head(frame: Frame, place: int) -> bool:
    """Whether "for", "in" or "from" behind a token goes with it: "a spokesman for", "a teacher from"."""
    token = frame[place]
    return (
        token.low in ROLES
        or token.low in SPEAKING_NOUNS
        or (place > 0 and not token.is_capital and frame[place - 1].low in _ARTICLES)
    )


def _leads_to_role(frame: Frame, place: int) -> bool:
    """Whether a lower-case word is a particle, or runs into a role ("senior campaign adviser Jane Roe")."""
    return frame[place].low in PARTICLES or any(token.low in ROLES for token in frame[place : place + _ROLE_REACH])


def _last_of(frame: Frame, place: int) -> int:
    """The last token of the phrase that begins at ``place``."""
    last = place
    while last + 1 < len(frame) and last - place < _REACH and _goes_on(frame, place, last):
        last += 1
    while last > place and frame[last].low in ("of", "the"):
        last -= 1
    return last


def _goes_on(frame: Frame, place: int, last: int) -> bool:
    """Whether the phrase from ``place`` to ``last`` takes in the next token."""
    here, after = frame[last], frame[last + 1]
    if not after.is_word:
        return after.text == "&"
    if after.low == "of":
        return not (last > place and _is_person(frame, last))
    if after.low == "the":
        return here.low == "of"
    if _ends_phrase(after):
        return False
    if after.is_capital or after.low in PARTICLES or after.low in ROLES or not frame[place].is_capital:
        return True
    return not here.is_capital or here.low in DETERMINERS or here.text.endswith(_POSSESSIVE)


def _ends_phrase(token: Token) -> bool:
    low = token.low
    return (
        low in BREAKERS
        or low in DETERMINERS
        or low in PRONOUNS
        or low in ADVERBS
        or low in TIMES
        or (low in SAYING and low not in BASE_FORMS)
        or low in _FINITE
    )


def _is_person(frame: Frame, last: int) -> bool:
    """Whether two tokens are a first name and a name: a common first name, or any behind a role ("geologist")."""
    first = frame[last - 1]
    if not (frame[last].is_capital and first.is_capital):
        return False
    return first.text in MALE or first.text in FEMALE or _is_introduced(frame, last)


def _is_introduced(frame: Frame, last: int) -> bool:
    """Whether what stands before two words with capitals makes them a person: a role, or a verb of saying."""
    if last < 2 or frame[last].text in BODIES or frame[last].low in NOT_NAMES or is_title(frame[last - 1].text):
        return False
    before = frame[last - 2]
    return not before.is_capital and (before.low in ROLES or before.low.endswith(_OF_TRADES) or before.low in SAYING)


def _named_in(frame: Frame, first: int, last: int) -> Mention | None:
    """The mention in a phrase: the name at its end, else the whole phrase."""
    while (
        first < last
        and frame[first].is_capital
        and frame[first].low in NOT_NAMES
        and frame[first].low not in DETERMINERS
    ):
        first += 1
    if first == last and frame[last].low in NOT_NAMES:
        return None
    last = _head_end(frame, first, last)
    run = _name_start(frame, first, last)
    if run is None:
        return mention_of(frame, Kind.NOUN, first, last)
    role = text_of(frame, first, run - 1) if run > first and frame[run - 1].low in ROLES else None
    name = bare(text_of(frame, run, last))[1]
    return Mention(Kind.NAME, first, last, frame[run].start, frame[last].end, name, role)


def _head_end(frame: Frame, first: int, last: int) -> int:
    """The end of the name that "of", "for" or "at" hangs on, where it is a person's; else the end of the phrase."""
    for place in range(first + 2, last):
        if frame[place].low in _BEFORE_A_PLACE and (_is_person(frame, place - 1) or is_title(frame[place - 2].text)):
            return place - 1 if frame[place - 1].is_capital else last
    return last


def _name_start(frame: Frame, first: int, last: int) -> int | None:
    """Where the name begins that ends a phrase; None when it ends with none, or with that of a place or a body."""
    if not frame[last].is_capital or frame[last].text.endswith(_POSSESSIVE):
        return None
    run = last
    while run > first and _joins_name(frame, run - 1, first) and not frame[run - 1].text.endswith(_POSSESSIVE):
        run -= 1
    while run < last and (frame[run].low in NOT_NAMES or frame[run].low in DETERMINERS):
        run += 1
    if frame[run].low in NOT_NAMES or (run == last and is_title(frame[run].text)):
        return None
    before = run - 1
    while before > first and frame[before].low in _ARTICLES:
        before -= 1
    return None if before > first and frame[before].low in _BEFORE_A_PLACE else run


def _joins_name(frame: Frame, place: int, first: int) -> bool:
    token = frame[place]
    return (
        token.is_capital
        or token.text == "&"
        or (token.low in PARTICLES and place > first and frame[place - 1].is_capital)
    )
