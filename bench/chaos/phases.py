"""Before, during and after a fault, and the pass line that all scenarios share (RELIABILITY's C)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.chaos.callers import Load, Seen
from bench.chaos.contract import Contract
from bench.chaos.line import Line, at_least, at_most, percentile
from bench.chaos.rig import DEADLINE_SECONDS, Rig, wait

LATE_SECONDS = DEADLINE_SECONDS + 0.5
RECOVERY_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Phase:
    """What was seen in it and what it cost."""

    seen: Sequence[Seen]
    cpu_seconds: float
    rss_mb: float
    log_bytes: int

    @property
    def cpu_ms(self) -> float:
        """CPU a request."""
        return 1000 * self.cpu_seconds / max(1, len(self.seen))

    @property
    def p99_ms(self) -> float:
        """Of all answers."""
        return 1000 * percentile([one.seconds for one in self.seen], 0.99)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each phase."""

    before: float = 4.0
    during: float = 8.0
    after: float = 3.0


def measured(rig: Rig, load: Load, seconds: float) -> Phase:
    """So many seconds of the load."""
    began, cpu, log = time.monotonic(), rig.cpu_seconds(), rig.log_bytes()
    wait(seconds)
    cpu, rss, log = rig.cpu_seconds() - cpu, rig.rss_mb(), rig.log_bytes() - log
    time.sleep(0.3)  # for those who were asked just now
    return Phase(load.since(began, began + seconds), cpu, rss, log)


def through(
    rig: Rig,
    load: Load,
    begin: Callable[[], object],
    end: Callable[[], object],
    times: Times = Times(),
) -> tuple[Phase, Phase, Phase]:
    """The phases before, during and after a fault; the last one begins when all should be well again."""
    wait(3)  # caches fill
    before = measured(rig, load, times.before)
    begin()
    try:
        during = measured(rig, load, times.during)
    finally:
        end()
    wait(RECOVERY_SECONDS)
    return before, during, measured(rig, load, times.after)


def common(scenario: str, before: Phase, during: Phase, after: Phase, contract: Contract) -> list[Line]:
    """The lines that hold for every fault."""
    seen = [*during.seen, *after.seen]
    unlabelled = sum(one.status == 200 and one.engine != "llm" and not one.reason for one in seen)
    well = [one for one in after.seen if one.engine == "llm" and not one.reason]
    return [
        at_most(scenario, "errors", sum(one.is_error for one in seen), 0),
        at_most(
            scenario, "answers later than the deadline + 0.5 s", sum(one.seconds > LATE_SECONDS for one in seen), 0
        ),
        at_most(scenario, "answers by code that do not say so", unlabelled, 0),
        at_most(scenario, "answers off the OpenAPI schema", contract.broken(seen), 0),
        at_most(scenario, "memory of a worker / before", during.rss_mb / before.rss_mb, 1.25),
        at_most(scenario, "CPU a request / before", during.cpu_ms / before.cpu_ms, 2),
        at_most(scenario, "log bytes a request", during.log_bytes / max(1, len(during.seen)), 2000),
        at_least(scenario, "by the model again after 6 s", len(well) / max(1, len(after.seen)), 0.95),
    ]
