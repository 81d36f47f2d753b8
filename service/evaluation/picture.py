"""The figures of an evaluation as a picture: bars in SVG, made of nothing but text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from service.evaluation.report import Row
from service.evaluation.table import percent

WIDTH = 860  # pixels, as all lengths here
LABELS = 290  # where the bars begin
BARS = 430  # the longest bar
BAR, GAP, GROUP_GAP = 16, 3, 16
MARGIN, HEADER, SECTION = 24, 74, 40
COLOURS = ("#4269d0", "#efb118", "#3ca951", "#ff725c", "#a463f2", "#6cc5b0", "#97bbf5", "#9c6b4e")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A group of bars, one a prompt: ``value`` is drawn, beside it ``text`` or, without one, a percentage.

    ``whole`` is the value of the longest bar; None: the greatest value's.
    """

    label: str
    value: Callable[[Row], float | None]
    text: Callable[[Row], str] | None = None
    whole: float | None = None


_SHARES = (
    _Figure("statements supported at first try", lambda row: row.supported_first, whole=1.0),
    _Figure("statements supported after repair", lambda row: row.supported_last, whole=1.0),
    _Figure("length limits kept", lambda row: row.limits_kept, whole=1.0),
    _Figure("claims whose speaker was found", lambda row: row.speakers_found, whole=1.0),
    _Figure("articles answered", lambda row: 1 - sum(row.failures.values()) / row.runs, whole=1.0),
)
_COSTS = (
    _Figure("tokens in", lambda row: float(row.input_tokens), lambda row: f"{row.input_tokens:,}"),
    _Figure("tokens out", lambda row: float(row.output_tokens), lambda row: f"{row.output_tokens:,}"),
    _Figure("cost", lambda row: row.cost, lambda row: f"{row.cost:.4f} {row.currency}"),
    _Figure("time, median", lambda row: row.seconds_median, lambda row: f"{row.seconds_median:.1f} s"),
)
_SECTIONS = (("Quality: longer is better", _SHARES), ("Effort: shorter is better", _COSTS))


def svg(model: str, rows: Sequence[Row]) -> str:
    """The picture of all rows, as a whole SVG document."""
    body = list(_header(model, rows))
    y = HEADER
    for title, figures in _SECTIONS:
        body.append(_text(MARGIN, y + 22, title, size=14, weight="bold"))
        y += SECTION
        for figure in figures:
            body.extend(_group(figure, rows, y))
            y += len(rows) * (BAR + GAP) + GROUP_GAP
    height = y + MARGIN - GROUP_GAP
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([f'{opening} font-family="system-ui, Helvetica, Arial, sans-serif">', ground, *body, "</svg>\n"])


def _header(model: str, rows: Sequence[Row]) -> Iterator[str]:
    articles = max((row.runs for row in rows), default=0)
    yield _text(MARGIN, 32, f"Prompts over {articles} articles, model {model[:60]}", size=17, weight="bold")
    step = (WIDTH - 2 * MARGIN) // max(len(rows), 4)
    for place, row in enumerate(rows):
        x = MARGIN + place * step
        yield f'<rect x="{x}" y="48" width="12" height="12" rx="2" fill="{_colour(place)}"/>'
        yield _text(x + 18, 58.5, row.prompt)


def _group(figure: _Figure, rows: Sequence[Row], y: float) -> Iterator[str]:
    values = [figure.value(row) for row in rows]
    whole = figure.whole or max((value or 0.0 for value in values), default=0.0) or 1.0
    middle = y + len(rows) * (BAR + GAP) / 2
    yield _text(LABELS - 12, middle + 3, figure.label, anchor="end")
    for place, (row, value) in enumerate(zip(rows, values, strict=True)):
        top = y + place * (BAR + GAP)
        length = round(BARS * (value or 0.0) / whole, 1)
        if figure.whole:
            yield f'<rect x="{LABELS}" y="{top}" width="{BARS}" height="{BAR}" fill="#f0f0f0"/>'
        yield f'<rect x="{LABELS}" y="{top}" width="{length}" height="{BAR}" fill="{_colour(place)}"/>'
        beside = LABELS + (BARS if figure.whole else length) + 8
        yield _text(beside, top + 12.5, figure.text(row) if figure.text else percent(value))


def _colour(place: int) -> str:
    return COLOURS[place % len(COLOURS)]


def _text(x: float, y: float, words: str, *, size: int = 13, weight: str = "normal", anchor: str = "start") -> str:
    style = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="#222222"'
    return f'<text x="{x}" y="{y}" {style}>{escape(words)}</text>'
