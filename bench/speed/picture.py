"""The newest run as a picture for the README: bars in SVG, made of nothing but text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from bench.speed import aims
from bench.speed.figures import number

WIDTH = 860  # pixels, as all lengths here
LABELS = 300  # where the bars begin
BARS = 380  # the longest bar
BAR, GAP, GROUP_GAP = 16, 3, 18
MARGIN, HEADER = 24, 84
COLOURS = {
    aims.RAW: "#c8c8c8",
    aims.GET: "#9a9a9a",
    aims.DIRECT: "#c8c8c8",
    aims.OURS: "#4269d0",
    aims.OURS_REDIS: "#97bbf5",
    aims.LITELLM: "#ff725c",
}
_INK = "#222222"
_INSIDE = {aims.OURS: "#ffffff"}


@dataclass(frozen=True, slots=True)
class Group:
    """A figure that is drawn for every system that was measured, and which way is better."""

    what: str
    better: str


GROUPS = (
    Group(aims.CPU_1, "shorter"),
    Group(aims.CPU_64, "shorter"),
    Group(aims.RATE_64, "longer"),
    Group(aims.MISS, "shorter"),
    Group(aims.BURST_500, "longer"),
    Group(aims.BURST_1000, "longer"),
)

Told = Mapping[str, Any]


def svg(run: Told) -> str:
    """The picture of one run of the history, as a whole SVG document."""
    body = list(_header(run))
    y = float(HEADER)
    for group in GROUPS:
        if bars := [one for one in run["figures"] if one["name"] == group.what and one["of"] in COLOURS]:
            body.extend(_group(group, bars, y))
            y += len(bars) * (BAR + GAP) + GROUP_GAP
    height = round(y + MARGIN - GROUP_GAP)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    )
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join([f'{opening} font-family="system-ui, Helvetica, Arial, sans-serif">', ground, *body, "</svg>\n"])


def _header(run: Told) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in run["versions"].items())
    yield _text(MARGIN, 32, "What an answer costs, beside the limits of the machine", size=17, weight="bold")
    facts = f"{run['date'][:10]}, commit {run['commit']}, {run['cores']} cores shared with the load, two workers each"
    yield _text(MARGIN, 52, f"{facts}, medians of {run['rounds']} rounds (least – greatest)", size=12)
    yield _text(MARGIN, 68, versions, size=11)


def _group(group: Group, bars: Sequence[Told], y: float) -> Iterator[str]:
    greatest = max(one["median"] for one in bars) or 1.0
    middle = y + len(bars) * (BAR + GAP) / 2
    yield _text(LABELS - 12, middle - 2, group.what[0].upper() + group.what[1:], anchor="end", size=12)
    yield _text(LABELS - 12, middle + 13, f"{group.better} is better", anchor="end", size=11)
    for place, one in enumerate(bars):
        top = y + place * (BAR + GAP)
        length = round(BARS * one["median"] / greatest, 1)
        yield f'<rect x="{LABELS}" y="{top}" width="{length}" height="{BAR}" fill="{COLOURS[one["of"]]}"/>'
        yield from _words(one, length, top + 12.5)


def _words(one: Told, length: float, y: float) -> Iterator[str]:
    """Name and value beside a short bar; in a long one the name stands inside."""
    value = f"{number(one['median'])} {one['unit']} ({number(one['low'])} – {number(one['high'])})"
    inside = length > BARS / 2
    if inside:
        yield _text(LABELS + 6, y, one["of"], size=12, fill=_INSIDE.get(one["of"], _INK))
    yield _text(LABELS + length + 8, y, value if inside else f"{one['of']}: {value}", size=12)


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 13,
    weight: str = "normal",
    anchor: str = "start",
    fill: str = _INK,
) -> str:
    style = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{fill}"'
    return f'<text x="{x}" y="{y}" {style}>{escape(words)}</text>'
