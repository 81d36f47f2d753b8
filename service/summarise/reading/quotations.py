"""Direct, mixed and indirect quotations of an article, each with its speaker where the article tells."""

from bisect import bisect_right
from collections.abc import Sequence

from service.summarise.article import Quotation, QuotationKind, Sentence
from service.summarise.reading import speakers
from service.summarise.reading.frames import paragraphs
from service.summarise.reading.names import Roster
from service.summarise.reading.speech_tables import SPEECH
from service.summarise.reading.speech_verbs import GERMAN, SAYING

_CUES = {"en": SAYING | {"according"}, "de": GERMAN}  # words that a reported sentence holds
_FEW_WORDS = 3
MOST_SENTENCES = 600  # sentences that are searched for quotations
_MOST_CHARACTERS = 60_000  # characters, likewise; the longest of 1,000 pages of news had 56,000
_LEAST_WORDS = 5  # words in marks that nobody said and that are no sentence: fewer are a title, a term or irony


def find(source: str, sentences: Sequence[Sentence], language: str | None) -> tuple[Quotation, ...]:
    """The quotations, in order and apart; ``language`` is a BCP 47 tag, English when None.

    Direct and mixed ones are the words in marks, the marks included; an indirect one is the clause that is reported.
    Speakers are found in English and German, and the plainest in French, Spanish, Italian and Dutch; indirect
    quotations in English and German; in other languages the words in marks alone. Searched are
    the first 600 sentences, or 60,000 characters, in linear time.
    """
    code = (language or "en").lower().partition("-")[0]
    readable = searched(sentences)
    read = list(paragraphs(source, readable, _CUES.get(code, frozenset())))
    roster = Roster(readable)
    if code in _CUES:
        everything = speakers.spoken(read, roster, german=code == "de")
    else:
        everything = speakers.in_marks(read, roster, SPEECH.get(code))
    found: list[Quotation] = []
    for said in everything:
        kind = _kind(source[said.start : said.end]) if said.in_marks else QuotationKind.INDIRECT
        if said.speaker or kind is QuotationKind.DIRECT or len(source[said.start : said.end].split()) >= _LEAST_WORDS:
            found.append(Quotation(said.start, said.end, kind, said.speaker))
    return tuple(found)


def searched(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences that are searched, the first 600 or 60,000 characters: more than a news article has, so that the
    cost stays bounded.
    """
    start = sentences[0].start if sentences else 0
    last = bisect_right(
        sentences, start + _MOST_CHARACTERS, hi=min(len(sentences), MOST_SENTENCES), key=lambda sentence: sentence.end
    )
    return sentences[:last]


def _kind(text: str) -> QuotationKind:
    """Direct when it is a sentence: more than a few words, the first with a capital."""
    first = next((character for character in text if character.isalnum()), "")
    return QuotationKind.DIRECT if len(text.split()) > _FEW_WORDS and first.isupper() else QuotationKind.MIXED
