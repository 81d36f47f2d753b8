"""Who says what a German clause says: the verb stands second, so the subject stands first or right behind it."""

from dataclasses import replace

from service.summarise.reading.first_names import FEMALE, MALE
from service.summarise.reading.frames import Frame, Token
from service.summarise.reading.function_words import word_set
from service.summarise.reading.phrases import Kind, Mention, mention_of, text_of
from service.summarise.reading.speech_verbs import GERMAN
from service.summarise.reading.titles_of_people import is_title

AUXILIARIES = word_set(
    """
    hat habe haben hatte hatten hätte hätten wird werde wurde wurden ist sei war waren will soll sollte
    """
)
SUBJUNCTIVE = word_set(
    """
    sei seien habe werde könne müsse wolle solle dürfe gebe gehe komme stehe hätte hätten würde würden wäre
    wären müssten könnten sollten bestehe bleibe lasse sehe brauche wisse
    """
)
_PRONOUNS = word_set("er sie es wir ich man")
_SUBJECT_OPENERS = word_set(
    """
    der die das ein eine sein seine ihr ihre dieser diese dieses mehrere viele einige zwei drei kein keine
    mein unser beide alle andere zahlreiche weitere
    """
)
_INSIDE = word_set("der des den dem das die von vom für aus in im bei beim am an zum zur und zu am")
_NO_SUBJECT = word_set(
    """
    im in am an auf bei nach vor mit zu zum zur gegenüber für gegen über laut aus von vom um seit während
    unter durch ohne trotz wegen dem den einem einer eines des als wenn weil da dass daß ob obwohl nachdem
    zudem außerdem auch so dann danach dazu damit dabei darin dagegen daraufhin hier dort heute gestern jetzt
    nun bereits schon nur noch zuvor später ferner weiter offiziell indes allerdings jedoch hingegen deshalb
    daher darüber hierzu zunächst inzwischen mittlerweile ähnlich
    """
)
_SKIPPED = word_set(
    """
    sich ihn ihm ihr ihnen es dazu auch daraufhin dann gegenüber weiter noch zudem hierzu wörtlich dabei heute
    gestern jedoch aber indes zuvor am
    """
)
_SOURCES = word_set(
    """
    angaben aussage aussagen angabe auffassung ansicht meinung einschätzung worten berichten bericht
    informationen willen darstellung medienberichten
    """
)
_LINKS = word_set("und aber doch oder")
_REACH = 24  # tokens of a subject
_MOST_NAME = 6  # tokens of an aside that is a name


def subject(frame: Frame, verb: int) -> Mention | None:
    """The subject of the main clause that the verb at a place belongs to."""
    if frame[verb].low in ("zitiert", "zitierte") and (quoted := behind(frame, verb)):
        return quoted
    first = _clause_start(frame, verb)
    if first < verb and _may_be_subject(frame, first):
        found = phrase(frame, first, verb)
        if found:
            return found
    auxiliary = next((place for place in range(first, verb) if frame[place].low in AUXILIARIES), verb)
    return behind(frame, verb) or behind(frame, auxiliary)


def main_subject(frame: Frame, limit: int) -> Mention | None:
    """The phrase that a frame begins with, when it may be a subject."""
    first = 0
    while first < limit and (frame[first].low in _LINKS or not (frame[first].is_word or frame[first].quoted >= 0)):
        first += 1
    return phrase(frame, first, limit) if first < limit and _may_be_subject(frame, first) else None


def behind(frame: Frame, verb: int) -> Mention | None:
    """The subject behind its verb: "sagte X", "hatte X erklärt", "so charakterisierte ihn X"."""
    place = verb + 1
    while place < len(frame) and frame[place].low in _SKIPPED:
        place += 1
    if place >= len(frame) or not frame[place].is_word or frame[place].low in _NO_SUBJECT:
        return None
    return phrase(frame, place, len(frame))


def right_after(frame: Frame, place: int) -> Mention | None:
    """The speaker at once behind a quotation: "…", sagte X · "…", so X · "…", hatte X erklärt."""
    verb = place + 1
    while verb < len(frame) and frame[verb].text in ",":
        verb += 1
    if verb >= len(frame):
        return None
    low = frame[verb].low
    if low == "so" and verb + 1 < len(frame) and frame[verb + 1].low in GERMAN:
        return behind(frame, verb + 1)
    if low == "so" or low in GERMAN or (low in AUXILIARIES and any(token.low in GERMAN for token in frame[verb:])):
        return behind(frame, verb)
    return None


def according_to(frame: Frame) -> tuple[int, Mention] | None:
    """The place of "laut X" or "nach Angaben von X", and X."""
    for place, token in enumerate(frame[:-1]):
        if token.low == "laut" or (token.low == "nach" and frame[place + 1].low in _SOURCES):
            found = phrase(frame, place + 1, len(frame))
            if found:
                return place, found
    return None


def _clause_start(frame: Frame, verb: int) -> int:
    """Where the sentence of a verb begins: at the frame's start, or behind the last quotation before it."""
    first = verb
    while first > 0 and frame[first - 1].quoted < 0 and frame[first - 1].text not in (";", ":"):
        first -= 1
    while first < verb and (frame[first].low in _LINKS or not frame[first].is_word):
        first += 1
    return first


def _may_be_subject(frame: Frame, place: int) -> bool:
    """Whether the phrase that begins at a token may be in the nominative."""
    token, behind = frame[place], frame[place + 1 : place + 4]
    if token.low == "der" and behind and behind[0].low.endswith("en") and not behind[0].is_capital:
        return False  # "der englischen Zeitung sagte er"
    if token.low == "von" and len(behind) == 3 and behind[0].low == "der":
        return behind[1].is_capital and (
            behind[2].low in GERMAN or behind[2].low in AUXILIARIES
        )  # "von der Leyen sagte"
    return (
        token.low in _PRONOUNS or token.low in _SUBJECT_OPENERS or (token.is_capital and token.low not in _NO_SUBJECT)
    )


def phrase(frame: Frame, first: int, limit: int) -> Mention | None:
    """The phrase that begins at a token: a pronoun, or articles, adjectives, nouns and names up to a verb or comma."""
    if frame[first].low in _PRONOUNS and not (
        frame[first].low in ("sie", "es") and first + 1 < limit and frame[first + 1].is_capital
    ):
        return Mention(Kind.PRONOUN, first, first, frame[first].start, frame[first].end, frame[first].text)
    last = _phrase_end(frame, first, min(limit, first + _REACH))
    if last is None:
        return None
    found = _named(frame, first, last)
    if found or last + 3 >= len(frame) or frame[last + 1].text not in (",", "("):
        return found or mention_of(frame, Kind.NOUN, first, last)
    return _name_aside(frame, first, last) or mention_of(frame, Kind.NOUN, first, last)


def _phrase_end(frame: Frame, first: int, limit: int) -> int | None:
    """The last noun, name or number of the phrase that begins at a token; None when there is none."""
    last = None
    for place in range(first, limit):
        token = frame[place]
        if not token.is_word or (place > first and _ends_phrase(token)):
            break
        if token.is_capital or token.low.isdigit():
            last = place
    return last


def _ends_phrase(token: Token) -> bool:
    if token.is_capital or token.low.isdigit():
        return False
    return token.low in GERMAN or token.low in AUXILIARIES or not (token.low in _INSIDE or _is_adjective(token.low))


def _is_adjective(low: str) -> bool:
    return low.endswith(("e", "en", "er", "es", "em")) and not low.endswith(("te", "ten"))


def _named(frame: Frame, first: int, last: int) -> Mention | None:
    """The person named in a phrase: behind a title or an office, or by a first name."""
    for place in range(first, last + 1):
        if frame[place].text in MALE or frame[place].text in FEMALE:
            return _run(frame, first, place, last)
    titles = [
        place
        for place in range(first, last)
        if frame[place].is_capital and is_title(frame[place].text.rpartition("-")[2] or frame[place].text)
    ]
    if titles and frame[titles[-1] + 1].is_capital:
        return _run(frame, first, titles[-1] + 1, last)
    if first == last or all(frame[place].is_capital for place in range(first, last + 1)):
        return _run(frame, first, first, last)
    return None


def _run(frame: Frame, first: int, start: int, last: int) -> Mention:
    end = start
    while end < last and (
        frame[end + 1].is_capital
        or (
            frame[end + 1].low in ("von", "van", "de", "der", "zu")
            and end + 2 <= last
            and frame[end + 2].is_capital
            and frame[end + 1].low != "von"
        )
    ):
        end += 1
    words = " ".join(token.text for token in frame[start : end + 1])
    role = " ".join(token.text for token in frame[first:start]) if start > first else None
    return Mention(Kind.NAME, first, last, frame[start].start, frame[end].end, words, role)


def _name_aside(frame: Frame, first: int, last: int) -> Mention | None:
    """The name in an aside behind an office: "Der Sprecher der Organisation, Tomson Phiri, teilte …"."""
    end = last + 2
    while end < len(frame) and frame[end].is_capital and end - last < _MOST_NAME:
        end += 1
    if end >= len(frame) or frame[end].text not in (",", ")", "(") or end - last < 3:
        return None
    name = mention_of(frame, Kind.NAME, last + 2, end - 1)
    return replace(name, first=first, role=text_of(frame, first, last))
