"""Paragraphs as frames: the words around quotations, sentence by sentence, each quotation one token."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from service.summarise.article import Sentence
from service.summarise.reading.letter_runs import letter_runs
from service.summarise.reading.names import SHORTENED
from service.summarise.reading.quote_marks import Enclosed, enclosed

_MOST_TOKENS = (
    250  # tokens around the quotations of a sentence; a longer one is no prose, and no speaker is looked for in it
)
_MOST_QUOTED = 12  # quotations of a sentence, likewise

# Unicode's tags and variation selectors (U+E0000 to U+E0FFF) show nothing: no words, and no punctuation.
_TOKEN = re.compile(r"\w+(?:[-’'.&@/]\w+)*(?:[’'](?=\s\w))?|[^\w\s\U000e0000-\U000e0fff]")


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quotation (``quoted`` is then its place in ``Paragraph.quoted``)."""

    text: str
    start: int
    end: int
    low: str
    is_word: bool
    quoted: int = -1

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.is_word and self.text[0].isupper()


Frame = list[Token]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The frames of one paragraph and what it has in quote marks.

    A frame is empty where its sentence has neither a quotation nor a verb that could report one.
    """

    start: int
    end: int
    quoted: tuple[Enclosed, ...]
    frames: tuple[Frame, ...]
    frame_starts: tuple[int, ...]


def is_prose(frame: Frame) -> bool:
    """Whether a frame is short enough to be read as a sentence; this bounds the cost of every look around in it."""
    return len(frame) <= _MOST_TOKENS and len([token for token in frame if token.quoted >= 0]) <= _MOST_QUOTED


def paragraphs(source: str, sentences: Sequence[Sentence], cues: frozenset[str]) -> Iterator[Paragraph]:
    """The paragraphs of an article, in order; ``cues`` are the lower-case words that make a sentence worth reading."""
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        inside = list(group)
        start, end = inside[0].start, inside[-1].end
        quoted = tuple(enclosed(source, start, end))
        frames = tuple(_frames(source, inside, quoted, cues))
        yield Paragraph(start, end, quoted, tuple(frame for _, frame in frames), tuple(first for first, _ in frames))


def _frames(
    source: str, sentences: Sequence[Sentence], quoted: Sequence[Enclosed], cues: frozenset[str]
) -> Iterator[tuple[int, Frame]]:
    """One frame for each sentence, with its start; sentences that end inside a quotation share one."""
    frame: Frame = []
    first, place, position = sentences[0].start, 0, sentences[0].start
    for sentence in sentences:
        position = max(position, sentence.start)
        if not frame:
            first = position
        if not frame and (place == len(quoted) or quoted[place].start >= sentence.end):
            yield position, (_whole(source, sentence, position, cues) if position < sentence.end else [])
            position = max(position, sentence.end)
            continue
        while place < len(quoted) and quoted[place].start < sentence.end:
            span = quoted[place]
            frame.extend(_tokens(source, position, span.start))
            frame.append(Token(source[span.start : span.end], span.start, span.end, "", is_word=False, quoted=place))
            position, place = span.end, place + 1
        if position <= sentence.end:
            frame.extend(_tokens(source, position, sentence.end))
            position = sentence.end
            yield first, frame
            frame = []
    if frame:
        yield first, frame


def _whole(source: str, sentence: Sentence, start: int, cues: frozenset[str]) -> Frame:
    """The tokens of a sentence without quotations, when it holds a cue or introduces what follows."""
    if sentence.text[-1] != ":" and cues.isdisjoint(letter_runs(sentence.text)):
        return []
    return _tokens(source, start, sentence.end)


def _tokens(source: str, start: int, end: int) -> Frame:
    """The words and punctuation of a span; the full stop of "Mr." and of an initial belongs to the word."""
    found: Frame = []
    if end - start > _MOST_TOKENS * 20:
        return found
    for match in _TOKEN.finditer(source, start, end):
        text, first = match[0], match.start()
        if (
            text == "."
            and found
            and found[-1].end == first
            and (len(found[-1].text) == 1 or found[-1].text in SHORTENED)
        ):
            before = found.pop()
            found.append(Token(before.text + ".", before.start, first + 1, before.low + ".", before.is_word))
        else:
            found.append(Token(text, first, first + len(text), text.lower(), text[0].isalnum()))
    return found
