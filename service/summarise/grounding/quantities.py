"""Numbers in running text: digits and words, scales, percentages, money, ordinals, and what is counted."""

from collections.abc import Sequence
from typing import NamedTuple

from service.summarise.grounding.fractions import COUNTS, read_clock, read_share
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
_ORDINALS = {
    word: place + 1.0
    for place, word in enumerate(
        words(
            """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        """
        )
    )
}
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
    "money": """
        dollar pound euro yen rupee cent penny pence franc yuan rouble ruble krona crown peso real rand zloty baht lira
        shilling dirham riyal
        """,
    "share": "percent point",
    "clock": "clock",
    "heat": "degree celsius fahrenheit",
    "time": "second minute hour day week month year decade century",
    "length": "mile kilometre kilometer metre foot feet inch yard centimetre millimetre millimeter acre hectare",
    "weight": "kilogram gram tonne ton ounce lb stone",
}
_MEASURE_OF = {lemma(word): kind for kind, words in _MEASURES.items() for word in words.split()}
_SHORT = """
    usd dollar; eur euro; gbp pound; p pence; prozent percent; pct percent; pc percent; percentage percent;
    mm millimetre; millimeter millimetre; millimeters millimetre; cm centimetre; centimeter centimetre; centimeters
    centimetre; m metre; meter metre; meters metre; km kilometre; kilometer kilometre; kilometers kilometre; kg
    kilogram; kilo kilogram; kilos kilogram; kroner krona; krone krona; kronor krona
"""
_SHORT_UNITS = {short: lemma(unit) for short, unit in (words(line) for line in _SHORT.split(";"))}
_ABOUT = frozenset(
    words(
        """
        about around nearly almost roughly approximately some circa close rund etwa fast environ casi circa
        """
    )
)
_OVER = frozenset(words("over more exceeding above least mehr plus mas"))
_UNDER = frozenset(words("under less fewer below most weniger moins menos nearly almost"))


_ROUGH = 0.025  # share by which "a third" and 33 % may differ
_MORE = frozenset(words("more over above exceeding exceeds exceeded better greater longer upwards"))
_LESS = frozenset(words("less fewer under below most nearly almost shy shorter"))


_HEADS = 6  # tokens after a number among which what it counts stands
_THEM = frozenset(words("them whom which that who were was are is have has had"))


class Quantity(NamedTuple):
    """A number as a text gives it.

    ``also`` is a second reading ("5m" is five million or five metres). ``unit`` is the lemma of a measure or None,
    ``head`` the lemma of the next content word or None, ``heads`` those of the next few. ``at`` is the index of
    its first token. ``rough`` tells a share in words; ``bound`` is +1 for "more than", -1 for "less than" and
    "nearly".
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
    rough: bool = False
    bound: int = 0
    heads: frozenset[str] = frozenset()

    def equals(self, other: "Quantity") -> bool:
        """Whether both have a reading in common."""
        mine = (self.value, self.also) if self.also is not None else (self.value,)
        others = (other.value, other.also) if other.also is not None else (other.value,)
        slack = _ROUGH if self.rough or other.rough else 1e-9
        return any(abs(a - b) <= slack * max(1.0, abs(a)) for a in mine for b in others)


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
_OPENINGS = {language: frozenset((*known, *COUNTS, *_ORDINALS, "half", "dozen")) for language, known in _WORDS.items()}


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
        quantity = reader.read(at) if reader.may_begin(tokens[at]) else None
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
        code = two_letters(language)
        self.words = _WORDS.get(code, _WORDS["en"])
        self.openings = _OPENINGS.get(code, _OPENINGS["en"])
        self.stops = stop_words(language)

    def key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def may_begin(self, token: Token) -> bool:
        """Whether a quantity may begin with this token; most words are passed over by this."""
        return token.is_number or token.key in self.openings or token.key.isdecimal()

    def glued(self, at: int) -> bool:
        return 0 < at < len(self.tokens) and self.tokens[at].start == self.tokens[at - 1].end

    def read(self, at: int) -> Quantity | None:
        """The quantity that begins at this token, or None."""
        token = self.tokens[at]
        if (clock := read_clock(self.tokens, at)) is not None:
            hours, told, end = clock
            return self._measured(hours, None if told else (hours + 12) % 24, at, end, "clock")
        if (share := read_share(self.tokens, at)) is not None:
            return self._measured(share[0], None, at, share[1], "percent")
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
        if key in _ORDINALS:
            return _ORDINALS[key], at + 1, True
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
        heads = self._heads(after)
        head = heads[0] if heads and not self._is_apart(after) else None
        return Quantity(
            value, also, self._text(at, end), unit, head, self._near(at), ordinal, at, end,
            bound=self._bound(at), heads=frozenset(heads),
        )  # fmt: skip

    def _measured(self, value: float, also: float | None, at: int, end: int, unit: str) -> Quantity:
        heads = self._heads(end)
        return Quantity(
            value, also, self._text(at, end), unit, heads[0] if heads else None, self._near(at),
            ordinal=False, at=at, end=end, rough=unit == "percent", bound=self._bound(at), heads=frozenset(heads),
        )  # fmt: skip

    def _text(self, at: int, end: int) -> str:
        return " ".join(token.text for token in self.tokens[at:end])

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
        if unit == "percent" and lemma(self.key(after + 1)) == "point":
            return "point", after + 2
        if unit == "year" and "old" in (self.key(after + 1), self.key(after + 2)):
            return None, after + 1
        return (unit, after + 1) if unit in _MEASURE_OF or unit == "percent" else (None, end)

    def _heads(self, at: int) -> list[str]:
        """The lemmas of the next content words, up to a mark: what is counted is mostly the first."""
        held: list[str] = []
        for step in range(at, min(at + _HEADS, len(self.tokens))):
            token = self.tokens[step]
            counted = token.is_number and self.key(step - 1) not in ("of", "the")
            if (not token.is_word and token.key != "-" and not token.is_number) or token.key in _THEM or counted:
                break
            if token.is_word and token.key not in self.stops and token.key not in self.words:
                held.append(lemma(token.key))
        return held

    def _is_apart(self, at: int) -> bool:
        """Whether the next content word is too far away to be what is counted."""
        near = self.tokens[at : at + 3]
        return not any(token.is_word and token.key not in self.stops and token.key not in self.words for token in near)

    def _bound(self, at: int) -> int:
        found = 0
        for step in range(at - 1, at - 5, -1):
            key = self.key(step)
            if key and not key[0].isalpha() and key not in _SIGNS:
                break
            if key in _MORE or (key == "least" and self.key(step - 1) == "at"):
                found = 1
            elif key in _LESS or (key == "to" and self.key(step - 1) == "up"):
                found = -1
            elif key in ("no", "not") and found:
                return -found
        return found

    def _near(self, at: int) -> str:
        before = {self.key(step) for step in range(at - 4, at)}
        if before & _UNDER:
            return "about" if before & _ABOUT else "under"
        if "over" in before or ("than" in before and "more" in before) or "least" in before:
            return "over"
        return "about" if before & _ABOUT else ""
