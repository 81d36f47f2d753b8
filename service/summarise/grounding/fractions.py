"""Parts of a whole and times of day as a text gives them: "a third", "two-thirds", "six in ten", "6:15 p.m."."""

from collections.abc import Sequence

from service.summarise.grounding.lexicon import words
from service.summarise.grounding.tokens import Token

_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PARTS |= {f"{part}s": count for part, count in _PARTS.items()} | {"halves": 2}
COUNTS = {word: n + 1 for n, word in enumerate(words("one two three four five six seven eight nine ten"))}
COUNTS |= {"a": 1, "an": 1, "twenty": 20, "hundred": 100}
"""Words that a share may begin with, beside "half": "a third", "six in ten"."""
_SIZED = frozenset(words("by up down nearly almost about over under than roughly some only just around approximately"))
_WHOLES = frozenset(words("of the its their his her our my that all those these what who which as"))
_NO_PARTS = frozenset(words("time century hour final finals brother sister baked dozen an year mile hearted"))
_NUMBERED = frozenset(words("first second third final other next last opening"))
_MOST_PARTS = 10
_TIMES = frozenset(
    words("second seconds minute minutes hour hours day days week weeks month months year years game games")
)


def _key(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def read_share(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A part of a whole that begins at this token, in per cent, and the index after it; None when there is none."""
    return _of_parts(tokens, at) or _half(tokens, at) or _one_in_five(tokens, at)


def _of_parts(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    count = COUNTS.get(_key(tokens, at))
    step = at + 2 if _key(tokens, at + 1) == "-" else at + 1
    parts = _PARTS.get(_key(tokens, step))
    if count is None or parts is None or count >= parts or _key(tokens, step + 1) == "-":
        return None
    after, before = _key(tokens, step + 1), _key(tokens, at - 1)
    plain = _key(tokens, at) == "a" and not (after == "of" or before in _SIZED or not after[:1].isalnum())
    if plain or after in _NO_PARTS or (count > 1 and not _key(tokens, step).endswith("s")):
        return None
    return 100.0 * count / parts, step + 1


def _half(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    if _key(tokens, at) != "half" or _key(tokens, at - 1) in _NUMBERED:
        return None
    after = _key(tokens, at + 1)
    return (50.0, at + 1) if after in _WHOLES or (not after[:1].isalnum() and after != "-") else None


def _one_in_five(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    step = at + 3 if (_key(tokens, at + 1), _key(tokens, at + 2)) == ("out", "of") else at + 2
    if step == at + 2 and _key(tokens, at + 1) != "in":
        return None
    part, whole = _small(tokens, at), _small(tokens, step)
    if part is None or whole is None or part >= whole or not _is_round(whole) or _key(tokens, step + 1) in _TIMES:
        return None
    return 100.0 * part / whole, step + 1


def _is_round(whole: int) -> bool:
    """Whether shares are told of it: in six, in twelve, in 40; "over 60 in 96 countries" is none."""
    return whole <= _MOST_PARTS or whole % _MOST_PARTS == 0


def _small(tokens: Sequence[Token], at: int) -> int | None:
    """A small whole number, in digits or one word."""
    key = _key(tokens, at)
    if key.isdecimal() and len(key) <= 3:
        return int(key)
    return COUNTS.get(key) if key not in ("a", "an") else None


def read_clock(tokens: Sequence[Token], at: int) -> tuple[float, bool, int] | None:
    """A time of day that begins at this token: hours, whether the half of the day is told, and the index after it."""
    key, end, minutes = _key(tokens, at), at + 1, 0.0
    if not key.isdecimal() or len(key) > 2 or int(key) > 24:
        return None
    if _is_glued(tokens, at) and (past := _minutes(_key(tokens, at + 2))) is not None:
        minutes, end = past / 60, at + 3
    told = _key(tokens, end) in ("am", "pm")
    if not told and end == at + 1:
        return None
    late = 12 if _key(tokens, end) == "pm" and int(key) < 12 else 0
    return int(key) % 24 + late + minutes, told, end + told


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether a colon or point stands right between this token and the next."""
    pair = tokens[at + 1 : at + 3]
    return len(pair) == 2 and pair[0].text in ":." and tokens[at].end == pair[0].start and pair[0].end == pair[1].start


def _minutes(key: str) -> int | None:
    return int(key) if len(key) == 2 and key.isdecimal() and int(key) < 60 else None
