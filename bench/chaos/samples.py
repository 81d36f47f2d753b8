"""Whether two samples can come from one source."""

import math
from bisect import bisect_right
from collections.abc import Sequence


def same_distribution(one: Sequence[float], other: Sequence[float]) -> float:
    """The p of the two-sample Kolmogorov-Smirnov test, asymptotic (Stephens 1970): small where they differ."""
    left, right = sorted(one), sorted(other)
    apart = max(
        abs(bisect_right(left, value) / len(left) - bisect_right(right, value) / len(right))
        for value in (*left, *right)
    )
    size = math.sqrt(len(left) * len(right) / (len(left) + len(right)))
    scaled = (size + 0.12 + 0.11 / size) * apart
    if scaled < 0.2:  # where the series does not converge, p is 1 to many places
        return 1.0
    terms = ((-1.0) ** (term - 1) * math.exp(-2 * (term * scaled) ** 2) for term in range(1, 101))
    return min(1.0, max(0.0, 2 * sum(terms)))
