"""Who is named at a place in a frame: the phrase that ends before a verb, or begins after one."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from service.summarise.reading.first_names import FEMALE, MALE
from service.summarise.reading.frames import Frame, Token
from service.summarise.reading.names import bare
from service.summarise.reading.noun_phrases import (
    ADVERBS,
    BREAKERS,
    DETERMINERS,
    INNER_PREPOSITIONS,
    NOT_NAMES,
    PARTICLES,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SPEAKING_NOUNS,
    TIME_PREPOSITIONS,
    TIMES,
)  # fmt: skip
from service.summarise.reading.speech_verbs import BASE_FORMS, SAYING
from service.summarise.reading.titles_of_people import is_title

_REACH = 10  # tokens of one phrase
_APPOSITION = 40  # tokens between a name and its verb


class Kind(Enum):
    """What the words that mention someone are."""

    NAME = auto()
    PRONOUN = auto()
    NOUN = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone mentioned: the tokens ``first`` to ``last`` of the frame, the words to call them by, and a role beside it."""

    kind: Kind
    first: int
    last: int
    start: int
    end: int
    name: str
    role: str | None = None


def ending_at(frame: Frame, place: int) -> Mention | None:
    """The phrase that ends at a token, adverbs, times and asides between it and the verb passed over."""
    place = _skip_left(frame, place)
    if place < 0:
        return None
    token = frame[place]
    if token.low in RELATIVES:
        before = place - 1 if place and frame[place - 1].text != "," else place - 2
        return _bearer(frame, ending_at(frame, before)) if before >= 0 else None
    if token.text in (")", "]"):
        return _before_bracket(frame, place)
    if token.text in ",–—-―":
        return _before_aside(frame, place)
    return _phrase_ending_at(frame, place)


def starting_at(frame: Frame, place: int) -> Mention | None:
    """The phrase that begins at a token, adverbs before it passed over; an apposition after it is the role."""
    while place < len(frame) and (
        frame[place].low in ADVERBS or (frame[place].low.endswith("ly") and not frame[place].is_capital)
    ):
        place += 1
    if place >= len(frame) or not frame[place].is_word:
        return None
    token = frame[place]
    if token.low in PRONOUNS:
        return _mention(frame, Kind.PRONOUN, place, place)
    last = _phrase_end(frame, place)
    if last is None:
        return None
    found = _best(frame, place, last)
    return found and replace(found, role=found.role or _role_after(frame, last + 1))


def main_subject(frame: Frame, limit: int) -> Mention | None:
    """The phrase that the frame begins with, opening words and opening clauses passed over; it lies before ``limit``."""
    place = 0
    while place < limit:
        token = frame[place]
        if (
            token.low in _LINKS
            or (token.low.endswith("ly") and place + 1 < limit and frame[place + 1].text == ",")
            or token.text in ",–—-:;•*("
        ):
            place += 1
        elif token.low in _OPENING or (token.low.endswith("ing") and token.is_word):
            comma = next((i for i in range(place, limit) if frame[i].text == ","), None)
            if comma is None:
                return None
            place = comma + 1
        else:
            found = starting_at(frame, place)
            return found if found and found.last < limit else None
    return None


_LINKS = frozenset(
    ["and", "but", "or", "so", "yet", "still", "also", "then", "however", "meanwhile", "moreover", "nevertheless", "nonetheless", "instead", "indeed", "later", "earlier", "now", "again", "und", "aber", "doch", "auch"]
)
_OPENING = frozenset(
    ["in", "on", "at", "after", "before", "during", "following", "as", "when", "while", "with", "for", "by", "despite", "though", "although", "if", "since", "until", "upon", "from", "under", "over", "through", "without", "amid", "among", "because", "asked", "speaking", "unlike", "like", "even", "according", "to", "where", "within", "throughout", "im", "am", "bei", "nach", "vor", "während", "mit", "laut", "auf", "zu", "zum", "zur", "für", "gegen", "als", "wenn", "nachdem", "seit"]
)


def _skip_left(frame: Frame, place: int) -> int:
    timed = False
    while place >= 0:
        low = frame[place].low
        if low in ADVERBS or (low.endswith("ly") and not frame[place].is_capital and len(low) > 4):
            place -= 1
        elif low in TIMES or (low.isdigit() and len(low) == 4):
            place, timed = place - 1, True
        elif (timed and (low in TIME_PREPOSITIONS or frame[place].text == ".")) or (timed and low.isdigit()):
            place -= 1
        else:
            break
    return place


def _bearer(frame: Frame, found: Mention | None) -> Mention | None:
    """The name before an apposition, when the phrase found is one: "Jane Roe, now the chief of X, who"."""
    if found is None or found.kind is not Kind.NOUN:
        return found
    left = _skip_left(frame, found.first - 1)
    if left < 1 or frame[left].text != ",":
        return found
    name = _phrase_ending_at(frame, left - 1)
    return replace(name, role=found.name) if name and name.kind is Kind.NAME else found


def _before_bracket(frame: Frame, place: int) -> Mention | None:
    for left in range(place - 1, max(-1, place - 14), -1):
        if frame[left].text in ("(", "["):
            return ending_at(frame, left - 1)
    return None


def _before_aside(frame: Frame, place: int) -> Mention | None:
    """The phrase before "X, the head of Y, said": the comma after a name that opens an apposition or a relative clause."""
    mark = frame[place].text
    fallback: Mention | None = None
    for left in range(place - 1, max(-1, place - _APPOSITION), -1):
        if frame[left].quoted >= 0:
            break
        if frame[left].text != mark:
            continue
        found = _phrase_ending_at(frame, left - 1) if left else None
        if found is None and left and frame[left - 1].text == ")":
            found = _before_bracket(frame, left - 1)
        if found is None or (found.kind is Kind.PRONOUN and frame[left + 1].low not in RELATIVES):
            continue
        if (
            found.kind is Kind.NOUN
            and _at_clause_start(frame, found.first)
            and (name := _name_between(frame, left + 1, place - 1))
        ):
            return replace(name, first=found.first, role=found.name)
        role = _role(frame, left + 1, place - 1)
        if _opens_aside(frame[left + 1]) and _at_clause_start(frame, found.first):
            return replace(found, role=found.role or role)
        if (
            fallback is None
            and found.kind is Kind.NAME
            and (_opens_aside(frame[left + 1]) or _at_clause_start(frame, found.first))
        ):
            fallback = replace(found, role=found.role or role)
    return fallback


def _name_between(frame: Frame, first: int, last: int) -> Mention | None:
    """The name that is all of an aside: "another critic, Jane Roe, said"."""
    if last - first > 4 or last <= first or not all(token.is_capital for token in frame[first : last + 1]):
        return None
    found = _best(frame, first, last)
    return found if found and found.kind is Kind.NAME else None


def _opens_aside(token: Token) -> bool:
    return (
        token.low in DETERMINERS
        or token.low in RELATIVES
        or token.low in ROLES
        or token.low[:1].isdigit()
        or token.text.endswith(("’s", "'s"))
        or token.low
        in (
            "whose",
            "former",
            "in",
            "at",
            "speaking",
            "of",
            "himself",
            "herself",
            "like",
            "as",
            "also",
            "now",
            "then",
            "a.k.a",
        )
        or (token.is_word and not token.is_capital and token.low.endswith("ing"))
    )


def _at_clause_start(frame: Frame, first: int) -> bool:
    if first == 0:
        return True
    before = frame[first - 1]
    return (
        before.quoted >= 0
        or before.text in ",;:–—-―(•*"
        or before.low in _LINKS
        or before.low in ("that", "while", "as", "whereas", "dass", "wie", "when", "though", "although", "because")
    )


def _role(frame: Frame, first: int, last: int) -> str | None:
    """The words of an apposition, when they say what someone is."""
    if last < first or last - first > 24:
        return None
    token = frame[first]
    if (
        token.low in RELATIVES
        or token.low
        in (
            "whose",
            "in",
            "at",
            "speaking",
            "who",
            "and",
            "but",
            "when",
            "as",
            "like",
            "which",
            "where",
            "while",
            "after",
        )
        or token.low[:1].isdigit()
        or (token.low.endswith("ing")
        and not token.is_capital)
    ):
        return None
    if any(part.quoted >= 0 for part in frame[first : last + 1]):
        return None
    return _text(frame, first, last)


def _role_after(frame: Frame, place: int) -> str | None:
    if place + 1 >= len(frame) or frame[place].text != ",":
        return None
    if not (
        frame[place + 1].low in DETERMINERS
        or frame[place + 1].low in ROLES
        or frame[place + 1].text.endswith(("’s", "'s"))
        or (place + 2 < len(frame) and frame[place + 2].low in ROLES)
        or frame[place + 1].low in ("former",)
    ):
        return None
    last = place
    while last + 1 < len(frame) and (frame[last + 1].is_word or frame[last + 1].text in "()&-"):
        last += 1
    return _role(frame, place + 1, last)


def _phrase_ending_at(frame: Frame, place: int) -> Mention | None:
    token = frame[place]
    if not token.is_word:
        return _before_bracket(frame, place) if token.text == ")" else None
    if token.low in PRONOUNS:
        return _mention(frame, Kind.PRONOUN, place, place)
    if token.low in BREAKERS or token.low in DETERMINERS:
        return None
    first = _phrase_start(frame, place)
    return None if first is None else _best(frame, first, place)


def _phrase_start(frame: Frame, place: int) -> int | None:
    """The first token of the phrase that ends at ``place``; None when it looks like none."""
    first = place
    capital = frame[place].is_capital
    while first > 0 and place - first < _REACH:
        before = frame[first - 1]
        if not before.is_word:
            if before.text == "&":
                first -= 1
                continue
            break
        if before.low in DETERMINERS:
            return first - 1
        if before.low == "of" and first > 1 and frame[first - 2].is_word:
            first -= 2
            continue
        if (
            before.low in INNER_PREPOSITIONS
            and first > 1
            and (
                frame[first - 2].low in ROLES
                or frame[first - 2].low in SPEAKING_NOUNS
                or (
                    first > 2
                    and frame[first - 2].is_capital is False
                    and frame[first - 3].low in ("a", "an", "the")
                    and frame[first - 2].is_word
                )
            )
        ):
            first -= 2
            continue
        if before.low in BREAKERS or (before.is_capital and before.low in NOT_NAMES):
            break
        if (
            not before.is_capital
            and capital
            and before.low not in ROLES
            and before.low not in PARTICLES
            and not _leads_to_role(frame, first - 1)
        ):
            break
        first -= 1
    if any(
        frame[i].is_capital or frame[i].low in SPEAKING_NOUNS or frame[i].low in ROLES for i in range(first, place + 1)
    ):
        return first
    return first if _at_clause_start(frame, first) and frame[place].low.endswith("s") and place - first < 4 else None


def _leads_to_role(frame: Frame, place: int) -> bool:
    """Whether a lower-case word and those after it run into a role ("senior campaign adviser Jane Roe")."""
    return any(frame[i].low in ROLES for i in range(place, min(place + 4, len(frame))))


def _phrase_end(frame: Frame, place: int) -> int | None:
    last = place
    if (frame[place].low in BREAKERS and frame[place].low not in ("in",)) or (frame[place].is_word is False):
        return None
    capital = frame[place].is_capital
    while last + 1 < len(frame) and last - place < _REACH:
        after = frame[last + 1]
        low = after.low
        if not after.is_word:
            if after.text == "&":
                last += 1
                continue
            break
        if low == "of" and _is_person(frame, place, last):
            break
        if low == "of" or (
            low in ("der", "des", "von", "vom", "im") and last + 2 < len(frame) and frame[last + 2].is_word
        ):
            last += 1
            continue
        if (
            low in BREAKERS
            or (low in SAYING and low not in BASE_FORMS)
            or (low in DETERMINERS
            and low not in ("the", "der", "des", "den"))
            or low in PRONOUNS
            or low in ADVERBS
            or low in TIMES
        ):
            break
        if low in ("the", "der", "des", "den") and frame[last].low not in ("of", "von", "vom", "der", "des"):
            break
        if (
            capital
            and not after.is_capital
            and not frame[last].text.endswith(("’s", "'s"))
            and low not in PARTICLES
            and low not in ROLES
            and frame[last].is_capital
            and frame[last].low not in DETERMINERS
        ):
            break
        last += 1
    while last > place and (frame[last].low in ("of", "the", "der", "des", "von", "vom", "im")):
        last -= 1
    words = frame[place : last + 1]
    if (
        any(word.is_capital for word in words)
        or words[0].low in DETERMINERS
        or any(word.low in SPEAKING_NOUNS or word.low in ROLES for word in words)
        or words[-1].low.endswith("s")
    ):
        return last
    return None


def _is_person(frame: Frame, first: int, last: int) -> bool:
    """Whether the tokens end with a person's name: "Del. Jane Roe", "Jane Roe"."""
    return last > first and frame[last].is_capital and (frame[last - 1].text in MALE or frame[last - 1].text in FEMALE)


def _best(frame: Frame, first: int, last: int) -> Mention | None:
    """The mention in a phrase: the person named at its end, else the whole phrase."""
    while (
        first < last
        and frame[first].is_capital
        and frame[first].low in NOT_NAMES
        and frame[first].low not in DETERMINERS
    ):
        first += 1
    run = last
    if frame[last].is_capital and not frame[last].text.endswith(("’s", "'s")):
        while (
            run > first
            and (
                frame[run - 1].is_capital
                or (frame[run - 1].low in PARTICLES and run - 1 > first and frame[run - 2].is_capital)
                or (frame[run - 1].text == "&")
            )
            and not frame[run - 1].text.endswith(("’s", "'s"))
        ):
            run -= 1
        while run < last and (frame[run].low in NOT_NAMES or frame[run].low in DETERMINERS):
            run += 1
        before = frame[run - 1] if run > first else None
        if (
            before is None
            or before.low in DETERMINERS
            or before.low in ROLES
            or is_title(before.text)
            or not before.is_word
            or before.low not in ("of", "for", "in", "at", "from")
        ):
            role = _text(frame, first, run - 1) if before is not None and (before.low in ROLES) else None
            titles, name = bare(_text(frame, run, last))
            if frame[run].low in NOT_NAMES or (run == last and is_title(frame[run].text)):
                return _mention(frame, Kind.NOUN, first, last)
            return Mention(Kind.NAME, first, last, frame[run].start, frame[last].end, name, role)
    if frame[last].low in NOT_NAMES and first == last:
        return None
    return _mention(frame, Kind.NOUN, first, last)


def _mention(frame: Frame, kind: Kind, first: int, last: int) -> Mention:
    return Mention(kind, first, last, frame[first].start, frame[last].end, _text(frame, first, last))


def _text(frame: Frame, first: int, last: int) -> str:
    """The words of some tokens, spaced as they stood."""
    words: list[str] = []
    for i in range(first, last + 1):
        if i > first and frame[i].start > frame[i - 1].end:
            words.append(" ")
        words.append(frame[i].text)
    return "".join(words)
