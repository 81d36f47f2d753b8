"""Who is beside a quotation in a language that is known by its table of verbs: French, Spanish, Italian, Dutch.

Only what is plain is taken: a verb of saying at once behind the quotation and its subject behind that ("dijo X"), or a
subject and its verb that lead into it. A pronoun, or no subject, is nobody.
"""

from service.summarise.reading.frames import Frame, Token, is_prose
from service.summarise.reading.function_words import word_set
from service.summarise.reading.phrases import Kind, Mention, mention_of, text_of
from service.summarise.reading.speech_tables import Speech

_REACH = 10  # tokens of a phrase
_LONGEST_ARTICLE = 3  # letters; "el", "une", "het"
_LEAD = 14  # tokens between a verb and the quotation that it leads into
_PARTICLES = word_set("de del della di da do dos du des van von der den la le el al y ten ter")
_LINKS = word_set("de del della dello dei delle degli di du des d’ van voor")
_PRONOUNS = word_set("él ella ellos ellas il elle ils elles on je nous lui lei loro hij zij ze ik we wij io noi yo")
_ENDS = _PRONOUNS | word_set(
    """
    que qui che dat die y e et en mentre quand cuando als toen hier ayer ieri gisteren hoy oggi vandaag aujourd’hui
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì
    martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    durante tras dopo después après na tijdens tegen tegenover op aan sobre avec con met dans por para pour a al alla
    au aux per in desde hacia este esta ce cette
    """
)
_PAPERS = word_set(
    """
    comunicado informe nota carta documento communiqué rapport note étude comunicato rapporto studio verklaring bericht
    """
)


def speaker_beside(frame: Frame, place: int, speech: Speech) -> Mention | None:
    """The speaker of the quotation at ``place``: behind it, else before it."""
    if not is_prose(frame):
        return None
    return _behind(frame, place, speech) or _before(frame, place, speech)


def _behind(frame: Frame, place: int, speech: Speech) -> Mention | None:
    after = place + 1
    if after < len(frame) and frame[after].text in (",", "–", "—", "-"):
        after += 1
    if after >= len(frame):
        return None
    if frame[after].low in speech.sources:
        return _phrase(frame, after + 1, speech)
    verb = _verb_end(frame, after, speech)
    return _phrase(frame, verb + 1, speech) if verb is not None else None


def _verb_end(frame: Frame, place: int, speech: Speech) -> int | None:
    """The last token of the verb of saying that begins at a token: "dijo", "a déclaré"."""
    if frame[place].low in speech.auxiliaries and place + 1 < len(frame):
        return place + 1 if frame[place + 1].low in speech.participles else None
    return place if frame[place].low in speech.verbs else None


def _before(frame: Frame, place: int, speech: Speech) -> Mention | None:
    """ "X dijo: «…»", "La directora, X, ha detto che «…»"."""
    for verb in range(place - 1, max(-1, place - _LEAD), -1):
        if frame[verb].quoted >= 0 or frame[verb].text in (";", "?", "!"):
            return None
        if frame[verb].low in speech.verbs or (
            frame[verb].low in speech.participles and verb and frame[verb - 1].low in speech.auxiliaries
        ):
            first = verb - 1 if frame[verb].low in speech.participles and verb else verb
            return _subject(frame, first, speech)
    return None


def _subject(frame: Frame, verb: int, speech: Speech) -> Mention | None:
    """The phrase that the frame begins with, where the verb follows it at once, a comma between them or not."""
    found = _phrase(frame, 0, speech) if verb else None
    if found is None:
        return None
    behind = found.last + 1
    if behind < verb and frame[behind].text == ",":
        behind = next((at + 1 for at in range(behind + 1, verb) if frame[at].text == ","), behind + 1)
    return found if behind == verb else None


def _phrase(frame: Frame, first: int, speech: Speech) -> Mention | None:
    """The name, the role and the name, or the article and the noun, that begin at a token."""
    if first >= len(frame) or not frame[first].is_word:
        return None
    if frame[first].is_capital and not _is_article(frame[first], speech):
        return None if frame[first].low in _PRONOUNS else _name(frame, first, first)
    last = _noun_end(frame, first, speech)
    named = next((at for at in range(first + 1, last + 1) if _begins_name(frame, at)), None)
    if named is not None:
        return _name(frame, first, named)
    comma = last + 1
    if comma + 2 < len(frame) and frame[comma].text == "," and _begins_name(frame, comma + 1):
        found = _name(frame, first, comma + 1)
        if " " in found.name:
            return found
    if last == first or not _is_article(frame[first], speech) or frame[first + 1].low in _PAPERS:
        return None
    return mention_of(frame, Kind.NOUN, first, last)


def _is_article(token: Token, speech: Speech) -> bool:
    return token.low in speech.articles or token.low.startswith(("l’", "l'"))


def _begins_name(frame: Frame, place: int) -> bool:
    """Whether a name begins: no office with a capital behind its article, no body behind "de", no initials."""
    token, before = frame[place], frame[place - 1]
    if not token.is_capital or before.is_capital or before.low in _LINKS:
        return False
    alone = place + 1 >= len(frame) or not frame[place + 1].is_capital
    return not (alone and (token.text.isupper() or len(before.low) <= _LONGEST_ARTICLE))


def _noun_end(frame: Frame, first: int, speech: Speech) -> int:
    last = first
    while last + 1 < len(frame) and last - first < _REACH and _goes_on(frame[last + 1], speech):
        last += 1
    while last > first and frame[last].low in _LINKS:
        last -= 1
    return last


def _goes_on(token: Token, speech: Speech) -> bool:
    return (
        token.is_word
        and token.low not in _ENDS
        and token.low not in speech.verbs
        and token.low not in speech.auxiliaries
    )


def _name(frame: Frame, first: int, start: int) -> Mention:
    """The run of words with a capital from ``start``; what stands before it, from ``first``, is the role."""
    last = start
    while last + 1 < len(frame) and last - start < _REACH:
        step = 1 if frame[last + 1].is_capital else 2
        if step == 2 and not (
            frame[last + 1].low in _PARTICLES and last + 2 < len(frame) and frame[last + 2].is_capital
        ):
            break
        last += step
    has_role = start > first and frame[first].low not in _ENDS
    role = text_of(frame, first, start - 1).rstrip(" ,") if has_role else None
    return Mention(Kind.NAME, first, last, frame[start].start, frame[last].end, text_of(frame, start, last), role)
