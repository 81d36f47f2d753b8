"""Leaving words out of a sentence without changing what it says.

Only a subset of a sentence's own words is ever given, in order. A phrase is droppable when grammar sets it off (an
aside, a trailing clause, an opening adverbial) and it holds no negation, no hedge, no attribution and no quote mark
(after Dorr, Zajic and Schwartz, "Hedge Trimmer", 2003). English only: where every clause stands between commas, as in
German, commas do not tell what a sentence can spare; there only brackets and dashes do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.summarise.writing.lexicon import DANGLING, holds_protected
from service.summarise.writing.salience import contents, worth

MAX_SENTENCE_CHARS = 1200  # characters; a longer "sentence" is no sentence, and is not looked into
MIN_WORDS_LEFT = 5  # words; shorter remains say too little

_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|said|says|told|also|now|then|"
    r"went|took|made|came|got|gave|left|won|lost|led|met|ran|held|kept|found|began|became|saw|put|set|hit|beat|"
    r"[a-z]{2,}(?:ed|es))\b"
)
_SUBJECT = (
    r"(?:(?:the|a|an|he|she|it|they|we|his|her|its|their|this|these|those|some|many|more|most|about|all|\d[\w,.]*)\b|"
    r"[^\W\d_a-z]\w)"
)
_OPENER = (
    r"(?:in|on|at|after|before|during|ahead of|following|with|despite|as|while|since|under|for|by|from|amid|over|"
    r"throughout|until|within|once|having|earlier|later|last|this|next|meanwhile|now|then|today|yesterday|currently)"
)
_TAIL = (
    r"(?:who|whom|whose|which|where|with|while|as|after|before|following|including|such as|despite|although|though|"
    r"even though|even as|because|since|during|amid|along with|as well as|"
    r"(?!anything|something|everything|king|morning|evening|building|spring)[a-z]{3,}ing)"
)
_LATE = (
    r"(?:(?:just |shortly |soon |immediately |(?:\w+ )?(?:days?|weeks?|months?|years?|hours?|minutes?) )?"
    r"(?:after|before|following)(?! all\b| (?:a|the) (?:court|judge)| magistrates)|because|"
    r"as (?:he|she|they|it|part of))"
)
_SAYING_SO = r"(?:saying|adding|claiming|arguing|insisting|warning|telling|suggesting|describing|calling|accusing)"
_SAFE_LATE = r"(?:while|ahead of|in an effort to|in an attempt to|in order to|in a bid to)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A droppable piece of a sentence: code points ``start`` to ``end`` (exclusive) of its plain text."""

    start: int
    end: int

    def words(self, text: str) -> int:
        """How many words of the text it holds, at least one."""
        return max(1, len(text[self.start : self.end].split()))

    def overlaps(self, other: "Phrase") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


_TRAILING = re.compile(r"(?<=\w) (?:in|on|at|by|with|for|from|over|through|during|after|before|amid|when|where|while) ")


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    to_the_end: bool = False  # the phrase runs to the end of the sentence
    not_after_negation: bool = False  # "did not resign because of it" is not "did not resign"
    with_its_verb: bool = False  # ", saying that …" goes together with what is said
    concedes: bool = False  # "despite leak fears": a fear or a claim in it hedges nothing outside of it


_ASIDES = (
    _Rule(re.compile(r" \([^()\"“”]{1,120}\)")),
    _Rule(re.compile(r" [–—-] [^–—\"“”;:]{3,140} [–—-](?= )")),
)
_ENGLISH = (
    *_ASIDES,
    _Rule(re.compile(rf", (?:who|which|whose|where)\b[^,;:]{{5,160}},(?= {_VERB})")),
    _Rule(
        re.compile(rf", (?:an? |the |aged |one of |from |formerly |his |her |its |their )[^,;:]{{1,100}},(?= {_VERB})")
    ),
    _Rule(re.compile(rf", \d{{1,3}},(?= {_VERB})")),
    _Rule(re.compile(rf"^{_OPENER}\b[^,;:]{{2,110}}, (?={_SUBJECT})", re.IGNORECASE)),
    _Rule(re.compile(rf", {_TAIL}\b(?=[^;:]*$)"), to_the_end=True),
    _Rule(re.compile(rf", {_SAYING_SO}\b(?=[^;:]*$)"), to_the_end=True, with_its_verb=True),
    _Rule(re.compile(r" [–—] (?=[^–—;:]*$)"), to_the_end=True),
    _Rule(re.compile(rf"(?<=\w) {_SAFE_LATE} (?=[^;:,]*$)"), to_the_end=True),
    _Rule(re.compile(r"(?<=\w) (?:despite|amid) (?=[^;:,]*$)"), to_the_end=True, concedes=True),
    _Rule(re.compile(rf"(?<=\w) {_LATE} (?=[^;:,]*$)"), to_the_end=True, not_after_negation=True),
    _Rule(re.compile(r"(?<=\w) also(?= \w)")),
)
# An auxiliary in a tail, with no clause of its own opened before it: the sentence's own verb would go with the tail.
_MAIN_VERB = re.compile(
    r"(?:(?!\b(?:who|which|that|where|when|while|after|before|as|because|if|since|and|but)\b)[^,;:])*?"
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did)\b",
    re.IGNORECASE,
)
_ANY_VERB = re.compile(rf"(?<=\w ){_VERB}")
_NEGATED = re.compile(r"\b(?:not|no|never|without|nor)\b|n['’]t\b", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“”„«»‘]|(?<!\w)['’]|['’](?!\w)")
_OPEN_SINGLE = re.compile(r"(?:^|[\s(])[‘'](?=\w)[^’']*$")
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*$")


def phrases(text: str, language: str | None = "en") -> Iterator[Phrase]:
    """Every droppable phrase of a sentence's plain text, ``language`` a BCP 47 tag; they may overlap."""
    if len(text) > MAX_SENTENCE_CHARS:
        return
    known = "en" if (language or "en").startswith("en") else ""
    stop = _END.search(text, max(0, len(text) - 8))
    end = stop.start() if stop else len(text)
    for rule in _ENGLISH if known else _ASIDES:
        for match in rule.pattern.finditer(text, 0, end):
            phrase = Phrase(match.start(), end if rule.to_the_end else match.end())
            piece = text[phrase.start : phrase.end]
            told = piece.split(" ", 2)[-1] if rule.with_its_verb else piece
            protected = _NEGATED.search(told) if rule.concedes else holds_protected(told, known)
            if protected or _QUOTE.search(piece) or in_quote_marks(text, phrase.start):
                continue
            if not (rule.not_after_negation and _NEGATED.search(text, 0, phrase.start)):
                yield phrase


def in_quote_marks(text: str, at: int) -> bool:
    """Whether quote marks are open before a place of the text."""
    before = text[:at]
    if before.count("“") > before.count("”") or before.count("«") > before.count("»"):
        return True
    return before.count('"') % 2 == 1 or _OPEN_SINGLE.search(before) is not None


def leave_out(text: str, dropped: Sequence[Phrase]) -> str:
    """The sentence without these phrases, which do not overlap; its first letter is a capital."""
    pieces, at = [], 0
    for phrase in sorted(dropped, key=lambda phrase: phrase.start):
        pieces.append(text[at : phrase.start])
        at = phrase.end
    kept = " ".join(("".join(pieces) + text[at:]).split())
    return kept[:1].upper() + kept[1:] if dropped else kept


class Shortener:
    """Shortens an article's statements by what their words are worth there; looks at each text once."""

    def __init__(self, chances: Mapping[str, float], language: str | None) -> None:
        self._chances = chances
        self._language = language
        self._phrases: dict[str, tuple[tuple[float, Phrase], ...]] = {}

    def trim(self, text: str, price: float) -> str:
        """The sentence without each droppable phrase that is worth less than ``price`` for each of its words."""
        cheap = [phrase for value, phrase in self._priced(text) if value < price * phrase.words(text)]
        return self._without(text, sorted(cheap, key=lambda phrase: phrase.start), 0)

    def fit(self, text: str, max_chars: int) -> str | None:
        """The sentence within ``max_chars``, leaving out as little worth as can be; None when it cannot be had."""
        if len(text) <= max_chars:
            return text
        kept = self._without(text, [phrase for _, phrase in self._priced(text)], max_chars)
        return kept if len(kept) <= max_chars else None

    def without_tail(self, text: str, max_chars: int) -> str | None:
        """The sentence cut before a preposition, as late as ``max_chars`` allows; None where that is not safe.

        Looser than ``fit``: for headlines, English only. Never after a negation.
        """
        if not (self._language or "en").startswith("en") or _NEGATED.search(text[:MAX_SENTENCE_CHARS]):
            return None
        for match in reversed(list(_TRAILING.finditer(text, 0, max_chars + 1))):
            kept = text[: match.start()]
            if len(kept) > max_chars or kept.count(" ") + 1 < MIN_WORDS_LEFT:
                continue
            tail = text[match.start() : MAX_SENTENCE_CHARS]
            if holds_protected(text[match.start() :], "en") or in_quote_marks(text, match.start()) or "," in kept:
                return None
            if _MAIN_VERB.match(tail) or not _ANY_VERB.search(kept):
                continue
            if kept.rsplit(" ", 1)[-1].lower() not in DANGLING:
                return kept
        return None

    def _priced(self, text: str) -> tuple[tuple[float, Phrase], ...]:
        """The droppable phrases with what they are worth, the cheapest first."""
        if text not in self._phrases:
            priced = [
                (self._worth(text[phrase.start : phrase.end]), phrase) for phrase in phrases(text, self._language)
            ]
            self._phrases[text] = tuple(sorted(priced, key=lambda pair: (pair[0], pair[1].start)))
        return self._phrases[text]

    def _worth(self, piece: str) -> float:
        return worth(contents(piece, self._language), self._chances)

    def _without(self, text: str, candidates: Sequence[Phrase], max_chars: int) -> str:
        dropped: list[Phrase] = []
        kept = text
        for phrase in candidates:
            if len(kept) <= max_chars:
                break
            if any(phrase.overlaps(other) for other in dropped):
                continue
            shorter = leave_out(text, (*dropped, phrase))
            if shorter.count(" ") + 1 >= MIN_WORDS_LEFT:
                dropped.append(phrase)
                kept = shorter
        return kept


def clip(text: str, max_chars: int) -> str:
    """The last resort: as many whole words as fit, not ending on a preposition, with an ellipsis."""
    words = text[: max(0, max_chars - 1)].rsplit(" ", 1)[0].split() if " " in text[:max_chars] else []
    while words and (words[-1].lower().strip(",;:–—-") in DANGLING or not words[-1].strip(",;:–—-")):
        words.pop()
    kept = " ".join(words).rstrip(",;:–—- ") if words else text[: max(0, max_chars - 1)]
    return f"{kept}…"[:max_chars]
