"""A file's article without a summary: what was kept, what was dropped, who says what."""

import re

from service.api.answer_schemas import ArticleSchema
from service.api.json_codec import dump_bytes
from service.api.presenting import present_article
from service.summarise.article import Article, Submission
from service.summarise.reading import reader

_HTML_OPENINGS = ("<!doctype", "<html", "<p", "<div", "<article", "<h1", "<body", "<figure", "<section")
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # what JSON leaves and terminals obey


def submission(raw: str) -> Submission:
    """A file's content as a caller would send it: as HTML where it opens like HTML, else as text."""
    if raw.lstrip()[:20].lower().startswith(_HTML_OPENINGS):
        return Submission(html=raw)
    return Submission(text=raw)


def read(raw: str) -> Article:
    """The article in a file's text or HTML. Raises what ``reader.read`` raises."""
    return reader.read(submission(raw))


def as_json(article: Article) -> str:
    """What the API gives under ``article`` when ``include`` names it, and the text, on one line.

    Safe to print: control characters are escaped, as JSON allows for any character of a string.
    """
    dumped = dump_bytes(ArticleSchema().dump(present_article(article))).decode()
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", dumped)
