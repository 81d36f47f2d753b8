"""An article as it was read, as a person looks at it in a terminal: the whole page in its order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.console import Console
from rich.table import Table
from rich.text import Text

from service.summarise.article import Article, Dropped, Quotation, QuotationKind, Sentence
from service.terminal import printable

_DROPPED_CHARS = 240  # characters that are shown of a dropped piece
_STYLES = {QuotationKind.DIRECT: "green", QuotationKind.MIXED: "green", QuotationKind.INDIRECT: "cyan"}


def show(screen: Console, name: str, article: Article) -> None:
    """Print one article: its sentences numbered, what was dropped dimmed with the reason beside it, in page order.

    Words in green are quoted and words in cyan reported; who said them follows the sentence, "?" where nobody is named.
    """
    screen.print(Text(printable(name), style="dim"))
    if article.title:
        screen.print(Text(printable(article.title.text), style="bold"))
    screen.print(_facts(article))
    screen.print(_page(article))
    screen.print()


def _facts(article: Article) -> Text:
    """Byline, language, flags, and how much there is."""
    line = Text(f"{printable(article.byline)} · " if article.byline else "", style="cyan")
    line.append(f"language {article.language or 'unknown'}")
    if article.suitability:
        line.append(" · ").append(", ".join(article.suitability), style="bold yellow")
    counts = {"sentence": article.sentences, "quotation": article.quotations, "dropped piece": article.dropped}
    for thing, found in counts.items():
        line.append(f" · {len(found)} {thing}{'' if len(found) == 1 else 's'}", style="dim")
    return line


def _page(article: Article) -> Table:
    page = Table.grid(padding=(0, 1))
    page.add_column(justify="right", no_wrap=True)
    page.add_column()
    said = _Said(article)
    pieces: list[Sentence | Dropped] = [*article.sentences, *article.dropped]
    for piece in sorted(pieces, key=lambda piece: piece.start):
        if isinstance(piece, Dropped):
            page.add_row(Text(piece.reason, style="dim"), Text(_shortened(article, piece), style="dim"))
        else:
            page.add_row(Text(str(piece.number), style="bold"), said.line(piece))
    return page


def _shortened(article: Article, piece: Dropped) -> str:
    words = " ".join(article.source[piece.start : piece.end].split())
    return printable(words if len(words) <= _DROPPED_CHARS else words[: _DROPPED_CHARS - 1] + "…")


class _Said:
    """Sentences with their quotations lit up; a quotation may run over many sentences."""

    def __init__(self, article: Article) -> None:
        self._source = article.source
        self._quotations = sorted(article.quotations, key=lambda one: one.start)
        self._starts = [one.start for one in self._quotations]
        self._furthest: list[int] = []  # where the quotations so far end, so that a search can start at the right one
        for one in self._quotations:
            self._furthest.append(max(one.end, self._furthest[-1] if self._furthest else 0))

    def line(self, sentence: Sentence) -> Text:
        """The sentence, and the speakers of the quotations that it holds the end of."""
        heard = self._in(sentence)
        line = Text()
        for start, end in _runs(sentence, heard):
            kind = next((one.kind for one in heard if one.start <= start and end <= one.end), None)
            line.append(printable(_flat(self._source[start:end])), style=_STYLES[kind] if kind else "")
        for one in heard:
            if one.end <= sentence.end:
                line.append(f" — {_name(one)}", style="bold green" if one.speaker else "yellow")
        return line

    def _in(self, sentence: Sentence) -> Sequence[Quotation]:
        first = bisect_right(self._furthest, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        return [one for one in self._quotations[first:last] if one.end > sentence.start]


def _runs(sentence: Sentence, heard: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """The sentence cut where a quotation starts or ends."""
    edges = {edge for one in heard for edge in (one.start, one.end) if sentence.start < edge < sentence.end}
    cuts = [sentence.start, *sorted(edges), sentence.end]
    return pairwise(cuts)


def _name(quotation: Quotation) -> str:
    if quotation.speaker is None:
        return "?"
    role = f", {quotation.speaker.role}" if quotation.speaker.role else ""
    return printable(_flat(quotation.speaker.name + role))


def _flat(text: str) -> str:
    """Each run of white space as one space, those at the ends too."""
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"
