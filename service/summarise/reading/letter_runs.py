"""The words of a text as runs of letters, in lower case; most text is ASCII but for its marks, and cheap to split."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_USUAL_MARKS = "’“”–‘—…\xa0"  # what is not ASCII in most English text, and no letter
_TO_BLANK = {code: " " for code in range(128) if not chr(code).isalpha()}


def letter_runs(text: str) -> list[str]:
    """Every run of letters, in lower case; digits and underscores part them too."""
    low = text.lower()
    if not low.isascii():
        for mark in _USUAL_MARKS:
            low = low.replace(mark, " ")
    return low.translate(_TO_BLANK).split() if low.isascii() else _WORD.findall(low)
