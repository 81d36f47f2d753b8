"""A page text taken apart: the body, the title, the byline, and everything else with the reason why it goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from service.summarise.article import Dropped, DropReason, Title
from service.summarise.reading import body, core, flat, lines, masthead, signs, titles
from service.summarise.reading.lines import Line
from service.summarise.reading.masthead import Masthead
from service.summarise.reading.signs import Signs

_FLAT_LINES = 3  # a text of no more lines has no structure to judge by
_COVER = 0.15  # share of cue words from which a dropped line's own cues name the reason


class Block(NamedTuple):
    """A kept piece of the source, a paragraph or a line; ``end`` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known beforehand: title and byline, and the furniture that HTML names, by the start of its lines.

    Where there are ``weights``, the log-odds that speak for a line to be body by its start, furniture is no verdict: it
    says why a line goes, if it does.
    """

    title: str | None = None
    byline: str | None = None
    furniture: Mapping[int, DropReason] = field(default_factory=dict)
    weights: Mapping[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The parts of a page. Blocks and dropped pieces never overlap; between them there is nothing but blanks."""

    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...]
    title: Title | None
    byline: str | None


class _Judged(NamedTuple):
    """A line, and why it goes; None where it stays."""

    line: Line
    reason: DropReason | None


def clean(source: str, hints: Hints | None = None) -> Cleaned:
    """Takes a page text apart. Offsets are into ``source``; linear in its length."""
    hints = hints or Hints()
    found = lines.read(source, unwrap=not hints.furniture and hints.weights is None)
    certain = hints.furniture if hints.weights is None else {}
    doubtful = [line for line in found if line.start not in certain]
    marked = [_Judged(line, certain[line.start]) for line in found if line.start in certain]
    judged, title, byline = _judge(doubtful, hints)
    everything = sorted([*marked, *judged], key=lambda verdict: verdict.line.start)
    return Cleaned(
        blocks=tuple(Block(line.start, line.end) for line, reason in everything if reason is None),
        dropped=tuple(_join(everything)),
        title=title or _title_from(hints),
        byline=byline,
    )


def _judge(found: Sequence[Line], hints: Hints) -> tuple[list[_Judged], Title | None, str | None]:
    """The verdict on each line, the title where it stands among them, and the byline."""
    if len(found) <= _FLAT_LINES:
        found, kept, headline = flat.split(found)
        shown = [signs.read(line) for line in found]
        plain = [keep and not sign.furniture for keep, sign in zip(kept, shown, strict=True)]
        kept = plain if any(plain) else kept
        headline = _titled(found, shown, kept, hints.title) if headline is None else headline
        kept = [keep and place != headline for place, keep in enumerate(kept)]
    else:
        shown = [signs.read(line) for line in found]
        kept, headline = body.choose(found, shown, hints.title, _weights(found, hints))
    # A rule of stars or dashes between two pieces is no sentence of either.
    kept = [keep and any(map(str.isalnum, line.text)) for line, keep in zip(found, kept, strict=True)]
    head = masthead.read(found, shown, kept, headline, hints.byline)
    kept = [keep and place not in head.reasons for place, keep in enumerate(kept)]
    named = [hints.furniture.get(line.start) for line in found]
    reasons = _give_reasons(shown, kept, head, named)
    title = Title(found[headline].text, found[headline].start, found[headline].end) if headline is not None else None
    return [_Judged(*pair) for pair in zip(found, reasons, strict=True)], title, head.byline


def _titled(found: Sequence[Line], shown: Sequence[Signs], kept: Sequence[bool], hint: str | None) -> int | None:
    """The place of a title that stands above the prose of a text of few lines."""
    prose = [float(keep and sign.prose) for keep, sign in zip(kept, shown, strict=True)]
    place = titles.find(found, shown, core.find(shown, prose), hint) if any(prose[1:]) else None
    return place if place is not None and any(prose[place + 1 :]) else None


def _weights(found: Sequence[Line], hints: Hints) -> list[float] | None:
    return None if hints.weights is None else [hints.weights.get(line.start, 0.0) for line in found]


def _title_from(hints: Hints) -> Title | None:
    wanted = (hints.title or "").strip()
    return Title(wanted) if wanted else None


def _give_reasons(
    shown: Sequence[Signs], kept: Sequence[bool], head: Masthead, named: Sequence[DropReason | None]
) -> Iterator[DropReason | None]:
    """The markup or its own cues name a line's reason, else the heading it stands under, else its place on the page."""
    first = next((place for place, keep in enumerate(kept) if keep), len(kept))
    heading: DropReason | None = None
    for place, (sign, keep, mark) in enumerate(zip(shown, kept, named, strict=True)):
        if keep:
            heading = None
            yield None
            continue
        heading = sign.reason if sign.heads else heading
        default = DropReason.NAVIGATION if place < first else DropReason.RELATED
        own = head.reasons.get(place)
        certain = own if own is not DropReason.SECTION else mark or own
        yield certain or mark or _own_reason(sign) or heading or default


def _own_reason(sign: Signs) -> DropReason | None:
    if sign.reason is DropReason.LEGAL and sign.cover >= _COVER:
        return DropReason.LEGAL
    if "credit" in sign.names:
        return DropReason.CAPTION
    return sign.reason if sign.cover >= _COVER else None


def _join(everything: Sequence[_Judged]) -> Iterator[Dropped]:
    """Dropped lines in a row that go for one reason are one piece."""
    run: Dropped | None = None
    for line, reason in everything:
        if run is not None and run.reason is not reason:
            yield run
            run = None
        if reason is not None:
            run = Dropped(run.start if run is not None else line.start, line.end, reason)
    if run is not None:
        yield run
