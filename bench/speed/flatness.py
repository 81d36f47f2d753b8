"""Whether what a worker uses stays as it is over a long run: slopes by least squares. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bench.speed.usage import Use

PER = 10_000
"""Requests that a slope is told for."""

WARM_UP = 1 / 3
"""Share of the samples, from the beginning, that is left out: pools, stores and caches fill."""

SAMPLES_LEAST = 4
"""With fewer left a worker has no slope: it came late."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one worker used when so many requests had been answered."""

    requests: int
    use: Use


@dataclass(frozen=True, slots=True)
class Bound:
    """The growth that counts as flat: so much for 10,000 requests, or so little in all that it may be chance."""

    name: str
    per_10_000: float
    chance: float


BOUNDS = (Bound("rss_mb", 1.0, 2.0), Bound("fds", 5.0, 8.0), Bound("threads", 1.0, 2.0))


@dataclass(frozen=True, slots=True)
class Slope:
    """How one figure of one worker grew: for 10,000 requests, and over the requests that were looked at."""

    pid: int
    bound: Bound
    per_10_000: float
    growth: float

    @property
    def flat(self) -> bool:
        """Whether it keeps to its bound."""
        return self.per_10_000 <= self.bound.per_10_000 or self.growth <= self.bound.chance

    def __str__(self) -> str:
        word = "flat" if self.flat else "NOT FLAT"
        grown = f"{self.growth:+.2f} in all, {self.per_10_000:+.2f} per {PER:,} requests"
        return f"worker {self.pid}: {self.bound.name} {grown}: {word}"


def slopes(samples: Sequence[Sample]) -> Iterator[Slope]:
    """Of every figure of every worker that was there long enough."""
    warm = sorted(samples, key=lambda one: one.requests)[round(len(samples) * WARM_UP) :]
    for pid, own in groupby(sorted(warm, key=lambda one: one.use.pid), key=lambda one: one.use.pid):
        points = list(own)
        if len(points) >= SAMPLES_LEAST:
            yield from (_slope(pid, bound, points) for bound in BOUNDS)


def least_squares(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the line that fits best; 0 where all points stand above one another."""
    count = len(points)
    across, up = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - across) ** 2 for x, _ in points)
    return sum((x - across) * (y - up) for x, y in points) / spread if spread else 0.0


def _slope(pid: int, bound: Bound, samples: Sequence[Sample]) -> Slope:
    slope = least_squares([(one.requests, getattr(one.use, bound.name)) for one in samples])
    seen = max(one.requests for one in samples) - min(one.requests for one in samples)
    return Slope(pid, bound, slope * PER, slope * seen)
