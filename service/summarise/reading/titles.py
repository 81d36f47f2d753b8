"""Which line of a page is the article's title."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from service.summarise.reading import cues
from service.summarise.reading.core import Core
from service.summarise.reading.lines import Line
from service.summarise.reading.signs import Signs
from service.summarise.reading.suitability_words import AMOUNT

_ABOVE, _INTO = 40, 15  # lines above the core and into it that are looked at
_MOST_PROSE = 3  # paragraphs that may stand above a title, captions of pictures mostly
_FEWEST_WORDS, _MOST_WORDS, _MOST_CHARS = 2, 32, 300
_BETWEEN = re.compile(r"\s[|–—»·-]\s")  # title and site in a hint: "Harbour closed | The Post"
_BYLINE = 0.5
_UNDER_PROSE = 1.5
_AMOUNT_WORDS = 3  # "3 eggs", "Serves: 8"
_FIGURE = re.compile(r"^\d|:\s?\d")
_FLOOR = 1.0  # score that a title needs at least


def find(lines: Sequence[Line], signs: Sequence[Signs], core: Core, hint: str | None) -> int | None:
    """The place of the title among the lines: where the hint stands, or else the likeliest line near the core's top."""
    if hint and hint.strip():
        return _find_hint(lines, signs, core, hint)
    times = Counter(line.text.lower() for line in lines[: core.end])
    best, found = _FLOOR, None
    for place in _places(signs, core):
        if _may_be(lines[place], signs[place], is_likely=place in core.likely):
            score = _score(signs, place, core) + _signed(lines, place) + 0.4 * (times[lines[place].text.lower()] > 1)
            if score > best:
                best, found = score, place
    return found


def _places(signs: Sequence[Signs], core: Core) -> Iterator[int]:
    prose = 0
    for place in range(max(0, core.first - _ABOVE), min(core.first + _INTO, core.end)):
        yield place
        prose += signs[place].prose and place >= core.first
        if prose >= _MOST_PROSE:
            return


def _find_hint(lines: Sequence[Line], signs: Sequence[Signs], core: Core, hint: str) -> int | None:
    wanted = [words for part in (hint, *_BETWEEN.split(hint)) if len(words := cues.words_of(part)) > 1]
    found = [
        place
        for place, line in enumerate(lines[: core.first + _INTO])
        if len(line.text) <= _MOST_CHARS and _agree(cues.words_of(line.text), wanted)
    ]
    return max(found, key=lambda place: (signs[place].kind != "bullet", place)) if found else None


def _agree(words: list[str], wanted: Sequence[list[str]]) -> bool:
    """Whether a line is one of the wanted titles, or one of them is most of the other's start or end."""
    if words in wanted:
        return True
    shorter, longer = sorted((words, wanted[0]), key=len) if wanted else ([], [])
    long_enough = len(shorter) >= 3 and 2 * len(shorter) >= len(longer)
    return long_enough and shorter in (longer[: len(shorter)], longer[-len(shorter) :])


def _may_be(line: Line, sign: Signs, *, is_likely: bool) -> bool:
    if not _FEWEST_WORDS <= sign.words <= _MOST_WORDS or len(line.text) > _MOST_CHARS:
        return False
    if AMOUNT.match(line.text) or (sign.words <= _AMOUNT_WORDS and _FIGURE.search(line.text)):
        return False
    if sign.kind == "bullet" or sign.prose or sign.cover >= 0.5 or "credit" in sign.names:
        return False
    if is_likely and "sentence end" in sign.names and not line.text.endswith(("?", "!")):
        return False
    return not ("date" in sign.names and sign.words < 9) and cues.byline_end(line.text) is None


def _signed(lines: Sequence[Line], place: int) -> float:
    """A byline right below speaks for a title."""
    return _BYLINE if any(cues.byline_end(line.text) is not None for line in lines[place + 1 : place + 2]) else 0.0


def _score(signs: Sequence[Signs], place: int, core: Core) -> float:
    sign = signs[place]
    shared = sum(core.spread[word] > (place in core.likely) for word in sign.content)
    score = 3.0 * shared / (len(sign.content) + 1) + 0.3 * min(shared, 3)
    score += 0.6 if 5 <= sign.words <= 18 else 0.0
    score -= 1.2 if "sentence end" in sign.names else 0.0
    score -= 1.0 if "colon end" in sign.names or "bars" in sign.names else 0.0
    score -= 0.06 * abs(core.first - place)
    score -= _UNDER_PROSE * any(above.prose for above in signs[core.first : place])
    return score + 0.5 * any("date" in below.names for below in signs[place + 1 : place + 5])
