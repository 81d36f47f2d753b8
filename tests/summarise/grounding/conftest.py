"""Articles from plain lists of paragraphs, each a list of sentences."""

from collections.abc import Callable, Sequence

import pytest

from service.summarise.article import Article, Quotation, QuotationKind, Sentence, Speaker, Title

Build = Callable[..., Article]


def build_article(
    *paragraphs: Sequence[str],
    title: str | None = None,
    language: str = "en",
    said: Sequence[tuple[str, str]] = (),
) -> Article:
    """An article; ``said`` holds (words, speaker or "") of direct quotations, both found in the text."""
    body = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    source = f"{title}\n\n{body}" if title else body
    sentences, at = [], len(title or "")
    for number, paragraph in enumerate(paragraphs):
        for text in paragraph:
            start = source.index(text, at)
            at = start + len(text)
            sentences.append(Sentence(len(sentences) + 1, start, at, text, number))
    return Article(
        source=source,
        sentences=tuple(sentences),
        title=Title(title, 0, len(title)) if title else None,
        language=language,
        quotations=tuple(_quotation(source, words, speaker) for words, speaker in said),
    )


def _quotation(source: str, words: str, speaker: str) -> Quotation:
    start = source.index(words)
    if not speaker:
        return Quotation(start, start + len(words), QuotationKind.DIRECT, None)
    at = source.index(speaker.split()[-1])
    who = Speaker(speaker, None, at, at + len(speaker.split()[-1]))
    return Quotation(start, start + len(words), QuotationKind.DIRECT, who)


@pytest.fixture
def build() -> Build:
    return build_article


@pytest.fixture
def harbour() -> Article:
    """A harbour fire with two speakers, numbers, hedges and an unclosed quote mark."""
    return build_article(
        [
            "A fire at the Port of Marlow destroyed 14 fishing boats early on Tuesday, the harbour master said.",
            "Nearly half a million litres of fuel were pumped out of the basin, at a cost of £2.4m.",
        ],
        [
            "Two men were taken to hospital but nobody was killed.",
            "Police have not arrested anyone, and Inspector Dana Whitlock said the cause was still unclear.",
            "“We are keeping an open mind,” Whitlock told reporters on the quay.",
        ],
        [
            "Harbour master Tom Eriksen said that the sprinklers had failed in 2019 and were never replaced.",
            "“I warned the council three times that this place would burn.",
            "Nobody listened,” Eriksen said.",
        ],
        [
            "The council denied that it had ignored the warnings.",
            "It plans to close the basin until March and may ask owners to pay for repairs.",
            "Some crews have moved to Selby, 30 miles north.",
        ],
        title="Harbour fire destroys 14 boats at Marlow",
        said=[
            ("“We are keeping an open mind,”", "Dana Whitlock"),
            ("“I warned the council three times that this place would burn. Nobody listened,”", "Tom Eriksen"),
        ],
    )
