"""Who is named at a place in a frame: before a verb, behind it, or at the frame's start. English."""

from dataclasses import replace

from service.summarise.reading.asides import before_aside, before_bracket, name_behind, role_behind
from service.summarise.reading.frames import Frame, Token
from service.summarise.reading.function_words import word_set
from service.summarise.reading.noun_phrases import ADVERBS, RELATIVES, TIME_PREPOSITIONS, TIMES
from service.summarise.reading.phrases import Kind, Mention, phrase_ending_at, phrase_starting_at

_DATELINE_REACH = 14  # tokens
_LINKS = word_set(
    """
    and but or so yet still also then however meanwhile moreover nevertheless nonetheless instead indeed later
    earlier now again
    """
)
_OPENING = word_set(
    """
    in on at after before during following as when while with for by despite though although if since until
    upon from under over through without amid among because asked speaking unlike like even according to where
    within throughout
    """
)


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
        return before_bracket(frame, place)
    if token.text in ",–—-―":
        return before_aside(frame, place)
    return phrase_ending_at(frame, place)


def starting_at(frame: Frame, place: int) -> Mention | None:
    """The phrase that begins at a token, adverbs before it passed over; an apposition behind it is the role."""
    while place < len(frame) and _is_adverb(frame[place]):
        place += 1
    if place >= len(frame):
        return None
    found = phrase_starting_at(frame, place)
    if found is None or found.kind is Kind.PRONOUN:
        return found
    return name_behind(frame, found) or replace(found, role=found.role or role_behind(frame, found.last + 1))


def main_subject(frame: Frame, limit: int) -> Mention | None:
    """The phrase that the frame begins with, opening words and clauses passed over; it lies before ``limit``."""
    place = _skip_opening(frame, limit)
    if place >= limit:
        return None
    found = starting_at(frame, place)
    return found if found and found.last < limit else None


def _skip_opening(frame: Frame, limit: int) -> int:
    """The place behind "But", "However," and "After the vote,"; ``limit`` when such a clause has no end before it."""
    place = _behind_dateline(frame)
    while place < limit:
        token = frame[place]
        before_comma = place + 1 < limit and frame[place + 1].text == ","
        if token.low in _LINKS or token.text in ",–—-:;•*(" or (token.low.endswith("ly") and before_comma):
            place += 1
        elif token.low in _OPENING or (token.is_word and token.low.endswith("ing")):
            place = next((comma + 1 for comma in range(place, limit) if frame[comma].text == ","), limit)
        else:
            break
    return place


def _behind_dateline(frame: Frame) -> int:
    """The place behind "LONDON, June 11 (Newsline) -"; 0 where no dateline stands."""
    if not frame or not (frame[0].text.isupper() and len(frame[0].text) > 2):
        return 0
    for place in range(1, min(_DATELINE_REACH, len(frame))):
        if frame[place].text in ("-", "–", "—"):
            return place + 1
    return 0


def _is_adverb(token: Token) -> bool:
    return token.low in ADVERBS or (len(token.low) > 4 and token.low.endswith("ly") and not token.is_capital)


def _skip_left(frame: Frame, place: int) -> int:
    """The place before the adverbs and times ("later", "on Friday") that end at ``place``."""
    timed = False
    while place >= 0:
        token = frame[place]
        is_time = token.low in TIMES or (len(token.low) == 4 and token.low.isdigit())
        if not (is_time or _is_adverb(token) or (timed and _goes_with_time(token))):
            break
        timed = timed or is_time
        place -= 1
    return place


def _goes_with_time(token: Token) -> bool:
    return token.low in TIME_PREPOSITIONS or token.low.isdigit() or token.text == "."


def _bearer(frame: Frame, found: Mention | None) -> Mention | None:
    """The name before an apposition, when the phrase found is one: "Jane Roe, now the chief of X, who"."""
    if found is None or found.kind is not Kind.NOUN:
        return found
    left = _skip_left(frame, found.first - 1)
    if left < 1 or frame[left].text != ",":
        return found
    name = phrase_ending_at(frame, left - 1)
    return replace(name, role=found.name) if name and name.kind is Kind.NAME else found
