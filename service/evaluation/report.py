"""Runs added up, prompt by prompt."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from service.evaluation.run import Run


@dataclass(frozen=True, slots=True)
class Row:
    """A prompt's figures over its runs. A share is between 0 and 1, and None where there was nothing to count.

    ``stopped`` counts the first drafts' statements by the check that they failed, the commonest first.
    ``delivered`` is the model's supported statements an article; ``calls`` are calls of the model an article, so 2 says
    that every draft had to be repaired; times are in seconds.
    """

    prompt: str
    sha256: str
    runs: int
    failures: Mapping[str, int]
    stopped: Mapping[str, int]
    supported_first: float | None
    supported_last: float | None
    delivered: float | None
    limits_kept: float | None
    speakers_found: float | None
    calls: float
    input_tokens: int
    output_tokens: int
    cost: float
    currency: str
    seconds_median: float
    seconds_total: float


def rows(runs: Iterable[Run]) -> tuple[Row, ...]:
    """A row for each prompt, in the order in which the prompts come."""
    by_prompt: dict[str, list[Run]] = {}
    for run in runs:
        by_prompt.setdefault(run.key.prompt_sha256, []).append(run)
    return tuple(_row(prompt_runs) for prompt_runs in by_prompt.values())


def as_json(model: str, runs: Sequence[Run]) -> str:
    """The figures and every run behind them, indented."""
    shown = {"model": model, "prompts": [asdict(row) for row in rows(runs)], "runs": [asdict(run) for run in runs]}
    return json.dumps(shown, indent=1, ensure_ascii=False)


def _row(runs: Sequence[Run]) -> Row:
    counts = [run.counts for run in runs]
    answered = sum(run.failure is None for run in runs)
    supported = sum(one.last_supported for one in counts)
    return Row(
        prompt=runs[0].prompt,
        sha256=runs[0].key.prompt_sha256,
        runs=len(runs),
        failures=dict(sorted(Counter(run.failure for run in runs if run.failure).items())),
        stopped=dict(sum((Counter(one.stopped) for one in counts), Counter[str]()).most_common()),
        supported_first=_share(sum(one.first_supported for one in counts), sum(one.first for one in counts)),
        supported_last=_share(supported, sum(one.last for one in counts)),
        delivered=_share(supported, answered),
        limits_kept=_share(sum(one.limits_kept for one in counts), sum(one.limits_asked for one in counts)),
        speakers_found=_share(sum(one.speakers_found for one in counts), sum(one.spoken for one in counts)),
        calls=sum(run.calls for run in runs) / len(runs),
        input_tokens=sum(run.usage.input_tokens for run in runs),
        output_tokens=sum(run.usage.output_tokens for run in runs),
        cost=sum(run.usage.cost for run in runs),
        currency=runs[0].usage.currency,
        seconds_median=median(run.seconds for run in runs),
        seconds_total=sum(run.seconds for run in runs),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
