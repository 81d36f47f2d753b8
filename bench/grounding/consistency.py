"""What the gate makes of sentences that people judged: the consistency sets of a data folder, in this process.

`python -m bench.grounding.consistency --data DIR` prints for each set the balanced accuracy of the verdict, the area
under the curve of the score, and how many consistent rows the numbers check flagged; then the CPU of a statement.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.summarise.article import Submission
from service.summarise.grounding import gate, numbers
from service.summarise.grounding.gate import Trial
from service.summarise.grounding.score import score
from service.summarise.reading import reader
from service.summarise.statement import Output, Proposal

SETS = ("summedits_news", "qags", "frank", "aggrefact_cnndm", "aggrefact_xsum")
SPEAKER = "speaker"
MS = 1000  # milliseconds in a second


@dataclass(frozen=True, slots=True)
class Row:
    """One judged sentence: what people say, what the gate says, and its score."""

    true: bool
    supported: bool
    score: float
    numbers_flagged: bool


def main() -> None:
    """Print one line a set, and what a statement costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    asked = parser.parse_args()
    began, count = time.process_time(), 0
    for name in (*SETS, SPEAKER):
        rows = [_row(trial, true=true) for trial, true in judged(asked.data, name)]
        count += len(rows)
        print(f"{name:16} {_figures(rows)}")
    spent = (time.process_time() - began) * MS
    print(f"CPU a statement: {spent / count:.2f} ms, reading and indexing the articles included")


def judged(data: Path, name: str) -> Iterator[tuple[Trial, bool]]:
    """Each row of a set as the gate holds it against its article, and whether people find it consistent."""
    prepared = {}
    with (data / f"consistency_{name}.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["article"] not in prepared:
                prepared[row["article"]] = gate.index(reader.read(Submission(text=row["article"])))
            yield (
                gate.best_trial(Proposal(Output.CLAIMS, row["claim"], ()), prepared[row["article"]]),
                bool(row["label"]),
            )


def _row(trial: Trial, *, true: bool) -> Row:
    flagged = any(check.check == numbers.NAME for check in trial.checks)
    return Row(true, not trial.checks, score(trial.subject, trial.checks), flagged)


def _figures(rows: Sequence[Row]) -> str:
    true, false = [row for row in rows if row.true], [row for row in rows if not row.true]
    kept = sum(row.supported for row in true) / len(true)
    stopped = sum(not row.supported for row in false) / len(false)
    flagged = sum(row.numbers_flagged for row in true) / len(true)
    return (
        f"balanced accuracy {(kept + stopped) / 2:.3f} (true kept {kept:.3f} of {len(true)}, false stopped "
        f"{stopped:.3f} of {len(false)}), AUC {_area(true, false):.3f}, numbers flagged wrongly {flagged:.3f}"
    )


def _area(true: Sequence[Row], false: Sequence[Row]) -> float:
    """The chance that a true row scores above a false one, ties half (Hanley and McNeil 1982)."""
    wins = sum((one.score > other.score) + (one.score == other.score) / 2 for one in true for other in false)
    return wins / (len(true) * len(false))


if __name__ == "__main__":
    main()
