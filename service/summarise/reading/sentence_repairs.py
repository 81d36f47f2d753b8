"""Where a sentence boundary is missing, or is none: rules beside those of ``sentencex``."""

import re
from collections.abc import Iterator

from service.summarise.reading.function_words import word_set
from service.summarise.reading.quote_marks import MARKS
from service.summarise.reading.speech_verbs import is_speech_verb

_REACH = 64  # characters looked at on either side of a boundary
_LONGEST_SHORT = 8  # characters of the longest shortened word below, with its full stop and what stands before it

_GLUED = re.compile(r"[.!?…](?<=[a-zß-öø-ÿ]{2}[.!?…])[”\"’»)\]]{0,2}(?=[“\"„«‘]?([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ’']{0,30})[ ,])")
_ADDRESS = re.compile(r"[/@:\\#]|[.][^\s.]*[.]|www", re.IGNORECASE)
_ENDINGS = word_set(
    """
    com net org io ai js ts py de fr uk co tv it es nl eu us gov edu html php pdf txt doc csv xml md info app
    dev news
    """
)

_INITIAL = re.compile(r"(?:^|[\s(])[^\W\d_a-zß-öø-ÿ]\.\s*$")
_TITLE = re.compile(
    r"(?:^|[^\w.])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Rev|Hon|Del|Atty|Sens|Reps"
    r"|Messrs|St|Hr|Fr|Mme|Mlle|Sr|Sra)\.\s*$"
)
_COUNTED = re.compile(
    r"(?:^|[^\w.])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|No|Nos|Nr|Art|Abs|Bd|Kap|pp|ca|Vol|Fig)\.\s*$"
)
_ORDINAL = re.compile(
    r"(?:^|\s)(?:der|die|das|dem|den|des|am|im|zum|vom|beim|zur|ab|bis|seit|und|jede[rnms]?)\s+\d{1,2}\.\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*\(?\d{1,3}[.)]\s*")  # the number of an item belongs to the item
_ASKED_OR_CRIED = re.compile(rf"[!?…,][{MARKS}]+\s*$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*\.?")
_OPENERS = word_set(
    """
    the a an this that these those he she it they we i you his her its their our my in on at by for from as
    but and or so if when while after before there here then now not no yes what who why how where which with
    without to of one some all many most der die das ein eine er sie es wir ich ihr und aber oder wenn als
    nach vor bei mit ohne dann danach dort hier im in am auf zu zum le la les un une il elle ils elles mais et
    ce cette el los las una pero y il lo gli ma e de het een hij zij maar en
    """
)


def glued(text: str) -> Iterator[int]:
    """Positions between two sentences that no white space parts ("results.The next"), addresses left alone."""
    for match in _GLUED.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()].split()[-1:]
        if match[1].lower() not in _ENDINGS and not (before and _ADDRESS.search(before[0] + ".")):
            yield match.end()


def belongs_together(text: str, start: int, cut: int) -> bool:
    """Whether the text goes on over the cut: the sentence begun at ``start`` does not end there."""
    tail, head = text[max(start, cut - _REACH) : cut], text[cut : cut + _REACH].lstrip()
    ends = tail.rstrip()
    if _TITLE.search(ends[-_LONGEST_SHORT:]) or (head[:1].isdigit() and _COUNTED.search(ends[-_LONGEST_SHORT:])):
        return True
    if cut - start <= _REACH and _NUMBERED.fullmatch(text, start, cut):
        return True
    first = _WORD.match(head.lstrip(MARKS))
    if _is_inside_a_word(text, cut) or head[:1] in (")", "]"):
        return True
    if _is_signed(tail, head):
        return True
    if first is None:
        return not any(character.isalnum() for character in head)
    if head[0].islower():
        return True
    opener = first[0].lower() in _OPENERS
    if not opener and (_INITIAL.search(ends[-3:]) or (ends[-2:-1].isdigit() and _ORDINAL.search(ends))):
        return True
    return ends[-1:] in MARKS and bool(_ASKED_OR_CRIED.search(ends)) and _goes_on_with_its_speaker(head)


def _is_signed(tail: str, head: str) -> bool:
    """Whether a closing mark, a dash and a name follow each other: the quotation is signed."""
    return head[:1] in tuple("―—–-~") and head[1:].lstrip()[:1].isupper() and tail.rstrip()[-1:] in tuple('”"’»“')


def _is_inside_a_word(text: str, cut: int) -> bool:
    """Whether no white space parts the two sides, in a script that parts words by it ("Node.Js", "U.S.A")."""
    return (
        cut > 0 and text[cut - 1].isascii() and text[cut].isascii() and text[cut].isalnum() and text[cut - 1] in ".!?"
    )


def _goes_on_with_its_speaker(head: str) -> bool:
    """Whether "Smith asked" or "Mr Smith told reporters" follows the closing mark."""
    words = [word.rstrip(".").lower() for word in _WORD.findall(head)[:4]]
    return any(is_speech_verb(word) for word in words[1:]) and words[0] not in _OPENERS - {"he", "she"}
