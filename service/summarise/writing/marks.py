"""Quote marks of a statement: every one that is opened is closed, and the words between are the article's."""

import re

_PAIRS = {"“": "”", "„": "“", "«": "»", "‹": "›", "「": "」", "『": "』"}
_CLOSERS = frozenset(_PAIRS.values())
_MARK = re.compile(r"[“”„«»‹›「」『』\"]")
_QUOTED = re.compile(r"“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?|\"[^\"]*\"?|「[^」]*」?")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_END = re.compile(r"[.!?…]$")
_PICTURED = re.compile(
    r" ?\((?:pictured |both |top |bottom |far )?"
    r"(?:left|right|above|below|pictured|centre|center|middle|l|r|links|rechts|im Bild)"
    r"(?: and [a-z]{1,6}| [a-z]{1,10})?\)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"^\([^\W\d_][\w./ ]{1,28}\)[ –—-]*")
_DATELINE = re.compile(
    r"^[^\W\d_a-zß-öø-ÿ]{2}[^\W\d_a-zß-öø-ÿ.,'’/ -]{0,30}(?:, [^()\n–—]{2,24})?"
    r" ?\([^\W\d_][\w./ ]{1,28}\) ?[–—-]{1,2} (?=\S)"
)
_STRAY = frozenset(f"{stop}{mark}" for stop in ".!?…" for mark in "'’‘")
_EMPTY = re.compile(r"“\s*\"|\"\s*“|“\s*“")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\x00-\x08\x0e-\x1f\x7f-\x9f]"
)


def clean(text: str) -> str:
    """The text without invisible characters, list marks, datelines, credits and "(left)"; its white space collapsed."""
    visible = _PICTURED.sub("", _CREDIT.sub("", _DATELINE.sub("", " ".join(_INVISIBLE.sub("", text).split()))))
    if visible[-2:] in (" '", " ‘") and visible.count(" ' ") % 2 == 0:
        visible = visible[:-2]  # it opens the next sentence's quotation
    return visible.lstrip("•·▪●◦*►–—- ")


def balance(text: str) -> str | None:
    """The text with a quotation that runs on into the next sentence closed; None when its marks cannot be mended."""
    if _EMPTY.search(text):
        return None
    state = _open_mark(text)
    if state is None:
        return None
    if not state:
        return text
    closer = _PAIRS.get(state, state)
    return text + closer if _END.search(text) else None


def _open_mark(text: str) -> str | None:
    """The mark that is open at the end, "" when none is, None when one is closed that was never opened."""
    opened = ""
    for char in _MARK.findall(text):
        if opened and char == _PAIRS.get(opened, opened):
            opened = ""
        elif opened or (char in _CLOSERS and char not in _PAIRS):
            return None
        else:
            opened = char
    return opened


def unquoted(text: str) -> str:
    """The text without what stands in quote marks."""
    return _QUOTED.sub("", text)


def bare(text: str) -> str:
    """The text without quote marks at its ends."""
    return text.strip('“”„"«»‹›「」 ')


def has_letters(text: str) -> bool:
    """Whether it says anything: three letters in a row, in any script."""
    return _LETTERS.search(text) is not None


def has_marks(text: str) -> bool:
    """Whether a double quote mark of any style stands in it."""
    return _MARK.search(text) is not None
