"""Direct, mixed and indirect quotations of an article, each with its speaker where the article tells."""

from collections.abc import Sequence

from service.summarise.article import Quotation, QuotationKind, Sentence
from service.summarise.reading import speakers
from service.summarise.reading.frames import paragraphs
from service.summarise.reading.names import Roster
from service.summarise.reading.speech_verbs import GERMAN, SAYING

_OTHER_CUES = frozenset({"according"})
_FEW_WORDS = 3
_LEAST_WORDS = 5  # words in marks that nobody said and that are no sentence: fewer are a title, a term or irony


def find(source: str, sentences: Sequence[Sentence], language: str | None) -> tuple[Quotation, ...]:
    """The quotations, in order and apart. Direct and mixed ones are the words in marks, the marks included."""
    german = (language or "").lower().startswith("de")
    read = list(paragraphs(source, sentences, GERMAN if german else SAYING | _OTHER_CUES))
    found: list[Quotation] = []
    for said in speakers.spoken(read, Roster(sentences), german=german):
        kind = _kind(source[said.start : said.end]) if said.in_marks else QuotationKind.INDIRECT
        if said.speaker or kind is QuotationKind.DIRECT or len(source[said.start : said.end].split()) >= _LEAST_WORDS:
            found.append(Quotation(said.start, said.end, kind, said.speaker))
    return tuple(found)


def _kind(text: str) -> QuotationKind:
    """Direct when it is a sentence: more than a few words, the first with a capital."""
    first = next((character for character in text if character.isalnum()), "")
    return QuotationKind.DIRECT if len(text.split()) > _FEW_WORDS and first.isupper() else QuotationKind.MIXED
