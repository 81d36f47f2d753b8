"""From what a caller sent to an article: its source, its sentences, and what was left out."""

from service.summarise.article import Article, Submission
from service.summarise.errors import BadArticle, NoSentences
from service.summarise.later import Later
from service.summarise.reading import cleaning, html, language, quotations, sentences, suitability

CLEANER_VERSION = 7  # part of every cache key: raise it whenever the same input may read differently


def read(submission: Submission) -> Article:
    """The article in a submission.

    Raises ``BadArticle`` unless exactly one of text and HTML was sent, or when the HTML nests too deep, and
    ``NoSentences`` when nothing but furniture is left.
    """
    source, hints = _open(submission)
    cleaned = cleaning.clean(source, hints)
    said = _language(submission.language, language.detect(" ".join(source[start:end] for start, end in cleaned.blocks)))
    found = sentences.split(source, cleaned.blocks, said)
    if not any(character.isalpha() for sentence in found for character in sentence.text):
        raise NoSentences("no sentence is left to summarise once the page's furniture is gone")
    title = cleaned.title.text if cleaned.title else None
    return Article(
        source=source,
        sentences=found,
        title=cleaned.title,
        byline=cleaned.byline,
        language=said,
        suitability=Later(lambda: suitability.flags(suitability.Read(source, found, cleaned.dropped, title, said))),
        quotations=Later(lambda: quotations.find(source, found, said)),
        dropped=cleaned.dropped,
    )


def _language(hint: str | None, detected: str | None) -> str | None:
    """The hint, which may know a region, unless the words clearly speak another language."""
    if hint and detected in (None, hint.partition("-")[0].lower()):
        return hint
    return detected


def _open(submission: Submission) -> tuple[str, cleaning.Hints]:
    if (submission.text is None) == (submission.html is None):
        raise BadArticle("send either text or html, and not both")
    if submission.text is not None:
        return submission.text, cleaning.Hints(submission.title, submission.byline)
    page = html.read(submission.html or "")
    title, byline = submission.title or page.title, submission.byline or page.byline
    return page.text, cleaning.Hints(title, byline, page.furniture, page.weights)
