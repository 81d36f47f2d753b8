"""How a cost grows with its input: a ratio within one run, so that no slow or busy machine can fail it."""

import time
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

TIMES_LONGER = 8  # the long input against the short one: a linear cost grows 8 times, a quadratic one 64 times
MOST_TIMES_DEARER = 24
LEAST_SECONDS = 0.001  # of CPU; below this a clock's own noise would be measured
TRIES = 5  # one fair try is enough: noise makes a cost look larger, never smaller in all of them


def assert_linear(make: Callable[[int], Made], work: Callable[[Made], object], size: int) -> None:
    """Fails when `work` on what `make(size)` gives costs out of proportion to what it costs on an eighth of it."""
    short, long = make(size // TIMES_LONGER), make(size)
    work(short)
    ratios: list[float] = []
    for _ in range(TRIES):
        ratios.append(_seconds(work, long) / max(_seconds(work, short), LEAST_SECONDS))
        if ratios[-1] <= MOST_TIMES_DEARER:
            return
    raise AssertionError(f"{TIMES_LONGER} times the input cost {min(ratios):.0f} times the CPU at best")


def _seconds(work: Callable[[Made], object], made: Made) -> float:
    began = time.process_time()
    work(made)
    return time.process_time() - began
