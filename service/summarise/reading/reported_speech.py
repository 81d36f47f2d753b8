"""Indirect quotations: what somebody is said to have said, without quote marks."""

from dataclasses import dataclass

from service.summarise.reading import german_clauses, speech_cues
from service.summarise.reading.asides import before_aside
from service.summarise.reading.frames import Frame, is_prose
from service.summarise.reading.function_words import word_set
from service.summarise.reading.mentions import ending_at, starting_at
from service.summarise.reading.noun_phrases import DETERMINERS, PRONOUNS
from service.summarise.reading.phrases import Kind, Mention
from service.summarise.reading.speech_verbs import GERMAN

_REPORTING = word_set(
    """
    said says say saying argued argues claimed claims insisted insists noted notes stated states warned warns
    acknowledged acknowledges admitted admits conceded concedes confirmed confirms denied denies suggested
    suggests announced announces declared declares explained explains added adds contended contends maintained
    maintains alleged alleges testified predicted predicts vowed vows promised promises complained stressed
    stresses emphasized revealed reveals believes believed thinks thought wrote writes reported reports
    concluded concludes recalled told tells asserted asserts adding arguing claiming insisting noting warning
    suggesting acknowledging
    """
)
_GERMAN_REPORTING = GERMAN - word_set(
    """
    nannte nennt bezeichnete bezeichnet warf wirft gab gibt stellte wies worten hält sieht fand
    """
)
_SUBORDINATE = word_set("dass daß ob")
_AUXILIARIES = word_set(
    "is are was were be been has have had will would can could may might must should shall do does did not"
)
_LEAST_WORDS = 4  # words; less is no statement
_REACH_OF_THAT = 12  # tokens between the verb and its "that"


@dataclass(frozen=True, slots=True)
class Reported:
    """The span of what is reported, and who is beside it."""

    start: int
    end: int
    mention: Mention


def reported(frame: Frame, *, german: bool) -> Reported | None:
    """What a frame without quote marks reports, if anything: "X said that …", "…, X said", "according to X, …"."""
    if not frame or not is_prose(frame):
        return None
    return _german(frame) if german else _english(frame)


def _english(frame: Frame) -> Reported | None:
    pair = speech_cues.according_to(frame)
    if pair:
        return _beside(frame, *pair)
    for verb in speech_cues.saying_cues(frame):
        if frame[verb].low in _REPORTING:
            found = _at_the_end(frame, verb) or _ahead(frame, verb)
            if found:
                return found
    return None


def _ahead(frame: Frame, verb: int) -> Reported | None:
    """X said (that) …"""
    first = _content_start(frame, verb)
    if first is None:
        return None
    mention = speech_cues.subject_of(frame, verb)
    return _span(frame, first, len(frame), mention) if mention else None


def _content_start(frame: Frame, verb: int) -> int | None:
    for place in range(verb + 1, min(verb + _REACH_OF_THAT, len(frame))):
        if frame[place].low == "that":
            return place
    if frame[verb].low in (
        "told",
        "tells",
        "reported",
        "reports",
        "announced",
        "announces",
        "promised",
        "promises",
        "vowed",
        "vows",
    ):
        return None
    after = verb + 1
    if after < len(frame) and (
        frame[after].is_capital
        or frame[after].low in DETERMINERS
        or frame[after].low in PRONOUNS
        or frame[after].low in ("there", "if", "when")
    ):
        return after
    return None


def _at_the_end(frame: Frame, verb: int) -> Reported | None:
    """…, X said. and …, said X."""
    rest = sum(token.is_word for token in frame[verb + 1 :])
    if rest > _REACH_OF_THAT or any(token.low == "that" for token in frame[verb + 1 :]):
        return None
    if verb and frame[verb - 1].text == ",":
        mention = starting_at(frame, verb + 1)
        if mention is None or _goes_on_as_clause(frame, mention.last + 1) or _follows_an_aside(frame, verb, mention):
            return None
        return _span(frame, 0, verb - 1, mention)
    mention = ending_at(frame, verb - 1) if verb else None
    if (
        mention
        and mention.first > _LEAST_WORDS
        and frame[mention.first - 1].text == ","
        and (rest == 0 or _content_start(frame, verb) is None)
    ):
        return _span(frame, 0, mention.first - 1, mention)
    return None


def _goes_on_as_clause(frame: Frame, place: int) -> bool:
    """Whether what seems to be the speaker does something: "X, the engineer, said the joints | were worn"."""
    return place < len(frame) and (frame[place].low in _AUXILIARIES or frame[place].low.endswith(("ed", "n't", "n’t")))


def _follows_an_aside(frame: Frame, verb: int, mention: Mention) -> bool:
    """Whether the verb has a person's name and an aside before it, and behind it no name."""
    if mention.kind is Kind.NAME:
        return False
    before = before_aside(frame, verb - 1)
    return before is not None and before.kind is Kind.NAME and before.first == 0


def _beside(frame: Frame, place: int, mention: Mention) -> Reported | None:
    """… according to X, and According to X, …"""
    if place > _LEAST_WORDS:
        return _span(frame, 0, place, mention)
    comma = next((after for after in range(mention.last + 1, len(frame)) if frame[after].text == ","), None)
    return _span(frame, comma + 1, len(frame), mention) if comma else None


def _german(frame: Frame) -> Reported | None:
    pair = german_clauses.according_to(frame)
    if pair:
        place, mention = pair
        return _span(frame, mention.last + 1, len(frame), mention) if place < 2 else None
    for verb, token in enumerate(frame):
        if token.low in _GERMAN_REPORTING or token.low == "so":
            found = _german_behind(frame, verb) or _german_ahead(frame, verb)
            if found:
                return found
    return None


def _german_behind(frame: Frame, verb: int) -> Reported | None:
    """…, sagte X. and …, so X."""
    if verb <= _LEAST_WORDS or frame[verb - 1].text != ",":
        return None
    mention = german_clauses.behind(frame, verb)
    if mention is None or any(token.text == "," for token in frame[mention.last + 1 :]):
        return None
    return _span(frame, 0, verb - 1, mention)


def _german_ahead(frame: Frame, verb: int) -> Reported | None:
    """X sagte, … with "dass" or a subjunctive."""
    comma = next((place for place in range(verb + 1, len(frame)) if frame[place].text == ","), None)
    if frame[verb].low == "so" or comma is None or comma + 1 >= len(frame):
        return None
    if frame[comma + 1].low not in _SUBORDINATE and not any(
        token.low in german_clauses.SUBJUNCTIVE for token in frame[comma:]
    ):
        return None
    mention = german_clauses.subject(frame, verb)
    return _span(frame, comma + 1, len(frame), mention) if mention and mention.last < comma else None


def _span(frame: Frame, first: int, last: int, mention: Mention) -> Reported | None:
    """The tokens ``first`` to ``last``, punctuation at their ends left out."""
    while first < last and not frame[first].is_word:
        first += 1
    while last > first and not frame[last - 1].is_word and frame[last - 1].text not in ")]%€$£":
        last -= 1
    if sum(token.is_word for token in frame[first:last]) < _LEAST_WORDS:
        return None
    return Reported(frame[first].start, frame[last - 1].end, mention)
