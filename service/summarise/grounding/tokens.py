"""Text cut into words, numbers and marks, and words brought to the forms that checks compare.

Two depths: a lemma undoes inflection ("charged" -> "charge"), a root undoes derivation too ("election", "elected" ->
"elect"). Both are light rules, wrong for some words in the same way on both sides of a comparison.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from service.summarise.grounding.folding import fold
from service.summarise.grounding.lexicon import IRREGULAR, stop_words, two_letters, words

WORDS_MAX = 4_000
"""Words that a function on words remembers: an article has five hundred different ones, a language some thousands that
come again. Together with the bound of a token's length this bounds what a worker holds for ever."""

# Every run is bounded: one of dots and hyphens would be tried again at each letter of "a.a.a.a.…", and a word of a
# megabyte would be remembered. The longest word of a newspaper has eighty letters.
_TOKEN = re.compile(
    r"\d{1,40}(?:[.,]\d{1,40}){0,9}|[A-Z]\w{0,79}(?:-[A-Z]\w{0,79}){0,3}-\d{1,40}\b|(?:[^\W\d_]\.){2,8}(?!\w)"
    r"|[^\W\d_]\w{0,79}(?:'[^\W\d_]{1,79}){0,3}|[^\w\s]|_"
)
_ELISION = re.compile(r"(?:l|d|j|qu|c|m|t|s|un|dell|nell|all|dall|sull)'(?=\w{2})")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


class Token(NamedTuple):
    """A piece of folded text: as it stands, as it is compared (lower case, no possessive, no dots), and where.

    A word begins with a letter, a number with a digit.
    """

    text: str
    key: str
    is_word: bool
    is_number: bool
    is_capital: bool
    start: int
    end: int


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text, which is folded first."""
    return tokenise_folded(fold(text))


def tokenise_folded(folded: str) -> tuple[Token, ...]:
    """The tokens of a text that is folded already."""
    return tuple([Token(*_nature(match[0]), *match.span()) for match in _TOKEN.finditer(folded)])


@lru_cache(maxsize=WORDS_MAX)
def _nature(piece: str) -> tuple[str, str, bool, bool, bool]:
    """All of a token but its place."""
    first = piece[0]
    return piece, key_of(piece), first.isalpha(), first.isdecimal(), first.isupper()


def token_texts(folded: str) -> list[str]:
    """The tokens of a folded text as they stand there, in order, without their places: a fifth of the work."""
    return _TOKEN.findall(folded)


def pieces(folded: str) -> frozenset[str]:
    """The different tokens of a folded text as they stand there: a tenth of the work where places do not matter."""
    return frozenset(_TOKEN.findall(folded))


@lru_cache(maxsize=WORDS_MAX)
def key_of(piece: str) -> str:
    """What a token is compared by: lower case, without possessive, elided article and dots of an abbreviation."""
    lowered = piece.lower()
    if "'" in lowered:
        lowered = _ELISION.sub("", lowered, count=1).removesuffix("'s")
    if lowered.endswith(".") and len(lowered) > 1:
        lowered = lowered.replace(".", "")
    return lowered


def is_english(language: str | None) -> bool:
    """Whether rules made for English apply; an unknown language counts as English."""
    return two_letters(language) == "en"


_INFLECTIONS = (("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("s", ""))
_DERIVATIONS = words(
    """
        isations izations isation ization ational ations ation itions ition ments ment nesses ness iveness
        ively ively ive ances ance ences ence ally ially ial ical ous able ible ably ibly tion sion ion ities
        ity isms ism ists ist ians ian ers er ors or ful less ly al an ant ent ise ize ish y
        """
)


_WHOLE = frozenset(
    words("succeed exceed proceed need feed speed seed bleed breed heed deed weed greed indeed reed news")
)


@lru_cache(maxsize=WORDS_MAX)
def lemma(word: str) -> str:
    """A lower-case English word without its inflection: "charged", "charges", "charging" -> "charg"."""
    word = IRREGULAR.get(word, word)
    if len(word) > 3 and not word.endswith(("ss", "us", "is")) and word not in _WHOLE:
        for suffix, instead in _INFLECTIONS:
            if word.endswith(suffix) and len(word) - len(suffix) >= 2 + (suffix == "ed"):
                word = word[: -len(suffix)] + instead
                break
    return _trimmed(word)


def _trimmed(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word


@lru_cache(maxsize=WORDS_MAX)
def root(word: str) -> str:
    """A lower-case English word without inflection and derivation: "elections", "elected" -> "elect"."""
    bare = lemma(word)
    for suffix in _DERIVATIONS:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 4:
            bare = bare[: -len(suffix)]
            break
    return _trimmed(bare).removesuffix("i") if len(bare) > 4 else bare


@lru_cache(maxsize=WORDS_MAX)
def roots_of(key: str, language: str | None) -> tuple[str, ...]:
    """What a content word is compared by; empty for stop words, numbers and marks.

    English words give their root, words of other languages their first six letters, runs in scripts without
    spaces their pairs of characters.
    """
    if not key[:1].isalpha() or key in stop_words(language) or (len(key) < 2 and key.isascii()):
        return ()
    if _UNSPACED.match(key):
        return tuple(key[at : at + 2] for at in range(max(1, len(key) - 1)))
    key = key.rstrip("-0123456789") or key
    if key.isascii() and is_english(language):
        return (root(key),)
    return (key[:6],)


def contents(tokens: Iterable[Token], language: str | None) -> list[str]:
    """The roots of all content words, in order."""
    return [root for token in tokens for root in roots_of(token.key, language)]


def phrase(tokens: Sequence[Token]) -> str:
    """The compared forms joined by spaces, with a space at each end, so that whole words can be looked up."""
    return f" {' '.join(token.key for token in tokens)} "
