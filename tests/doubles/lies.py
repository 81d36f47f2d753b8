"""Ways to spoil a true sentence, one a class of lie. Each is pure and always the same, and is None where none fits.

A lie differs from the truth in as little as possible: that is what a check has to see.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

Lie = Callable[[str, Sequence[str]], str | None]

NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+")
QUOTED = re.compile(r'["“«„]([^"“”«»„]{8,400})["”»]')

_NOT = re.compile(r"\b(?:not|never) ")
_NEGATIVE = re.compile(r"(?i)\b(?:no|not|never|none|nobody|nothing|neither|nor|without)\b|n['’]t\b")
_TITLES = (
    "Mayor",
    "Councillor",
    "Councilwoman",
    "President",
    "Premier",
    "Professor",
    "Dr",
    "Sir",
    "Judge",
    "Inspector",
)
_AUXILIARY = re.compile(r"\b(?:will|would|is|are|was|were|has|have|had|can|could|must)\b(?! (?:not|never)\b)")
_OTHER_DIGIT = str.maketrans("0123456789", "5234567891")  # never the same digit, and never a new leading zero
_NUMBER_WORDS = {
    "two": "three", "three": "five", "four": "six", "five": "seven", "six": "nine", "seven": "four", "eight": "three",
    "nine": "six", "ten": "twelve", "eleven": "seven", "twelve": "twenty", "dozen": "hundred",
    "hundred": "thousand", "thousand": "hundred", "million": "billion",
}  # fmt: skip
_HEDGES = {
    "may": "will", "might": "will", "could": "will", "allegedly": "", "alleged": "", "reportedly": "", "probably": "", "perhaps": "", "possibly": "", "is expected to": "will",
    "are expected to": "will", "is due to": "will", "is likely to": "will",
}  # fmt: skip
_SENSITIVE = {
    "questioned": "arrested", "arrested": "charged", "accused": "convicted", "charged": "convicted",
    "suspended": "dismissed", "injured": "killed", "missing": "dead", "collapsed": "died", "detained": "jailed",
    "investigated": "charged", "searched": "raided", "criticised": "sued", "stepped down": "was dismissed",
}  # fmt: skip
_SAID = re.compile(r"\b(?:said|says|told|added|warned|argued|denied|claimed|wrote|asked)\b")


def negate(text: str, _names: Sequence[str] = ()) -> str | None:
    """Take a "not" away; where nothing is denied, put one in."""
    if _NOT.search(text):
        return _NOT.sub("", text, count=1)
    found = None if _NEGATIVE.search(text) else _AUXILIARY.search(text)
    return f"{text[: found.end()]} not{text[found.end() :]}" if found else None


def change_number(text: str, _names: Sequence[str] = ()) -> str | None:
    """Other digits in the first figure, else another number word."""
    if found := re.search(r"\d[\d.,]*", text):
        return text[: found.start()] + found[0].translate(_OTHER_DIGIT) + text[found.end() :]
    return _replace(text, _NUMBER_WORDS)


def swap_name(text: str, names: Sequence[str]) -> str | None:
    """Another person or place of the article in the place of the first one named."""
    found = NAME.search(text)
    other = next((name for name in names if found and name not in text and found[0] not in name), None)
    return text[: found.start()] + other + text[found.end() :] if found and other else None


def swap_speaker(text: str, names: Sequence[str]) -> str | None:
    """The words given to somebody else whom the article names; only where somebody says something."""
    said = _SAID.search(text)
    if not said:
        return None
    named = [
        found for found in NAME.finditer(text) if abs(found.start() - said.end()) < 3 or found.end() + 1 == said.start()
    ]
    other = next((name for name in names if named and name not in text), None)
    return text[: named[0].start()] + other + text[named[0].end() :] if named and other else None


def drop_hedge(text: str, _names: Sequence[str] = ()) -> str | None:
    """What may be told as what is."""
    return _replace(text, _HEDGES)


def worsen(text: str, _names: Sequence[str] = ()) -> str | None:
    """A worse thing done to, or by, a person: arrested for questioned. Not where something is denied."""
    return None if _NEGATIVE.search(text) else _replace(text, _SENSITIVE)


def alter_quote(text: str, _names: Sequence[str] = ()) -> str | None:
    """Another word for the longest one between quotation marks."""
    found = QUOTED.search(text)
    if not found:
        return None
    longest = max(re.findall(r"[^\W\d_]+", found[1]), key=len, default="")
    at = text.index(longest, found.start(1))
    other = "always" if longest.casefold() != "always" else "seldom"
    return text[:at] + other + text[at + len(longest) :] if longest else None


LIES: Mapping[str, Lie] = MappingProxyType(
    {
        "negation": negate,
        "number": change_number,
        "name": swap_name,
        "speaker": swap_speaker,
        "hedge": drop_hedge,
        "sensitive": worsen,
        "quote": alter_quote,
    }
)


def names_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Names of two words or more without their titles, each once, in their order."""
    found = (found[0].split() for text in texts for found in NAME.finditer(text))
    bare = (words[words[0] in _TITLES :] for words in found)
    return tuple(dict.fromkeys(" ".join(words) for words in bare if len(words) > 1))


def _replace(text: str, others: Mapping[str, str]) -> str | None:
    """The first of the words that stands in the text outside quotation marks, replaced."""
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(others, key=len, reverse=True))})\b")
    quotes = [found.span() for found in QUOTED.finditer(text)]
    for found in pattern.finditer(text):
        if not any(start <= found.start() < end for start, end in quotes):
            return " ".join((text[: found.start()] + others[found[0]] + text[found.end() :]).split())
    return None
