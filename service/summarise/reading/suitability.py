"""What makes an article unfit for a plain news summary, so that a caller may treat it apart.

Each flag asks for more than one sign of its kind: a false alarm on ordinary news costs more than a flag that is missed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from service.summarise.article import Dropped, DropReason, Sentence
from service.summarise.reading import suitability_words as words
from service.summarise.reading.function_words import FUNCTION_WORDS

TOO_SHORT_WORDS = 40  # words of the body; a news brief has more
STUB_WORDS = 220  # words of a body that may be what a paywall lets through
LINES = 2_000  # lines of the source that are looked at
LINE_CHARS = 400  # characters of a line or sentence that are looked at
_LABEL_REACH = 3  # lines above the title or the body in which a label stands for the article
_FIRST_PERSON, _STANCE = 0.2, 0.12  # share of an opinion's sentences, outside quotations
_FEWEST_OPINIONS = 3  # sentences of either kind
_TIMES, _TIMES_ALONE = 3, 5  # lines that start with a time of day: under a title that says live, and without it
_ITEMS, _ITEM_SHARE = 5, 0.4  # lines that are items of a list, at least, and of all lines of the body
_AMOUNTS = 3  # of ingredients
_FEWEST_FUNCTION_WORDS = 0.12  # share of the words of prose, in a language with such words
_FEWEST_LETTERS = 0.6  # of the characters of prose that are not blanks
_CHARS_A_WORD = 2  # where no spaces stand between words


@dataclass(frozen=True, slots=True)
class Read:
    """What the flags are judged by: the source, and what was made of it."""

    source: str
    sentences: Sequence[Sentence]
    dropped: Sequence[Dropped]
    title: str | None
    language: str | None


_SAMPLE = 60  # sentences that tell what an article is made of; STUB_WORDS stand in far fewer
_OWN = 600  # sentences that an opinion is looked for in
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = ".,;:!?\"'’”“»«()"


def flags(read: Read) -> tuple[str, ...]:
    """Which of the flags hold, in a fixed order: opinion, live_blog, list_or_recipe, paywall_stub, too_short,
    several_articles, not_prose. Linear in the length of the source.
    """
    page = _Page(read)
    judges = {
        "opinion": page.is_opinion,
        "live_blog": page.is_live,
        "list_or_recipe": page.is_list,
        "paywall_stub": page.is_stub,
        "too_short": page.is_short,
        "several_articles": page.is_several,
        "not_prose": page.is_not_prose,
    }
    return tuple(name for name, holds in judges.items() if holds())


class _Page:
    """An article under judgement."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._first, self._last = read.sentences[0].start, read.sentences[-1].end
        self._title = read.title or ""
        self._language = (read.language or "").partition("-")[0].lower()

    def is_opinion(self) -> bool:
        """A label of the desk, or the first person and a verdict in sentence after sentence."""
        if words.OPINION_TITLE.match(self._title) or any(map(words.OPINION_LINE.fullmatch, self._labels())):
            return True
        if self._language not in words.FIRST_PERSON:
            return False
        own = list(_outside_quotes(self._read.sentences[:_OWN]))
        person, verdict = words.FIRST_PERSON[self._language], words.STANCE[self._language]
        return _are_many(person, own, _FIRST_PERSON) and _are_many(verdict, own, _STANCE)

    def is_live(self) -> bool:
        """Entry after entry under a time of day, each with a text of its own."""
        times = {line[:8] for line, below in pairwise(self._lines_so_far) if _opens_entry(line, below)}
        said = any(map(words.LIVE_TITLE.search, [self._title, *self._lines[:12]]))
        return len(times) >= (_TIMES if said else _TIMES_ALONE)

    def is_list(self) -> bool:
        """Ingredients with their amounts, or a body of numbered or dotted items."""
        amounts = sum(words.AMOUNT.match(line) is not None for line in self._lines)
        if amounts >= _AMOUNTS and any(map(words.INGREDIENTS.match, self._lines)):
            return True
        body = self._body_lines
        items = sum(words.ITEM.match(line) is not None for line in body)
        return items >= _ITEMS and items >= _ITEM_SHARE * len(body)

    def is_stub(self) -> bool:
        """Few words, and under them the words of a paywall."""
        below = [piece for piece in self._read.dropped if piece.start >= self._last]
        shut = (
            words.PAYWALL.search(self._read.source, piece.start, piece.end)
            for piece in below
            if piece.reason in (DropReason.PAYWALL, DropReason.RELATED, DropReason.NEWSLETTER)
        )
        return self._words <= STUB_WORDS and any(shut)

    def is_short(self) -> bool:
        """Fewer words than a news brief has."""
        return self._words < TOO_SHORT_WORDS

    def is_several(self) -> bool:
        """Three places of origin, or two and a rule between them."""
        origins = {match.group() for line in self._body_lines if (match := words.DATELINE.match(line))}
        rules = sum(words.RULE.fullmatch(line) is not None for line in self._body_lines)
        return len(origins) >= (2 if rules else 3)

    def is_not_prose(self) -> bool:
        """Hardly a letter, or hardly one of the small words that hold sentences together."""
        texts = [sentence.text[:LINE_CHARS] for sentence in self._read.sentences[:_SAMPLE]]
        tokens = " ".join(texts).lower().split()
        if _are_few_letters(tokens):
            return True
        small = FUNCTION_WORDS.get(self._language)
        if small is None or len(tokens) < TOO_SHORT_WORDS:
            return False
        fewest = _FEWEST_FUNCTION_WORDS * len(tokens)
        return (
            sum(map(small.__contains__, tokens)) < fewest
            and sum(token.strip(_MARKS) in small for token in tokens) < fewest
        )

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the page that have something on them, none longer than is looked at."""
        return [line[:LINE_CHARS].strip() for line in _split(self._read.source) if not line.isspace()]

    @cached_property
    def _lines_so_far(self) -> list[str]:
        """Those down to the last sentence: the times of comments stand below it."""
        page = self._read.source[: self._last]
        return [line[:LINE_CHARS].strip() for line in _split(page) if not line.isspace()]

    @cached_property
    def _body_lines(self) -> list[str]:
        """Those between the first sentence and the last."""
        body = self._read.source[self._first : self._last]
        return [line[:LINE_CHARS].strip() for line in _split(body) if not line.isspace()]

    @cached_property
    def _words(self) -> int:
        """Words of the body's first sentences, until they are more than a stub has."""
        count = 0
        for sentence in self._read.sentences[:_SAMPLE]:
            count += _count_words(sentence.text[: LINE_CHARS * _SAMPLE])
            if count > STUB_WORDS:
                break
        return count

    def _labels(self) -> Iterator[str]:
        """The lines right above the title and the body; a menu's many sections stand for nothing."""
        above = [line[:LINE_CHARS].strip() for line in _split(self._read.source[: self._first]) if not line.isspace()]
        place = next((at for at, line in enumerate(above) if self._title and line == self._title), len(above))
        near = above[max(0, place - _LABEL_REACH) : place]
        dotted = [line for line in near if line[:1] in "*•-"]
        if not all(map(words.OPINION_LINE.fullmatch, dotted)):
            near = [line for line in near if line not in dotted]
        short = [line for line in near if len(line.split()) <= 2]
        return iter(near if len(short) < _LABEL_REACH else near[-1:])


def _split(text: str) -> Iterator[str]:
    """Lines, ``LINES`` at most."""
    return (line for line in text.split("\n", LINES)[:LINES] if line)


def _are_many(pattern: re.Pattern[str], texts: Sequence[str], share: float) -> bool:
    """Whether a pattern is in some of the texts at least, and in a share of them."""
    return len(list(filter(pattern.search, texts))) >= max(_FEWEST_OPINIONS, share * len(texts))


def _are_few_letters(tokens: Sequence[str]) -> bool:
    fewest = _FEWEST_LETTERS * sum(map(len, tokens))
    if sum(map(len, filter(str.isalpha, tokens))) >= fewest:
        return False
    return sum(map(len, _LETTERS.findall(" ".join(tokens)))) < fewest


def _count_words(text: str) -> int:
    """Words between white space; a run of letters without spaces counts by its length."""
    tokens = text.split()
    if text.isascii() and len(text) < LINE_CHARS:
        return len(tokens)
    return sum(
        1 if len(token) < LINE_CHARS and token.isascii() else -(-_dense(token) // _CHARS_A_WORD) or 1
        for token in tokens
    )


def _dense(token: str) -> int:
    return sum(character > "\u0dff" for character in token)


def _opens_entry(line: str, below: str) -> bool:
    """Whether the line is a time with a text behind or below it; in a list of headlines the next line is a time too."""
    match = words.CLOCK.match(line)
    if match is None or words.CLOCK.match(below):
        return False
    return len(line) - match.end() > 40 or len(line) == match.end()


def _outside_quotes(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Each sentence that is the author's own, in lower case; one in quote marks is not."""
    inside = False
    for _, together in groupby(sentences, key=lambda sentence: sentence.paragraph):
        inside = False
        for sentence in together:
            text = sentence.text
            quoted = inside or any(mark in text for mark in '“”„«»"')
            inside = _leaves_open(text, inside=inside)
            if not quoted:
                yield text[:LINE_CHARS].lower()


def _leaves_open(text: str, *, inside: bool) -> bool:
    if text.count("“") + text.count("«") != text.count("”") + text.count("»"):
        return text.count("“") + text.count("«") > text.count("”") + text.count("»")
    return inside
