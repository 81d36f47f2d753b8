"""Sentences of an article: exact spans, numbered over the whole article.

The boundaries come from ``sentencex`` (Wikimedia's rules for abbreviations and initials in many languages). It leaves
a quotation of several sentences in one piece and takes quadratic time on some quote marks (200,000 of “: 13 s with
1.0.32), so it sees the text with the marks blanked out; each mark then goes to the sentence that it belongs to. It
takes quadratic time on brackets that never close, too ("(b — c " over 1 MB: 6 s): many of those are blanked as well.
And behind each boundary it looks for the next white space, which Chinese has none of (“桥。” over 1 MB: 9 minutes): in
runs that go on and on a letter in every hundred is blanked.
``sentence_repairs`` mends what is left.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from sentencex import segment

from service.summarise.article import WEIGHED_CHARS, Sentence
from service.summarise.reading import sentence_repairs
from service.summarise.reading.quote_marks import MARKS, opens

MOST_SENTENCES = 2_000  # sentences; a text of more is read in larger pieces, so that the cost stays bounded

_LONGEST_RUN = 200  # characters of white space and marks between two sentences
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_APOSTROPHES = "'’"
# A letter, white space of several bytes and a full stop make sentencex 1.0 panic, past any ``except Exception``.
_WIDE_SPACES = {ord(space): " " for space in map(chr, range(0x80, 0x3001)) if space.isspace()}
_TO_BLANK = re.compile(rf"[{''.join(mark for mark in MARKS if mark not in _APOSTROPHES)}`´《》〈〉{_BREAKS}]")
_CLOSING_APOSTROPHE = re.compile(r"’(?<=[.!?…。！？]’)")
_UNCLOSED = re.compile(r"\((?![^()]{0,400}\))")
_MOST_BRACKETS = 200  # opening brackets of a block; in one of more the unclosed ones are blanked too
_UNBROKEN = re.compile(r"\S++")
_LONGEST_UNBROKEN = 1_000  # characters without white space; longer runs are broken
_BREAK_EVERY = 100  # characters
_EMPTY_LINE = re.compile(r"\n[ \t\r\f\v]*(?=\n)")


def split(source: str, blocks: Sequence[tuple[int, int]], language: str | None) -> tuple[Sentence, ...]:
    """The sentences of the blocks, in order, numbered from 1; ``paragraph`` is the index of the block.

    ``blocks`` are spans of paragraphs or lines, in order and apart; ``language`` is a BCP 47 tag, English when None.
    Between two sentences only white space is left out; what no statement may rest on is one piece a block. Linear in
    the length of the blocks.
    """
    found: list[Sentence] = []
    weighed = blocks[0][0] + WEIGHED_CHARS if blocks else 0
    for paragraph, (start, end) in enumerate(blocks):
        near = min(end, max(start, weighed))
        spans = _spans(source[start:near], language or "en", max(1, MOST_SENTENCES - len(found)))
        for first, last in (*spans, *_trimmed(source[near:end], near - start)):
            text = source[start + first : start + last]
            found.append(Sentence(len(found) + 1, start + first, start + last, text, paragraph))
    return tuple(found)


def _trimmed(piece: str, start: int) -> Iterator[tuple[int, int]]:
    """The span of a piece that begins at ``start``, without white space at its ends; none when it is only that."""
    if body := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(body)


def _spans(text: str, language: str, most: int) -> Iterator[tuple[int, int]]:
    """The sentences of one block, without white space at their ends."""
    start = 0
    for cut in (*_cuts(text, language, most), len(text)):
        yield from _trimmed(text[start:cut], start)
        start = cut


def _cuts(text: str, language: str, most: int) -> Iterator[int]:
    """Where the block is cut, ascending, neither at its start nor at its end; about ``most`` times."""
    sure = {match.end() for match in islice(_EMPTY_LINE.finditer(text), most)}
    sure.update(islice(sentence_repairs.glued(text), most))
    last = 0
    for cut in sorted({*_boundaries(text, language, most), *sure}):
        if last < cut < len(text) and (cut in sure or not sentence_repairs.belongs_together(text, last, cut)):
            yield cut
            last = cut


def _boundaries(text: str, language: str, most: int) -> Iterator[int]:
    """The boundaries that ``sentencex`` sees, each moved behind the closing marks there and before the opening ones."""
    blanked = _CLOSING_APOSTROPHE.sub(" ", _TO_BLANK.sub(" ", text).replace("'", "’")).translate(_WIDE_SPACES)
    if blanked.count("(") > _MOST_BRACKETS:
        blanked = _UNCLOSED.sub(" ", blanked)
    ends = list(accumulate(map(len, segment(language, _broken(blanked)))))
    step = max(1, -(-len(ends) // most))
    start = 0
    for position in ends[step - 1 :: step]:
        yield _after_closing_marks(text, start, position)
        start = position


def _broken(text: str) -> str:
    """With white space in every run of characters that goes on and on, inside words where there are any."""
    if len(text) <= _LONGEST_UNBROKEN or max(map(len, text.split()), default=0) <= _LONGEST_UNBROKEN:
        return text
    long = [run.span() for run in _UNBROKEN.finditer(text) if run.end() - run.start() > _LONGEST_UNBROKEN]
    places = [_inside_word(text, at) for start, end in long for at in range(start + 1, end, _BREAK_EVERY)]
    starts = [0, *(place + 1 for place in places)]
    return " ".join(text[first:last] for first, last in zip(starts, [*places, len(text)], strict=True))


def _inside_word(text: str, place: int) -> int:
    """The first place in the next dozen characters between two letters, so that no sentence ends there; else this."""
    near = range(place, min(place + 12, len(text) - 1))
    return next((at for at in near if text[at - 1 : at + 2].isalnum()), place)


def _after_closing_marks(text: str, start: int, position: int) -> int:
    """The cut in the run of white space and marks that ends at ``position``."""
    if text[position - 2 : position] == ". ":
        return position
    first = position
    while first > max(start, position - _LONGEST_RUN) and (text[first - 1].isspace() or text[first - 1] in MARKS):
        first -= 1
    return next((place for place in range(first, position) if text[place] in MARKS and opens(text, place)), position)
