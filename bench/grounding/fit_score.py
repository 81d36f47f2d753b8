"""Fit the weights of the gate's score, and print or write ``service/summarise/grounding/score_weights.py``.

A logistic model on all rows of the consistency sets and on the project's own minimal pairs, each set and each label
weighing the same. Two signs are given, not learned: a failed check never raises the score, a share of the statement
that the evidence holds never lowers it. Gradient descent without any library: some seconds.

`python -m bench.grounding.fit_score --data DIR [--write]`
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from bench.grounding import pairs
from bench.grounding.consistency import SETS, judged
from service.summarise.grounding import gate, score
from service.summarise.statement import Output, Proposal

ROUNDS = 1500
RATE = 0.5
DECAY = 0.001
OUTPUT = Path(__file__).parents[2] / "service/summarise/grounding/score_weights.py"


@dataclass(frozen=True, slots=True)
class Example:
    """A statement by its features. ``weight`` makes all examples of a set and label together weigh 1."""

    features: Mapping[str, float]
    true: bool
    weight: float


def main() -> None:
    """Fit, and print the weights or write them into the package."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--write", action="store_true", help="into the package, not only to the screen")
    asked = parser.parse_args()
    examples = [*_of_sets(asked.data), *_of_pairs()]
    module = _module(*fit(examples))
    print(module)
    if asked.write:
        OUTPUT.write_text(module)


def fit(examples: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """The intercept and the weights of a logistic model with the signs of ``_sign``."""
    names = sorted({name for example in examples for name in example.features})
    weights, intercept, total = dict.fromkeys(names, 0.0), 0.0, sum(example.weight for example in examples)
    for _ in range(ROUNDS):
        slopes, slope = dict.fromkeys(names, 0.0), 0.0
        for example in examples:
            reached = intercept + sum(weights[name] * value for name, value in example.features.items())
            error = example.weight * (1 / (1 + exp(-reached)) - example.true)
            slope += error
            for name, value in example.features.items():
                slopes[name] += error * value
        intercept -= RATE * slope / total
        weights = {name: _stepped(name, weights[name], slopes[name] / total) for name in names}
    return intercept, weights


def _stepped(name: str, weight: float, slope: float) -> float:
    moved = weight - RATE * (slope + DECAY * weight)
    sign = _sign(name)
    return max(0.0, moved) if sign > 0 else min(0.0, moved) if sign < 0 else moved


def _sign(name: str) -> int:
    return -1 if name.startswith("failed:") or name == "gap" else 1


def _of_sets(data: Path) -> Iterator[Example]:
    for name in SETS:
        rows = [(score.features(trial.subject, trial.checks), true) for trial, true in judged(data, name)]
        yield from _weighed(rows)


def _of_pairs() -> Iterator[Example]:
    rows = []
    prepared = {name: gate.index(pairs.read(name)) for name in pairs.article_names()}
    for pair in pairs.load():
        for text, speaker, true in ((pair.true, pair.true_speaker, True), (pair.lie, pair.lie_speaker, False)):
            trial = gate.best_trial(Proposal(Output.CLAIMS, text, (), speaker=speaker), prepared[pair.article])
            rows.append((score.features(trial.subject, trial.checks), true))
    yield from _weighed(rows)


def _weighed(rows: Sequence[tuple[Mapping[str, float], bool]]) -> Iterator[Example]:
    count = Counter(true for _, true in rows)
    return (Example(features, true, 1 / count[true]) for features, true in rows)


def _module(intercept: float, weights: Mapping[str, float]) -> str:
    lines = "\n".join(f'    "{name}": {weight:.2f},' for name, weight in weights.items())
    return (
        '"""The weights of the score, as ``bench/grounding/fit_score.py`` wrote them."""\n\n'
        f"INTERCEPT = {intercept:.2f}\nWEIGHTS: dict[str, float] = {{\n{lines}\n}}\n"
    )


if __name__ == "__main__":
    main()
