"""What is measured, under which name and unit, and the aims that the figures are held to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.speed.figures import Aim, Figure, Rounds, difference, paired, ratio, spread

OURS, OURS_REDIS, RAW, GET, LITELLM, DIRECT = (
    "ours",
    "ours, no store in process",
    "raw WSGI",
    "raw WSGI + Redis GET",
    "LiteLLM",
    "direct calls",
)

CPU_1, CPU_64, RATE_64 = (
    "CPU of a cached answer, 1 connection",
    "CPU of a cached answer, 64 connections",
    "cached answers a second, 64 connections",
)
MISS = "a miss on a model of 50 ms, p50"
BURST_100, BURST_500, BURST_1000 = (f"{number:,} articles at once, model of 2 s" for number in (100, 500, 1000))
SUSTAINED = "500 callers for two articles each, model of 2 s"
HIT_ERRORS = "errors among cached answers"
ERRORS, DEGRADED = "errors among new articles", "degraded answers among new articles"
PEAK_RSS, PEAK_PSS = "memory of a worker after bursts (RSS, peak)", "memory of a worker after bursts (PSS)"
IDENTICAL = "model calls for 200 identical articles at once"
START, START_CPU = "start to first answer", "CPU of a start, all processes"
IDLE_RSS, IDLE_PSS = "memory of an idle worker (RSS)", "memory of an idle worker (PSS)"
LATE, LATEST = "answers after 1.5 s of 'wait=1', model of 10 s", "slowest answer of 'wait=1', model of 10 s"
LOST = "model calls when the articles of a burst are asked for again"
MISS_CALLS = "model calls for a miss"

_BURSTS = (BURST_100, BURST_500, BURST_1000, SUSTAINED)
UNITS = {
    **dict.fromkeys((CPU_1, CPU_64, MISS), "ms"),
    **dict.fromkeys((RATE_64, *_BURSTS), "/s"),
    **dict.fromkeys((PEAK_RSS, PEAK_PSS, IDLE_RSS, IDLE_PSS), "MB"),
    **dict.fromkeys((START, START_CPU, LATEST), "s"),
}

BOUNDS = {
    HIT_ERRORS: Aim(0, always=True),
    ERRORS: Aim(0, always=True),
    DEGRADED: Aim(0, always=True),
    LOST: Aim(0, always=True),
    LATE: Aim(0, always=True),
    IDENTICAL: Aim(1, always=True),
    MISS_CALLS: Aim(1, always=True),
    PEAK_RSS: Aim(200),
    IDLE_RSS: Aim(90),
    START: Aim(1.5),
}
"""Aims for our own absolute figures."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One system's figure beside another's: their ratio, or what one adds to the other."""

    what: str
    system: str
    other: str
    aim: Aim
    by: Callable[[float, float], float] = ratio


BESIDES = (
    Beside(CPU_1, OURS_REDIS, GET, Aim(1.2)),
    Beside(CPU_64, OURS_REDIS, GET, Aim(1.2)),
    Beside(CPU_1, OURS, GET, Aim(0.7)),
    Beside(CPU_64, OURS, GET, Aim(0.7)),
    Beside(CPU_1, OURS_REDIS, LITELLM, Aim(0.05)),
    Beside(CPU_64, OURS_REDIS, LITELLM, Aim(0.05)),
    Beside(RATE_64, OURS_REDIS, GET, Aim(0.9, at_least=True)),
    Beside(RATE_64, OURS, GET, Aim(0.9, at_least=True)),
    Beside(RATE_64, OURS_REDIS, LITELLM, Aim(15, at_least=True)),
    Beside(MISS, OURS, DIRECT, Aim(5), difference),
    Beside(MISS, LITELLM, DIRECT, Aim(16), difference),
    Beside(BURST_100, OURS, DIRECT, Aim(0.88, at_least=True)),
    Beside(BURST_500, OURS, DIRECT, Aim(0.88, at_least=True)),
    Beside(SUSTAINED, OURS, DIRECT, Aim(0.88, at_least=True)),
    Beside(BURST_1000, OURS, DIRECT, Aim(0.65, at_least=True)),
    Beside(BURST_500, LITELLM, DIRECT, Aim(0.37, at_least=True)),
    Beside(BURST_1000, LITELLM, DIRECT, Aim(0.26, at_least=True)),
)


def figures(rounds: Rounds) -> list[Figure]:
    """First what is set beside something else, then everything by itself."""
    return [*_besides(rounds), *_alone(rounds)]


def _besides(rounds: Rounds) -> Iterator[Figure]:
    for one in BESIDES:
        found = paired(rounds, one.what, one.system, one.other, one.by)
        if found:
            unit, sign = (UNITS[one.what], "−") if one.by is difference else ("×", "/")
            aim = one.aim if one.system != LITELLM else None
            yield Figure(one.what, f"{one.system} {sign} {one.other}", found, unit, aim)


def _alone(rounds: Rounds) -> Iterator[Figure]:
    for what, system in rounds.measured():
        aim = BOUNDS.get(what) if system == OURS else None
        yield Figure(what, system, spread(rounds.of(what, system)), UNITS.get(what, ""), aim)
