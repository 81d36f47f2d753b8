"""What a line of page text shows by itself: its length, its end, its letters, its cues.

Shallow features of this kind separate body from furniture better than anything deeper: Kohlschütter, Fankhauser and
Nejdl (2010), "Boilerplate Detection using Shallow Text Features".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.summarise.article import DropReason
from service.summarise.reading import cues
from service.summarise.reading.function_words import FUNCTION_WORDS, word_set
from service.summarise.reading.lines import Line

_LOOKED_AT = 400  # characters of a line: a longer one is prose or a list, and its start says which
_SHORT = 16  # words of a line that patterns of short lines are looked for in
_CREDIT_WORDS = 60  # words of a caption at most
_PROSE = 11  # words that a paragraph has at least
_LENGTHS = (
    (1, "1 word"),
    (3, "2-3 words"),
    (6, "4-6 words"),
    (10, "7-10 words"),
    (16, "11-16 words"),
    (30, "17-30 words"),
)
_SMALL_WORDS: frozenset[str] = frozenset().union(*FUNCTION_WORDS.values())
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+")  # three of them say what a word says
_OTHER_LETTERS = re.compile("[\u0370-\u03ff\u0530-\u1fff\u3040-\ud7ff]+")  # whose small words are not known
_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?:[\"'”’»“‘«)\]\u200b]|\s[»”“])*$")
_BULLET = re.compile(r"(?:[*+•·▪►‣●○■–—>-]+|o)\s+|[*+•·▪►‣●○■–—>-]+$")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_BAR = re.compile(r"\s[|»›>/·•]|[|»›]\s|[→←▸▼▾×]")
_DIGIT = re.compile(r"\d")
_DAY = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}\b|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_REMARK = re.compile(
    r"\b(?:said|says|sagt|schrieb|schreibt|dice|dijo|dit)\s?:$|\b(?:at|um|à|alle|a las) \d{1,2}[:.]\d\d\b"
)
MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember okt dez janvier
    février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo
    junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio
    settembre ottobre dicembre updated published posted
    """
)
_READER = frozenset(  # words that speak to the reader, or for the house
    [
        "you",
        "your",
        "yours",
        "we",
        "our",
        "us",
        "",
        "",
        "ihnen",
        "",
        "uns",
        "unser",
        "unsere",
        "wir",
        "dein",
        "deine",
        "du",
        "dich",
        "dir",
        "vous",
        "votre",
        "vos",
        "nous",
        "notre",
        "nos",
        "tu",
        "tus",
        "",
        "usted",
        "nuestro",
        "nuestra",
        "nuestros",
        "nosotros",
        "tuo",
        "tua",
        "tuoi",
        "vostro",
        "nostro",
        "nostra",
    ]
)
_ADDRESSES = word_set("http https www com org net html php")
_AGENCIES = word_set(
    """
    image images photo photos picture pictures pic credit credits foto fotos bild bilder bildquelle quelle
    crédit crédits reuters afp ap getty dpa imago ansa epa shutterstock efe alamy apa keystone alliance
    """
)
_CREDIT = re.compile(
    r"(?:[(\[|/©–—-]|\.{3}|\. ?)\s*(?:image|photo|picture|pic|credit|foto|bild|quelle|crédit|reuters|afp|ap|getty|"
    r"dpa|imago|ansa|epa|shutterstock|efe|alamy|apa|keystone|picture alliance)s?\b[^.!?]*\)?\]?\.?$"
    r"|^(?:image|photo|picture|foto|bild|bildquelle|crédits?|photo credit|image credit|file photo)s?"
    r"\s?(?:by|:|\||©|von)"
    r"|getty images\W*$|©\s?\w",
    re.IGNORECASE,
)
_TRADES = word_set(
    """
    editor reporter writer author journalist correspondent columnist contributor professor freelance founder
    fellow blogger autorin autor redakteur redakteurin journalistin bloggerin auteur journaliste rédacteur
    rédactrice periodista redactor redactora giornalista redattore redattrice jornalista
    """
)
_PRESENTS = word_set(
    """
    is are ist sind est es è é i'm bin suis soy sono
    """
)

_SUSPECT = frozenset({"address", "bio", "credit", "link", "date", "bars", "remark"})


@dataclass(frozen=True, slots=True)
class Signs:
    """A line's own features by name, and what its neighbours need to know of it.

    ``kind`` is one of prose, bullet, sentence, long, short; ``reason`` is what most of its cues speak for,
    ``cover`` the share of its words that are cues; ``content`` holds its words without the small ones.
    """

    words: int
    kind: str
    reason: DropReason | None
    cover: float
    names: tuple[str, ...]
    content: frozenset[str]

    @property
    def prose(self) -> bool:
        """Whether it looks like a paragraph."""
        return self.kind == "prose"

    @property
    def plain(self) -> bool:
        """Whether nothing in it smells of furniture."""
        return self.cover < 0.06 and _SUSPECT.isdisjoint(self.names)

    @property
    def furniture(self) -> bool:
        """Whether it is a phrase of page furniture and no more, "Story continues below"; one word may be a heading."""
        return self.cover >= 1 and 2 <= self.words <= 8

    @property
    def heads(self) -> bool:
        """Whether it looks like the heading of a piece of furniture, "Related stories"."""
        return self.cover >= 0.5 and self.words <= 6 and self.kind != "bullet"


def read(line: Line) -> Signs:
    """The features that a line shows by itself. The cost does not depend on the line's length."""
    text = line.text[:_LOOKED_AT]
    marker = _BULLET.match(text)
    bare = text[marker.end() :] if marker else text
    tokens, words = bare.split(), cues.words_of(bare)
    seen = frozenset(words)
    content = seen - _SMALL_WORDS
    small = 1 - len(content) / len(seen) if seen else 0.0
    count = len(tokens) * max(1, len(line.text) // _LOOKED_AT)
    if not text.isascii():
        count += _count(_DENSE, text) * max(1, len(line.text) // _LOOKED_AT) // 3
        small = 0.3 if 2 * _count(_OTHER_LETTERS, text) > len(text) else small
    ends = _SENTENCE_END.search(line.text[-8:]) is not None
    kind = _kind(count, small, ends=ends, bullet=marker is not None)
    asks_how = words[:1] == ["comment"] and line.text.endswith("?")  # in French
    reason, cover, cue_names = _read_cues(words[asks_how:], seen)
    names = [_length(count), *_read_end(line.text, count, ends=ends), *_read_letters(bare, tokens, small)]
    names += [f"bullet {names[0]}", "bullet"] if marker else []
    names += [*_read_marks(text, bare, words, seen), *cue_names]
    return Signs(count, kind, reason, cover, tuple(names), content)


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))


def _kind(count: int, small: float, *, ends: bool, bullet: bool) -> str:
    if bullet:
        return "bullet"
    if count >= _PROSE and (ends or count > 40) and small >= 0.15:
        return "prose"
    if ends and count > 3:
        return "sentence"
    return "short" if count <= 10 else "long"


def _length(count: int) -> str:
    for most, name in _LENGTHS:
        if count <= most:
            return name
    return "31-60 words" if count <= 60 else "61 words or more"


def _read_end(text: str, count: int, *, ends: bool) -> tuple[str, ...]:
    if text.endswith(("...", "…", "[…]", "[...]")):
        return ("cut off",)
    if ends:
        return ("sentence end", "short sentence" if count <= 10 else "long sentence")
    if text.endswith((":", "：")):
        return ("colon end",)
    return ("long without end",) if count > _SHORT else ()


def _read_letters(bare: str, tokens: Sequence[str], small: float) -> Iterator[str]:
    yield (
        "no small words"
        if small == 0
        else "few small words"
        if small < 0.2
        else "small words"
        if small < 0.4
        else "many small words"
    )
    first = [token[0] for token in tokens]
    if len(first) >= 3 and sum(map(str.isupper, first)) > 0.6 * len(first):
        yield "capitals"
    if first and first[0].islower():
        yield "lower start"
    if bare.isupper():
        yield "shouting"
    if 3 * sum(map(str.isdigit, first)) > len(first):
        yield "digits"


def _read_marks(text: str, bare: str, words: Sequence[str], seen: frozenset[str]) -> Iterator[str]:
    yield from _read_outside(text, bare)
    if "@" in text or not seen.isdisjoint(_ADDRESSES):
        yield "link"
    if ("©" in text or not seen.isdisjoint(_AGENCIES)) and len(words) <= _CREDIT_WORDS and _CREDIT.search(text):
        yield "credit"
    if _speaks_to_reader(words, seen):
        yield "address"
    if not seen.isdisjoint(_TRADES) and not seen.isdisjoint(_PRESENTS):
        yield "bio"
    if len(words) <= _SHORT:
        yield from _read_short(text, bare, seen)


def _speaks_to_reader(words: Sequence[str], seen: frozenset[str]) -> bool:
    if seen.isdisjoint(_READER) or len(words) <= 4:
        return False
    return 12 * len([word for word in words if word in _READER]) >= len(words)


def _read_outside(text: str, bare: str) -> Iterator[str]:
    if ", " in bare:
        yield "commas"
    if bare[:1] in ('"', "“", "„", "«", "'", "‘"):
        yield "quoted"
    if text[:1] in ("(", "[") and text[-1:] in (")", "]"):
        yield "parenthesis"
    if text.endswith("?"):
        yield "question"


def _read_short(text: str, bare: str, seen: frozenset[str]) -> Iterator[str]:
    if _BAR.search(text):
        yield "bars"
    if text.endswith(":") and _REMARK.search(text):
        yield "remark"
    if not _DIGIT.search(bare):
        return
    if _NUMBERED.match(bare):
        yield "numbered"
    if _DAY.search(bare) or (not seen.isdisjoint(MONTHS) and _YEAR.search(bare)):
        yield "date"
    if _REMARK.search(text):
        yield "remark"


def _read_cues(words: list[str], seen: frozenset[str]) -> tuple[DropReason | None, float, tuple[str, ...]]:
    if not cues.may_hold(seen):
        return None, 0.0, ()
    found = list(cues.find(words))
    if not found:
        return None, 0.0, ()
    covered: Counter[DropReason] = Counter()
    for reason, _, size in found:
        covered[reason] += size
    reason = max(covered, key=lambda name: covered[name])
    cover = covered.total() / len(words)
    return reason, cover, tuple(_name_cues(reason, cover, short=len(words) <= _SHORT, at_start=found[0][1] == 0))


def _name_cues(reason: DropReason, cover: float, *, short: bool, at_start: bool) -> Iterator[str]:
    size = "short" if short else "long"
    if at_start and short:
        yield "cue at start"
    if cover >= 0.06:
        yield f"cue {'all' if cover >= 0.6 else 'much' if cover >= 0.25 else 'some'} {size}"
        yield f"cue {reason} {size}"
