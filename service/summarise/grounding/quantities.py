"""Numbers in running text: digits and words, scales, percentages, money, ordinals, and what is counted."""

from collections.abc import Sequence
from typing import NamedTuple

from service.summarise.grounding.lexicon import stop_words, two_letters, words
from service.summarise.grounding.tokens import Token, lemma

UNITS = words(
    """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen
        """
)
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_FOREIGN = {
    "de": "null ein|eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
    "fr": "zero - deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "zero - due tre quattro cinque sei sette otto nove dieci undici dodici",
    "nl": "nul - twee drie vier vijf zes zeven acht negen tien elf twaalf",
}
_ORDINALS = words(
    """
        - first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        """
)
_SCALES = {
    "hundred": 1e2, "hundert": 1e2, "dozen": 12.0, "thousand": 1e3, "k": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3,
    "duizend": 1e3, "million": 1e6, "millions": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "millionen": 1e6,
    "millon": 1e6, "millones": 1e6, "milioni": 1e6, "miljoen": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "mrd": 1e9,
    "milliarde": 1e9, "milliarden": 1e9, "milliard": 1e9, "milliards": 1e9, "miliardi": 1e9, "miljard": 1e9,
    "trillion": 1e12, "tn": 1e12, "trn": 1e12, "billionen": 1e12,
}  # fmt: skip
_COMMA_DECIMAL = ("de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "no", "fi", "cs", "ru", "tr")
_SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee"}
_MEASURES = {
    "money": "dollar pound euro yen rupee cent penny pence franc yuan rouble ruble krona",
    "share": "percent percentage point",
    "time": "second minute hour day week month year decade century",
    "length": "mile kilometre kilometer km metre meter foot feet inch yard centimetre centimeter cm mm",
    "weight": "kilogram kilo kg gram tonne ton ounce lb stone",
}
_MEASURE_OF = {lemma(word): kind for kind, words in _MEASURES.items() for word in words.split()}
_SHORT_UNITS = {"usd": "dollar", "eur": "euro", "gbp": "pound", "prozent": "percent", "pct": "percent", "pc": "percent"}
_ABOUT = frozenset(
    words(
        """
        about around nearly almost roughly approximately some circa close rund etwa fast environ casi circa
        """
    )
)
_OVER = frozenset(words("over more exceeding above least mehr plus mas"))
_UNDER = frozenset(words("under less fewer below most weniger moins menos nearly almost"))


class Quantity(NamedTuple):
    """A number as a text gives it.

    ``also`` is a second reading ("5m" is five million or five metres). ``unit`` is the lemma of a measure or None,
    ``head`` the lemma of the next content word or None. ``at`` is the index of its first token.
    """

    value: float
    also: float | None
    text: str
    unit: str | None
    head: str | None
    near: str
    ordinal: bool
    at: int
    end: int

    def equals(self, other: "Quantity") -> bool:
        """Whether both have a reading in common."""
        mine = (self.value, self.also) if self.also is not None else (self.value,)
        others = (other.value, other.also) if other.also is not None else (other.value,)
        return any(abs(a - b) <= 1e-9 * max(1.0, abs(a)) for a in mine for b in others)


def measure_of(unit: str | None) -> str | None:
    """The kind of measure that a unit belongs to: money, share, time, length or weight."""
    return _MEASURE_OF.get(unit) if unit else None


def _lexicon(language: str | None) -> dict[str, float]:
    words = {word: float(n) for n, word in enumerate(UNITS)} | {w: 20.0 + 10 * n for n, w in enumerate(TENS)}
    foreign = _FOREIGN.get(two_letters(language))
    if foreign is None:
        return words
    return {w: float(n) for n, alternatives in enumerate(foreign.split()) for w in alternatives.split("|") if w != "-"}


_WORDS = {language: _lexicon(language) for language in ("en", *_FOREIGN)}


def read_digits(text: str, language: str | None) -> float:
    """The value of a number in digits, its points and commas read as the language writes them."""
    decimal_comma = two_letters(language) in _COMMA_DECIMAL
    thousands, decimal = (".", ",") if decimal_comma else (",", ".")
    pieces = text.split(thousands)
    if len(pieces) > 1 and not all(len(piece.split(decimal)[0]) == 3 for piece in pieces[1:]):
        return _float(text.replace(",", "."))
    return _float("".join(pieces).replace(decimal, "."))


def _float(text: str) -> float:
    head, _, tail = text.partition(".")
    return float(f"{head[:300]}.{tail.replace('.', '')[:30]}0")


def quantities(tokens: Sequence[Token], language: str | None) -> tuple[Quantity, ...]:
    """All quantities of a text, in order."""
    reader = _Reader(tokens, language)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        quantity = reader.read(at)
        if quantity is None:
            at += 1
        else:
            found.append(quantity)
            at = quantity.end
    return tuple(found)


class _Reader:
    def __init__(self, tokens: Sequence[Token], language: str | None) -> None:
        self.tokens = tokens
        self.language = language
        self.words = _WORDS.get(two_letters(language), _WORDS["en"])
        self.stops = stop_words(language)

    def key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def read(self, at: int) -> Quantity | None:
        """The quantity that begins at this token, or None."""
        token = self.tokens[at]
        if token.is_number:
            value, end = read_digits(token.text, self.language), at + 1
            if self.glued(at + 1) and self.key(at + 1) in ("st", "nd", "rd", "th"):
                return self._quantity(value, None, at, at + 2, ordinal=True)
        elif (worded := self._worded(at)) is not None:
            value, end, ordinal = worded
            if ordinal:
                return self._quantity(value, None, at, end, ordinal=True)
        else:
            return None
        return self._scaled(value, at, end)

    def _scaled(self, value: float, at: int, end: int) -> Quantity:
        also = None
        scale_at = end + 1 if self.key(end) == "-" else end
        scale = self._scale(scale_at)
        if scale is not None:
            also = value if self.key(scale_at) in ("m", "b", "mil") else None
            value, end = value * scale, scale_at + 1
        return self._quantity(value, also, at, end, ordinal=False)

    def _scale(self, at: int) -> float | None:
        key = self.key(at)
        return _SCALES.get(key) if len(key) > 1 or self.glued(at) else None

    def _worded(self, at: int) -> tuple[float, int, bool] | None:
        key = self.key(at)
        if key in _ORDINALS and key != "-":
            return float(_ORDINALS.index(key)), at + 1, True
        if key == "half":
            return self._half(at)
        if key in ("a", "an") and self.key(at + 1) in (
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
            "dozen",
        ):
            return 1.0, at + 1, False
        if key not in self.words and key != "dozen":
            return None
        return self._composed(at)

    def _half(self, at: int) -> tuple[float, int, bool]:
        if self.key(at + 1) in ("a", "an"):
            return 0.5, at + 2 if self.key(at + 2) in _SCALES else at + 1, False
        return 0.5, at + 1, False

    def _composed(self, at: int) -> tuple[float, int, bool]:
        if self.key(at) == "dozen":
            return 12.0, at + 1, False
        total, value = 0.0, self.words[self.key(at)]
        end = at + 1
        while True:
            step = end + 1 if self.key(end) == "-" or self.key(end) == "and" else end
            key = self.key(step)
            if key in self.words and self._fits(value, self.words[key], joined=step > end and self.key(end) == "and"):
                value += self.words[key]
            elif key == "hundred" and step == end and value < 100:
                value *= 100
            elif key == "thousand" and step == end and value < 1000 and self._goes_on(step + 1):
                total, value = total + value * 1000, 0.0
            else:
                break
            end = step + 1
        return total + value, end, False

    def _goes_on(self, at: int) -> bool:
        step = at + 1 if self.key(at) == "and" else at
        return self.key(step) in self.words

    @staticmethod
    def _fits(value: float, more: float, *, joined: bool) -> bool:
        if value == 0:
            return True
        if joined:
            return value >= 100 and value % 100 == 0 and more < 100
        return (value % 100 >= 20 and value % 10 == 0 and 0 < more < 10) or (
            value >= 100 and value % 100 == 0 and more < 100
        )

    def _quantity(self, value: float, also: float | None, at: int, end: int, *, ordinal: bool) -> Quantity:
        unit, after = self._unit(at, end)
        text = " ".join(token.text for token in self.tokens[at:end])
        return Quantity(value, also, text, unit, self._head(after), self._near(at), ordinal, at, end)

    def _unit(self, at: int, end: int) -> tuple[str | None, int]:
        if self.key(at - 1) in _SIGNS:
            return _SIGNS[self.key(at - 1)], end
        after = end + 1 if self.key(end) == "-" else end
        key = self.key(after)
        if key in _SIGNS:
            return _SIGNS[key], after + 1
        if key == "%":
            return "percent", after + 1
        if key == "per" and self.key(after + 1) == "cent":
            return "percent", after + 2
        unit = _SHORT_UNITS.get(key, lemma(key) if key else "")
        if unit == "percentag":
            unit = "percent"
        return (unit, after + 1) if unit in _MEASURE_OF or unit == "percent" else (None, end)

    def _head(self, at: int) -> str | None:
        for step in range(at, min(at + 3, len(self.tokens))):
            token = self.tokens[step]
            if token.is_word and token.key not in self.stops:
                return lemma(token.key)
            if not token.is_word and token.key != "-":
                return None
        return None

    def _near(self, at: int) -> str:
        before = {self.key(step) for step in range(at - 4, at)}
        if before & _UNDER:
            return "about" if before & _ABOUT else "under"
        if "over" in before or ("than" in before and "more" in before) or "least" in before:
            return "over"
        return "about" if before & _ABOUT else ""
