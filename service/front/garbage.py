"""How often a worker looks for garbage in cycles.

An article makes a hundred thousand objects and nearly no cycles. By the usual thresholds, made for small scripts, the
collector looks at all of them again and again, for a good part of the CPU of a large page.
"""

import gc

_THRESHOLDS = (20_000, 50, 20)


def collect_seldom() -> None:
    """Have this process's collector run, seldom."""
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
