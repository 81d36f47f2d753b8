"""CPU time of one article, of one at the limit, and how the cost grows. One process; the least of a few runs."""

import time
from collections.abc import Callable
from itertools import cycle
from statistics import median
from typing import TypeVar

from quality.rows import WISH, DataFolder
from service.summarise.article import Article, Submission
from service.summarise.grounding import gate
from service.summarise.reading import reader
from service.summarise.writing import extractive

RUNS = 3
LIMIT = 1_000_000  # characters, as STANDFIRST_TEXT_MAX_CHARS

_Made = TypeVar("_Made")

Took = tuple[float, float, float]


def measured(data: DataFolder) -> None:
    """Median of the articles of ``keyclaims``, the cost at the limit, and what twice the text costs."""
    texts = [row["article"] for row in data.rows("keyclaims")]
    each = [_cost(text) for text in texts]
    print(f"cost: median of {len(texts)} articles of {median(map(len, texts)):.0f} characters, CPU: {_named(each)}")
    endless = _endless(texts)
    sizes = (LIMIT // 4, LIMIT // 2, LIMIT)
    at = {size: _cost(endless[:size]) for size in sizes}
    print(f"cost: 1 MB, CPU: {_named([at[LIMIT]])}")
    for small, large in ((sizes[0], sizes[1]), (sizes[1], sizes[2])):
        read, draft, _ = (after / before for before, after in zip(at[small], at[large], strict=True))
        whole = sum(at[large][:2]) / sum(at[small][:2])
        print(
            f"cost: {small // 1000} to {large // 1000} KB, times: {whole:.2f} (reading {read:.2f}, draft {draft:.2f})"
        )


def _named(took: list[Took]) -> str:
    read, draft, gated = (median(one) for one in zip(*took, strict=True))
    both = median(one[0] + one[1] for one in took)
    return (
        f"reading and drafting {both:.2f} ms (reading {read:.2f}, ranking and drafting {draft:.2f}); gate {gated:.2f}"
    )


def _cost(text: str) -> Took:
    """Milliseconds of reading, of ranking and drafting, and of the gate."""
    read, article = _least(lambda: _read(text))
    drafted, proposals = _least(lambda: extractive.draft(article, WISH))
    gated, _ = _least(lambda: gate.ground(proposals, article, WISH))
    return read, drafted, gated


def _read(text: str) -> Article:
    article = reader.read(Submission(text=text))
    len(article.suitability), len(article.quotations)  # they are found when they are first looked at
    return article


def _least(work: Callable[[], _Made]) -> tuple[float, _Made]:
    best = float("inf")
    for _ in range(RUNS):
        began = time.process_time()
        made = work()
        best = min(best, (time.process_time() - began) * 1000)
    return best, made


def _endless(texts: list[str]) -> str:
    """Articles one behind the other, as long as a caller may send."""
    parts: list[str] = []
    size = 0
    for text in cycle(texts):
        parts.append(text)
        size += len(text) + 2
        if size >= LIMIT:
            return "\n\n".join(parts)[:LIMIT]
    raise ValueError("no articles")
