"""What the gate makes of minimal pairs: a statement that the article says, and its twin that lies in one thing.

A lie is stopped when its verdict is unsupported, a true twin kept when it is supported. No statement comes with
sentence numbers: the gate finds the evidence itself, as it does for an editor's own statement.

`python -m bench.grounding.pairs` prints the shares of each class of lie, and of all.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from service.summarise.article import Article, Submission
from service.summarise.grounding import gate
from service.summarise.reading import reader
from service.summarise.statement import Check, Output, Proposal, Statement

HERE = Path(__file__).parent
MS = 1000  # milliseconds in a second


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the set. The speakers are those named beside the statement; None where none is named."""

    article: str
    kind: str
    true: str
    lie: str
    true_speaker: str | None = None
    lie_speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with the gate's word on both of its statements."""

    pair: Pair
    true: Statement
    lie: Statement

    @property
    def kept(self) -> bool:
        """Whether the true twin passed."""
        return self.true.supported

    @property
    def stopped(self) -> bool:
        """Whether the lie did not."""
        return not self.lie.supported


@dataclass(frozen=True, slots=True)
class Tally:
    """A class of lie, its pairs, and how many of its lies were stopped and of its true twins kept."""

    kind: str
    pairs: int
    stopped: int
    kept: int


def load(path: Path = HERE / "pairs.jsonl") -> tuple[Pair, ...]:
    """The set as it is written, in its order. Raises ``KeyError`` on a line that lacks a field."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_pair(json.loads(line)) for line in lines)


def article_names() -> tuple[str, ...]:
    """The names of the set's articles, sorted."""
    return tuple(sorted(path.stem for path in (HERE / "articles").glob("*.txt")))


@cache
def read(name: str) -> Article:
    """One of the set's articles, read as the service reads a caller's text."""
    return reader.read(Submission(text=(HERE / "articles" / f"{name}.txt").read_text(encoding="utf-8")))


def judge(pairs: Iterable[Pair]) -> Iterator[Judged]:
    """Every pair judged, each article prepared once."""
    prepared = {}
    for pair in pairs:
        article = read(pair.article)
        if pair.article not in prepared:
            prepared[pair.article] = gate.index(article)
        true = Proposal(Output.CLAIMS, pair.true, (), speaker=pair.true_speaker)
        lie = Proposal(Output.CLAIMS, pair.lie, (), speaker=pair.lie_speaker)
        ready = prepared[pair.article]
        yield Judged(pair, gate.judge(true, article, ready), gate.judge(lie, article, ready))


def tally(judged: Sequence[Judged]) -> tuple[Tally, ...]:
    """One row a class, in alphabetical order, and `all` at the end."""
    kinds = sorted({one.pair.kind for one in judged})
    groups = {kind: [one for one in judged if one.pair.kind == kind] for kind in kinds} | {"all": list(judged)}
    return tuple(
        Tally(kind, len(group), sum(one.stopped for one in group), sum(one.kept for one in group))
        for kind, group in groups.items()
    )


def _pair(row: Mapping[str, Any]) -> Pair:
    speakers = row["speaker"] or {"true": None, "lie": None}
    return Pair(row["article"], row["class"], row["true"], row["lie"], speakers["true"], speakers["lie"])


def _print_table(tallies: Iterable[Tally]) -> None:
    print(f"{'class':22} pairs  lies stopped  true twins kept")
    for row in tallies:
        print(f"{row.kind:22} {row.pairs:5}  {row.stopped / row.pairs:12.3f}  {row.kept / row.pairs:15.3f}")


def _print_faults(judged: Iterable[Judged]) -> None:
    for one in judged:
        if not one.stopped:
            print(f"\nLIE PASSED  {one.pair.kind}, {one.pair.article}\n  {_told(one.pair.lie, one.pair.lie_speaker)}")
            print(f"  true: {_told(one.pair.true, one.pair.true_speaker)}")
            _print_evidence(one.lie)
        if not one.kept:
            print(f"\nTRUTH LOST  {one.pair.kind}, {one.pair.article}\n  {_told(one.pair.true, one.pair.true_speaker)}")
            for check in one.true.checks:
                print(f"  {check.check}: {check.detail}")
            _print_evidence(one.true)


def _told(text: str, speaker: str | None) -> str:
    return f"{text}  (speaker: {speaker})" if speaker else text


def _print_evidence(statement: Statement) -> None:
    for piece in statement.evidence:
        print(f"  [{piece.sentence}] {piece.text}")


def _as_json(judged: Sequence[Judged], tallies: Iterable[Tally]) -> dict[str, Any]:
    return {
        "classes": {row.kind: {"pairs": row.pairs, "stopped": row.stopped, "kept": row.kept} for row in tallies},
        "faults": [
            {
                "article": one.pair.article,
                "class": one.pair.kind,
                "true": one.pair.true,
                "lie": one.pair.lie,
                "stopped": one.stopped,
                "kept": one.kept,
                "true_checks": _checks(one.true.checks),
                "lie_checks": _checks(one.lie.checks),
            }
            for one in judged
            if not (one.stopped and one.kept)
        ],
    }


def _checks(checks: Iterable[Check]) -> list[dict[str, str | None]]:
    return [{"check": check.check, "detail": check.detail} for check in checks]


def _chosen(parser: argparse.ArgumentParser, given: str | None, known: set[str]) -> set[str]:
    chosen = set(given.split(",")) if given else known
    if unknown := sorted(chosen - known):
        parser.error(f"no pairs of {', '.join(unknown)}; there are some of {', '.join(sorted(known))}")
    return chosen


def main() -> None:
    """Print the shares; with ``--show`` what went wrong before them, with ``--json`` both for a machine."""
    parser = argparse.ArgumentParser(prog="bench.grounding.pairs", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", metavar="CLASSES", help="these classes of lie, with commas between them")
    parser.add_argument("--articles", metavar="NAMES", help="these articles, with commas between them")
    parser.add_argument("--show", action="store_true", help="also the lies that passed and the true twins lost")
    parser.add_argument("--json", action="store_true", help="as JSON")
    asked = parser.parse_args()
    pairs = load()
    kinds = _chosen(parser, asked.only, {pair.kind for pair in pairs})
    names = _chosen(parser, asked.articles, {pair.article for pair in pairs})
    began = time.process_time()
    judged = tuple(judge(pair for pair in pairs if pair.kind in kinds and pair.article in names))
    spent = time.process_time() - began
    if asked.json:
        json.dump(_as_json(judged, tally(judged)), sys.stdout, indent=1, ensure_ascii=False)
        print()
        return
    if asked.show:
        _print_faults(judged)
        print()
    _print_table(tally(judged))
    print(f"CPU a statement: {MS * spent / (2 * len(judged)):.2f} ms, reading and indexing the articles included")


if __name__ == "__main__":
    main()
