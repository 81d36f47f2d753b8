"""Whom the words of one sentence give its quotations to."""

from collections.abc import Mapping, Sequence

from service.summarise.reading import german_clauses, speech_cues
from service.summarise.reading.frames import Frame, is_prose
from service.summarise.reading.mentions import main_subject, starting_at
from service.summarise.reading.phrases import Kind, Mention
from service.summarise.reading.speech_verbs import GERMAN, SAYING

_GOES_ON = (",", "!", "?", "—", "–", "-", "…")
_DASHES = frozenset("―—–-~")
_CLOSERS = "\"”’»«“' "
_SIGNATURE = 14  # tokens behind a quotation that may be its signature


def attribute(frame: Frame, *, german: bool) -> dict[int, Mention]:
    """Who is beside each quotation of a frame, by the place of its token; a quotation without anybody is left out."""
    found: dict[int, Mention] = {}
    if not is_prose(frame):
        return found
    cues = [] if german else speech_cues.saying_cues(frame)
    for place, token in enumerate(frame):
        if token.quoted >= 0:
            mention = _german(frame, place, found) if german else _english(frame, place, cues, found)
            if mention:
                found[place] = mention
    _fill_backwards(frame, found)
    return found


def _fill_backwards(frame: Frame, found: dict[int, Mention]) -> None:
    """Gives the first quotations of a frame to whom a later one in it goes: 'the "big" plan was "bad," X said'."""
    first = min(found, default=-1)
    for place, token in enumerate(frame[: max(0, first)]):
        if token.quoted >= 0 and found[first].first > first:
            found[place] = found[first]


def source_of(frame: Frame, *, german: bool) -> Mention | None:
    """Who speaks in a frame, with or without a quotation: the subject of its first verb of saying."""
    if not is_prose(frame):
        return None
    if german:
        verb = next((place for place, token in enumerate(frame) if token.low in GERMAN), None)
        return german_clauses.subject(frame, verb) if verb is not None else None
    cues = speech_cues.saying_cues(frame)
    for verb in sorted(cues):
        mention = speech_cues.subject_of(frame, verb)
        if mention:
            return mention
    return None


def _english(frame: Frame, place: int, cues: Sequence[int], found: Mapping[int, Mention]) -> Mention | None:
    opens_frame = not any(token.is_word for token in frame[:place])
    close = speech_cues.right_after(frame, place, slack=1 if opens_frame else 0)
    if close and (opens_frame or _must_go_on(frame, place)) and not _led_in(frame, place):
        return close
    return (
        _colon(frame, place)
        or speech_cues.before(frame, place, cues)
        or close
        or _last(found, place)
        or speech_cues.after(frame, place, cues)
        or _signature(frame, place)
        or _second(speech_cues.according_to(frame))
        or speech_cues.before(frame, place, speech_cues.naming_cues(frame))
    )


def _german(frame: Frame, place: int, found: Mapping[int, Mention]) -> Mention | None:
    close = german_clauses.right_after(frame, place)
    if close:
        return close
    cue = next((verb for verb in range(place - 1, -1, -1) if frame[verb].low in GERMAN), None)
    if cue is not None and (mention := german_clauses.subject(frame, cue)):
        return mention
    return (
        _second(german_clauses.according_to(frame))
        or _last(found, place)
        or (german_clauses.main_subject(frame, place) if place and frame[place - 1].text == ":" else None)
        or _behind_it(frame, place)
        or _signature(frame, place)
    )


def _behind_it(frame: Frame, place: int) -> Mention | None:
    for verb in range(place + 1, len(frame)):
        if frame[verb].low in GERMAN:
            return german_clauses.subject(frame, verb)
    return None


def _second(pair: tuple[int, Mention] | None) -> Mention | None:
    return pair[1] if pair else None


def _led_in(frame: Frame, place: int) -> bool:
    """Whether a verb of saying, or one with a comma, a colon or "that", leads straight into the quotation."""
    left = place - 1
    if left >= 0 and (frame[left].text in (",", ":") or frame[left].low == "that"):
        left -= 1
    return left >= 0 and frame[left].low in SAYING


def _must_go_on(frame: Frame, place: int) -> bool:
    """Whether the sentence goes on behind the quotation: it ends with a comma, or asks or cries."""
    body = frame[place].text.rstrip(_CLOSERS)
    return body.endswith(_GOES_ON) or (place + 1 < len(frame) and frame[place + 1].text == ",")


def _colon(frame: Frame, place: int) -> Mention | None:
    """Name: "…", as in a script or an interview."""
    if place < 2 or frame[place - 1].text != ":":
        return None
    mention = starting_at(frame, 0)
    return mention if mention and mention.kind is Kind.NAME and mention.last == place - 2 else None


def _last(found: Mapping[int, Mention], place: int) -> Mention | None:
    earlier = [other for other in found if other < place]
    return found[max(earlier)] if earlier else None


def _signature(frame: Frame, place: int) -> Mention | None:
    """ "…" — X, at the end of a line."""
    if place or len(frame) < 3 or len(frame) > _SIGNATURE or frame[1].text not in _DASHES:
        return None
    mention = starting_at(frame, 2)
    return mention if mention and mention.kind is Kind.NAME else None


def introduced_by(frame: Frame, *, german: bool) -> Mention | None:
    """Who a frame that ends with a colon gives the next paragraph to: its speaker, else the person it begins with."""
    if not frame or frame[-1].text != ":" or not is_prose(frame):
        return None
    if source := source_of(frame, german=german):
        return source
    found = (german_clauses.main_subject if german else main_subject)(frame, len(frame))
    is_person = found is not None and (found.kind is Kind.PRONOUN or (found.kind is Kind.NAME and " " in found.name))
    return found if is_person else None
