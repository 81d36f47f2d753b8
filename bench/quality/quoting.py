"""Quotations found, and the right speaker on them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quality.rows import DataFolder, read
from service.summarise.article import Quotation, Speaker

_WORD = re.compile(r"[\w’'-]+")

Span = Mapping[str, Any]
Tally = Counter[str]


def english(data: DataFolder) -> None:
    """Direct and mixed quotations of English news."""
    _print("quotes", data, ("direct", "mixed"))


def german(data: DataFolder) -> None:
    """Direct quotations of German news; its corpus calls them "Direct"."""
    _print("quotes_de", data, ("direct",))


def _print(name: str, data: DataFolder, kinds: Sequence[str]) -> None:
    tallies: dict[str, Tally] = {kind: Counter() for kind in kinds}
    found = inside = 0
    for row in data.rows(name):
        article = read(row["text"])
        quotations = article.quotations if article else ()
        found += len(quotations)
        inside += sum(_is_inside(quotation, row["quotes"]) for quotation in quotations)
        for gold in row["quotes"] if article else ():
            if gold["kind"].lower() in tallies:
                _count(tallies[gold["kind"].lower()], gold, quotations)
    print(f"{name}: {found} quotations found, {_share(inside, found)} of them inside one that people marked")
    for kind, tally in tallies.items():
        print(
            f"  {kind}: found {_share(tally['matched'], tally['all'])} of {tally['all']}, "
            f"speaker right {_share(tally['right'], tally['sourced'])} of {tally['sourced']}, "
            f"right where asserted {_share(tally['right'], tally['asserted'])} of {tally['asserted']}"
        )


def _count(tally: Tally, gold: Span, quotations: Sequence[Quotation]) -> None:
    """One quotation that people marked: the found one that shares most with it is held against it."""
    tally["all"] += 1
    best = max(quotations, key=lambda quotation: _shared(quotation, gold["content"]), default=None)
    if best is None or not _shared(best, gold["content"]):
        return
    tally["matched"] += 1
    if not gold["source"]:
        return
    tally["sourced"] += 1
    if best.speaker:
        tally["asserted"] += 1
        tally["right"] += _is_right(best.speaker, gold["source"])


def _is_right(speaker: Speaker, sources: Iterable[Span]) -> bool:
    """Whether the mention touches a source that people marked, or ends on the same word as one."""
    return any(_overlap(speaker, source) or _last(source["text"]) == _last(speaker.name) for source in sources)


def _is_inside(quotation: Quotation, golden: Iterable[Span]) -> bool:
    """Whether at least half of it lies in one piece of a quotation that people marked."""
    return any(
        2 * _overlap(quotation, piece) >= quotation.end - quotation.start
        for gold in golden
        for piece in gold["content"]
    )


def _shared(quotation: Quotation, pieces: Iterable[Span]) -> int:
    return sum(_overlap(quotation, piece) for piece in pieces)


def _overlap(one: Quotation | Speaker, other: Span) -> int:
    return max(0, min(one.end, other["end"]) - max(one.start, other["start"]))


def _last(words: str) -> str:
    found = _WORD.findall(words)
    return found[-1].lower() if found else ""


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "none"
