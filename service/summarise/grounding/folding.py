"""One spelling for what typesetters and keyboards spell in many ways: quote marks, hyphens, spaces, accents.

Every table maps code point by code point, so folding is linear and needs no Unicode normalisation, which is quadratic
on long runs of combining marks (CPython issue 149079).
"""

import re
import unicodedata
from collections.abc import Iterable

_DOUBLE_QUOTES = "“”„‟«»″＂〝〞〟「」『』"
_SINGLE_QUOTES = "‘’‚‛‹›ʼʹ′´`＇"
_HYPHENS = "‐‑‒–−﹣－⁃"
_LONG_DASHES = "—―⸺"
_SPACES = "\u00a0\u1680\u2007\u202f\u205f\u3000\u2028\u2029" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = (0x00AD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_COMBINING = range(0x0300, 0x0370)
_PRECOMPOSED = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))
_LETTERS = {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "…": "...", "\u2212": "-"}


def _base(code: int) -> str:
    decomposed = unicodedata.normalize("NFD", chr(code))
    return decomposed[0]


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: _base(code) for code in _PRECOMPOSED}
    table.update((ord(mark), '"') for mark in _DOUBLE_QUOTES)
    table.update((ord(mark), "'") for mark in _SINGLE_QUOTES)
    table.update((ord(mark), "-") for mark in _HYPHENS)
    table.update((ord(mark), " - ") for mark in _LONG_DASHES)
    table.update((ord(space), " ") for space in _SPACES)
    table.update((ord(letter), plain) for letter, plain in (*_LETTERS.items(), *_LIGATURES.items()))
    table.update((0xFEE0 + code, chr(code)) for code in range(0x21, 0x7F))  # full-width forms of ASCII
    table.update(_gone((*_INVISIBLE, *_COMBINING)))
    return table


def _gone(codes: Iterable[int]) -> Iterable[tuple[int, None]]:
    return ((code, None) for code in codes)


_TABLE = _table()
# Thousands set apart by a fixed space, as in French; an ordinary space may as well part two numbers.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")  # of ASCII only the grave accent folds; tables are slow
_DIGIT_GAP = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """The text with straight quote marks, plain hyphens, plain single spaces, no accents and no invisible characters.

    Letters keep their case. Offsets do not hold any more.
    """
    if not text.isascii():
        text = _NOT_ASCII.sub(_translated, _DIGIT_GAP.sub("", text))
    return " ".join(text.replace("`", "'").replace("''", '"').split())


def _translated(run: re.Match[str]) -> str:
    return run[0].translate(_TABLE)
