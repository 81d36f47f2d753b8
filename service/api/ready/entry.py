"""A ready-made answer as bytes and back."""

from dataclasses import dataclass

import orjson

OVERHEAD_BYTES = 600
"""What an entry costs in memory beside its body, about."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The body of a cached answer, and what its headers and its log line are made of.

    ``generation`` is the purge token that it was made under; ``created`` is in seconds since the epoch.
    """

    generation: str
    etag: str
    created: float
    engine: str
    second_opinion: str | None
    body: bytes

    @property
    def size_bytes(self) -> int:
        """What it takes in memory, about."""
        return len(self.body) + OVERHEAD_BYTES


def dump(ready: Ready) -> bytes:
    """One line of facts, then the body as it is sent."""
    facts = [ready.generation, ready.etag, ready.created, ready.engine, ready.second_opinion]
    return orjson.dumps(facts) + b"\n" + ready.body


def load(entry: bytes | None) -> Ready | None:
    """The answer in an entry; None when there is none, or its shape is another's."""
    if entry is None:
        return None
    line, _, body = entry.partition(b"\n")
    try:
        generation, etag, created, engine, second_opinion = orjson.loads(line)
    except (ValueError, TypeError):
        return None
    return Ready(generation, etag, created, engine, second_opinion, body)
