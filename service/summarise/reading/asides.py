"""What stands between a name and its verb or behind a name: appositions, relative clauses, brackets. English."""

from dataclasses import replace

from service.summarise.reading.frames import Frame, Token
from service.summarise.reading.function_words import word_set
from service.summarise.reading.noun_phrases import DETERMINERS, RELATIVES, ROLES
from service.summarise.reading.phrases import Kind, Mention, phrase_ending_at, starts_clause, text_of

_REACH = 40  # tokens between a name and its verb
_BRACKET_REACH = 14  # tokens in a bracket
_MOST_ROLE = 24  # tokens of a role
_MOST_NAME = 5  # tokens of a name that is an aside
_OPENERS = (
    word_set("whose former in at speaking of himself herself like as also now then") | DETERMINERS | RELATIVES | ROLES
)
_NO_ROLE = word_set("whose in at speaking and but when as like where while after") | RELATIVES


def before_bracket(frame: Frame, place: int) -> Mention | None:
    """The phrase before the bracket that closes at a token: "Jane Roe (D-Ohio) said"."""
    for left in range(place - 1, max(0, place - _BRACKET_REACH), -1):
        if frame[left].text in ("(", "["):
            return phrase_ending_at(frame, left - 1)
    return None


def before_aside(frame: Frame, place: int) -> Mention | None:
    """The phrase before the aside that closes with the comma or dash at a token: "X, the head of Y, said"."""
    mark = frame[place].text
    likely: Mention | None = None
    for left in range(place - 1, max(0, place - _REACH), -1):
        if frame[left].quoted >= 0:
            break
        if frame[left].text != mark:
            continue
        found = _before_mark(frame, left)
        if found is None:
            continue
        sure, maybe = _weigh(frame, found, left + 1, place - 1)
        if sure:
            return sure
        likely = likely or maybe
    return likely


def name_behind(frame: Frame, found: Mention) -> Mention | None:
    """The name in apposition to a phrase without one: "the museum’s director, Jane Roe"."""
    first = found.last + 2
    if found.kind is not Kind.NOUN or first >= len(frame) or frame[first - 1].text != ",":
        return None
    last = first
    while last + 1 < len(frame) and last - first < _MOST_NAME and frame[last + 1].is_capital:
        last += 1
    goes_on = last + 1 < len(frame) and frame[last + 1].is_word
    name = None if goes_on else _name_in(frame, first, last)
    return replace(name, first=found.first, role=found.name) if name else None


def role_behind(frame: Frame, place: int) -> str | None:
    """The role that an apposition behind a name tells; the comma stands at ``place``."""
    if place + 1 >= len(frame) or frame[place].text != ",":
        return None
    one, two = frame[place + 1], frame[min(place + 2, len(frame) - 1)]
    if not (
        one.low in DETERMINERS or one.low in ROLES or two.low in ROLES or one.low == "former" or _is_possessive(one)
    ):
        return None
    last = place
    while last + 1 < len(frame) and (frame[last + 1].is_word or frame[last + 1].text in "()&-"):
        last += 1
    return _role(frame, place + 1, last)


def _before_mark(frame: Frame, left: int) -> Mention | None:
    found = before_bracket(frame, left - 1) if frame[left - 1].text == ")" else phrase_ending_at(frame, left - 1)
    if found and found.kind is Kind.PRONOUN and frame[left + 1].low not in RELATIVES:
        return None
    return found


def _weigh(frame: Frame, found: Mention, first: int, last: int) -> tuple[Mention | None, Mention | None]:
    """The phrase before an aside that reaches from ``first`` to ``last``: surely the subject, or likely, or neither."""
    at_start = starts_clause(frame, found.first)
    if found.kind is Kind.NOUN and at_start and (name := _name_in(frame, first, last)):
        return replace(name, first=found.first, role=found.name), None
    with_role = replace(found, role=found.role or _role(frame, first, last))
    if _opens(frame[first]):
        return (with_role, None) if at_start else (None, with_role if found.kind is Kind.NAME else None)
    return None, with_role if found.kind is Kind.NAME and at_start else None


def _name_in(frame: Frame, first: int, last: int) -> Mention | None:
    """The name that is all of an aside: "another critic, Jane Roe, said"."""
    if last <= first or last - first >= _MOST_NAME or not all(token.is_capital for token in frame[first : last + 1]):
        return None
    found = phrase_ending_at(frame, last)
    return found if found and found.kind is Kind.NAME else None


def _opens(token: Token) -> bool:
    return token.low in _OPENERS or token.low[:1].isdigit() or _is_possessive(token) or _is_participle(token)


def _role(frame: Frame, first: int, last: int) -> str | None:
    """The words of an apposition, when they say what someone is."""
    if not 0 <= last - first <= _MOST_ROLE or any(token.quoted >= 0 for token in frame[first : last + 1]):
        return None
    token = frame[first]
    if token.low in _NO_ROLE or token.low[:1].isdigit() or _is_participle(token):
        return None
    return text_of(frame, first, last)


def _is_participle(token: Token) -> bool:
    return token.is_word and not token.is_capital and token.low.endswith("ing")


def _is_possessive(token: Token) -> bool:
    return token.text.endswith(("’s", "'s"))
