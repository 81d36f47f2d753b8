"""Words in quote marks are the article's, to the letter, and stand in quote marks there."""

from bisect import bisect_right
from typing import NamedTuple

from service.summarise.article import QuotationKind
from service.summarise.grounding.folding import fold
from service.summarise.grounding.subject import Subject, failed
from service.summarise.statement import Check

NAME = "quote_marks"
_EDGES = " .,;:!?-"


class Quoted(NamedTuple):
    """A span of folded text between quote marks, without them."""

    start: int
    end: int


def check(subject: Subject) -> Check | None:
    """Fails on quoted words that the article does not quote in the evidence or beside it.

    The style of the marks, white space, punctuation at the edges and the case of the first letter are free.
    Works in every language. Cannot see a quotation given to another speaker: attribution does.
    """
    statement = subject.statement.folded
    passages = (*subject.evidence, *subject.context)
    if subject.verbatim or any(statement in passage.folded for passage in subject.evidence):
        return None
    spans = quoted(statement)
    if not spans:
        return None
    text = " ".join(passage.folded for passage in sorted(passages, key=lambda passage: passage.number))
    for span in spans:
        for words in _parts(statement[span.start : span.end]):
            if not (_is_quoted(words, text) or _is_said(words, subject)):
                return failed(NAME, f"“{_short(words)}” is not a quotation in the article, to the letter")
    return None


def _parts(words: str) -> list[str]:
    """The pieces between ellipses, which may stand for words left out."""
    return [piece for part in words.replace("[...]", "...").split("...") if (piece := part.strip(_EDGES))]


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"


def _is_quoted(words: str, text: str) -> bool:
    spans = quoted(text)
    starts = [span.start for span in spans]
    return any(_is_at(words, at, text, spans, starts) for at in _places(words, text))


def _is_said(words: str, subject: Subject) -> bool:
    """Whether they stand in a quotation that reading found: one over several sentences shows no marks in the middle."""
    marked = (said.passage.folded for said in subject.said if said.kind is not QuotationKind.INDIRECT)
    return any(_is_at(words, at, text, [Quoted(0, len(text))], [0]) for text in marked for at in _places(words, text))


def _is_at(words: str, at: int, text: str, spans: list[Quoted], starts: list[int]) -> bool:
    end = at + len(words)
    if (text[at - 1 : at].isalnum() and words[0].isalnum()) or (text[end : end + 1].isalnum() and words[-1].isalnum()):
        return False
    slot = bisect_right(starts, at) - 1
    return slot >= 0 and end <= spans[slot].end + 1


def _places(words: str, text: str) -> list[int]:
    places: list[int] = []
    first = words[0]
    for variant in {words, first.upper() + words[1:], first.lower() + words[1:]}:
        at = text.find(variant)
        while at >= 0 and len(places) < 50:
            places.append(at)
            at = text.find(variant, at + 1)
    return places


def quoted(folded: str) -> list[Quoted]:
    """The spans in quote marks of a folded text, in order; an unclosed one runs to the end."""
    spans: list[Quoted] = []
    open_at, mark = -1, ""
    for at, char in enumerate(folded):
        if char not in "\"'":
            continue
        if open_at < 0:
            if _opens(folded, at):
                open_at, mark = at + 1, char
        elif char == mark and _closes(folded, at):
            if at - open_at > 1:
                spans.append(Quoted(open_at, at))
            open_at = -1
    if open_at >= 0 and mark == '"':
        spans.append(Quoted(open_at, len(folded)))
    return spans


def _opens(folded: str, at: int) -> bool:
    before, after = folded[at - 1 : at], folded[at + 1 : at + 2]
    if folded[at] == '"':
        return True
    return (
        not (before.isalnum() or before in ('"', ".", ",")) and (after.isalnum() or after in "$£€#") if after else False
    )


def _closes(folded: str, at: int) -> bool:
    if folded[at] == '"':
        return True
    return not folded[at + 1 : at + 2].isalnum() and folded[at - 1 : at] != " "


def quotes_anything(text: str) -> bool:
    """Whether a text holds words in quote marks."""
    return bool(quoted(fold(text)))
