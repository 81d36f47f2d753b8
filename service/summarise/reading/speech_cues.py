"""The verbs of a frame that hand words to a speaker, and who does what they say. English."""

from collections.abc import Sequence

from service.summarise.reading.frames import Frame, Token
from service.summarise.reading.function_words import word_set
from service.summarise.reading.mentions import ending_at, main_subject, starting_at
from service.summarise.reading.noun_phrases import DETERMINERS, PRONOUNS, RELATIVES, ROLES, SPEAKING_NOUNS
from service.summarise.reading.phrases import Kind, Mention
from service.summarise.reading.speech_verbs import BASE_FORMS, NAMING, PARTICIPLES, SAYING

_BE = word_set("is are was were be been being am ’s 's")
_PREPOSITIONS = word_set(
    """
    through in of at from with by about into on to for over against between under near among across
    """
)
_SHARES_SUBJECT = word_set("to and but then also or later")
_HELD_BY = word_set("of with by from as")
_SPEAKERS_BEFORE = PRONOUNS | RELATIVES | ROLES | SPEAKING_NOUNS | {"and", "also", "then", "now", "often", "that"}
_PAPERS = frozenset(("note", "notes", "memo", "transcript", "email"))
_NO_NOUN_BEFORE = DETERMINERS | word_set("of in on for by with from a an this that these those such")


_ALSO_NOUNS = word_set(
    """
    tweets retweets reports claims comments notes orders posts texts demands answers promises warnings replies
    questions points states remarks claims charges calls attacks links credits rules hopes fears charges
    signals hints advocates counters laughs cries plans reasons shows expects wants feels protests stresses
    urges blames finds quotes frames reads quips jokes uses
    """
)
_PUTS = frozenset(("put", "puts"))
_CUES = SAYING | _PUTS


def saying_cues(frame: Frame) -> list[int]:
    """Where verbs of saying stand, passives ("was told") and nouns ("a report") left out."""
    likely = [place for place, token in enumerate(frame) if token.low in _CUES]
    return [place for place in likely if frame[place].low in SAYING and _is_active_verb(frame, place)] + [
        place
        for place in likely
        if frame[place].low in _PUTS and place + 1 < len(frame) and frame[place + 1].low == "it"
    ]


def naming_cues(frame: Frame) -> list[int]:
    """Where verbs stand that carry some words in marks: "called", "dismissed"."""
    return [place for place, token in enumerate(frame) if token.low in NAMING and _is_active_verb(frame, place)]


def _is_active_verb(frame: Frame, place: int) -> bool:
    low = frame[place].low
    if place == 0:
        return not low.endswith("ing") and low not in BASE_FORMS
    before = frame[place - 1]
    if frame[place].is_capital:
        return False
    if low in _ALSO_NOUNS and not _can_speak(before):
        return False
    if before.low in _NO_NOUN_BEFORE or before.text.endswith(("’s", "'s", "s’")):
        return low.endswith("ing") and before.low in _HELD_BY | {"in", "for", "on"}
    if low in BASE_FORMS:
        return (
            before.low in ("to", "i", "we", "they", "you", "who", "and", "would", "will", "did", "not")
            or (before.is_word and before.low.endswith("s"))
            or (before.is_capital and place > 2 and frame[place - 2].low == "and")
        )
    while before.low.endswith("ly") and place > 1:
        place -= 1
        before = frame[place - 1]
    return not (before.low in _BE and (low.endswith("ed") or low in PARTICIPLES))


def _can_speak(token: Token) -> bool:
    """Whether a verb may follow the token at once: a name, a pronoun, an office, the end of an aside, an adverb."""
    return (
        token.is_capital
        or token.low in _SPEAKERS_BEFORE
        or token.text in (",", ")", "—", "–")
        or token.low.endswith("ly")
    )


def subject_of(frame: Frame, verb: int) -> Mention | None:
    """Who does what the verb says: the phrase before it, or for "adding" and "and said" the frame's own subject."""
    if verb == 0:
        return starting_at(frame, 1)
    before = frame[verb - 1]
    if frame[verb].low.endswith("ing"):
        return _held(frame, verb) or _shared_subject(frame, verb)
    if before.low in _SHARES_SUBJECT:
        return _shared_subject(frame, verb)
    direct = ending_at(frame, verb - 1)
    if direct and direct.kind is Kind.NOUN and direct.first and frame[direct.first - 1].low in _PREPOSITIONS:
        return main_subject(frame, direct.first)
    return direct


def _held(frame: Frame, verb: int) -> Mention | None:
    """ "footage of Trump saying", "quoted Smith as saying"."""
    left = verb - 1
    if frame[left].low == "as" and left and frame[left - 1].is_capital:
        return ending_at(frame, left - 1)
    if not frame[left].is_capital:
        return None
    found = ending_at(frame, left)
    return found if found and found.first and frame[found.first - 1].low in _HELD_BY else None


def _shared_subject(frame: Frame, verb: int) -> Mention | None:
    found = main_subject(frame, verb)
    return found or _earlier_subject(frame, verb)


def _earlier_subject(frame: Frame, verb: int) -> Mention | None:
    for earlier in range(verb - 1, -1, -1):
        if frame[earlier].low in SAYING and not frame[earlier].low.endswith("ing") and _is_active_verb(frame, earlier):
            if earlier and frame[earlier - 1].quoted >= 0:
                return starting_at(frame, earlier + 1)
            direct = ending_at(frame, earlier - 1) if earlier else None
            if direct:
                return direct
    return None


def right_after(frame: Frame, place: int, *, slack: int = 1) -> Mention | None:
    """ "…," said X and "…," X said: the speaker at once behind a quotation, or a comma, that stands at ``place``."""
    after = place + 1
    if after < len(frame) and frame[after].text == ",":
        after += 1
    if after >= len(frame) or not frame[after].is_word:
        return None
    if frame[after].low in SAYING and not frame[after].low.endswith("ing"):
        return starting_at(frame, after + 1)
    for verb in range(after + 1, min(after + 30, len(frame))):
        if frame[verb].quoted >= 0:
            return None
        if frame[verb].low in SAYING and _is_active_verb(frame, verb):
            mention = ending_at(frame, verb - 1)
            return mention if mention and after <= mention.first <= after + slack else None
    return None


def according_to(frame: Frame) -> tuple[int, Mention] | None:
    """The place of "according to X" and X."""
    for place, token in enumerate(frame[:-2]):
        if token.low == "according" and frame[place + 1].low == "to":
            mention = starting_at(frame, place + 2)
            return (place, mention) if mention and not _is_paper(mention) else None
    return None


def _is_paper(mention: Mention) -> bool:
    """Whether it is something on paper that bears no name: whoever wrote it is the speaker, if anybody is."""
    return mention.kind is Kind.NOUN and mention.name.lower().split()[-1] in _PAPERS


def before(frame: Frame, place: int, cues: Sequence[int]) -> Mention | None:
    """The subject of the nearest verb before ``place``, no quotation between them."""
    for verb in sorted((cue for cue in cues if cue < place), reverse=True):
        if any(token.quoted >= 0 for token in frame[verb + 1 : place]):
            return None
        mention = subject_of(frame, verb)
        if (
            mention is None
            and verb
            and frame[verb].low in SAYING
            and (frame[verb - 1].quoted >= 0 or frame[verb - 1].text == ",")
        ):
            mention = starting_at(frame, verb + 1)
        if mention:
            return mention
    return None


def after(frame: Frame, place: int, cues: Sequence[int]) -> Mention | None:
    """The subject of the nearest verb behind ``place``, when it stands behind it too."""
    for verb in sorted(cue for cue in cues if cue > place):
        if any(token.quoted >= 0 for token in frame[place + 1 : verb]):
            return None
        mention = ending_at(frame, verb - 1)
        if mention and mention.first > place:
            return mention
        if frame[verb - 1].text == ",":
            return starting_at(frame, verb + 1)
    return None
