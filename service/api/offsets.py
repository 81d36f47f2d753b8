"""Offsets in the unit that a caller counts in."""

from bisect import bisect_left
from collections.abc import Callable

Unit = Callable[[int], int]


def codepoints(offset: int) -> int:
    """The domain's own unit."""
    return offset


def utf16(text: str) -> Unit:
    """A function from code points to UTF-16 units of ``text``, as JavaScript counts. O(n) once, O(log n) a call."""
    if text.isascii():
        return codepoints
    wide = [position for position, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)
