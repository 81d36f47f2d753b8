"""Whether an answer is made of the article that was sent, and of no other."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bench.chaos.callers import Seen
from bench.speed import articles


def foreign(seen: Iterable[Seen]) -> int:
    """Answers that cite what the article asked about does not say: they would be another one's."""
    return sum(one.status == 200 and not stems_from(one.nonce, one.body) for one in seen)


def stems_from(nonce: int, body: bytes) -> bool:
    """Whether each sentence that an answer cites stands in that article, and there is one."""
    text = _article(nonce)
    cited = list(_cited(json.loads(body)))
    return bool(cited) and all(sentence in text for sentence in cited)


@lru_cache(maxsize=4_000)
def _article(nonce: int) -> str:
    return articles.article(nonce)


def _cited(answer: Any) -> Iterator[str]:  # noqa: ANN401 - any part of an answer
    if isinstance(answer, dict):
        yield from (piece["text"] for piece in answer.get("evidence", ()))
        for part in answer.values():
            yield from _cited(part)
    elif isinstance(answer, list):
        for part in answer:
            yield from _cited(part)
