"""What an article is once it has been read: numbered sentences, quotations, and what was left out.

All offsets are Unicode code points into ``Article.source``; ``end`` is exclusive.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WEIGHED_CHARS = 64_000
"""Of a longer text only the sentences that begin in so many characters are evidence: 10,000 words, more than nearly
every article has, so that the cost of a million characters stays bounded."""


class DropReason(StrEnum):
    """Why a piece of the page is not the article."""

    NAVIGATION = "navigation"
    PAYWALL = "paywall"
    RELATED = "related"
    SHARE = "share"
    ADVERT = "advert"
    NEWSLETTER = "newsletter"
    COOKIE = "cookie"
    CAPTION = "caption"
    AUTHOR = "author"
    COMMENTS = "comments"
    LEGAL = "legal"
    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Submission:
    """What a caller sends: exactly one of ``text`` and ``html``, and hints that may be wrong."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None

    @property
    def chars(self) -> int:
        """How long the text or the HTML is."""
        return len(self.text or "") + len(self.html or "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article; ``text`` is exactly ``source[start:end]``."""

    number: int
    start: int
    end: int
    text: str
    paragraph: int

    @property
    def plain(self) -> str:
        """The sentence on one line, each run of white space one space."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Title:
    """The article's own title. ``start`` and ``end`` are None when it came as a hint that the text does not hold."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who the article says said it: the fullest name it gives, and the span of the mention beside the words."""

    name: str
    role: str | None
    start: int
    end: int


class QuotationKind(StrEnum):
    """Direct: whole sentences in quote marks. Mixed: some words in quote marks. Indirect: none, yet attributed."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is said to have said; ``speaker`` is None where the article does not tell."""

    start: int
    end: int
    kind: QuotationKind
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the source that is not the article's body, and why."""

    start: int
    end: int
    reason: DropReason


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read. ``source`` is the text as sent or, for HTML, the text that was read out of it.

    ``suitability`` and ``quotations`` of an article that was read are found when they are first looked at: they are a
    good half of the reading, and an answer from the cache does without.
    """

    source: str
    sentences: tuple[Sentence, ...]
    title: Title | None = None
    byline: str | None = None
    language: str | None = None
    suitability: Sequence[str] = ()
    quotations: Sequence[Quotation] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def weighed(self) -> tuple[Sentence, ...]:
        """The sentences that statements may rest on, from the first; all of them, but in texts of extreme length."""
        return self.sentences[: weighed([sentence.start for sentence in self.sentences])]


def weighed(starts: Sequence[int]) -> int:
    """How many sentences that begin at these places, ascending, are weighed."""
    return bisect_left(starts, starts[0] + WEIGHED_CHARS) if starts else 0
