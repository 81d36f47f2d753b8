"""A ready-made answer as bytes and back."""

from dataclasses import dataclass, field

import orjson

from service.summarise.ports import Usage

OVERHEAD_BYTES = 600
"""What an entry costs in memory beside its body, about."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The body of a cached answer, and what its headers and its log line are made of.

    ``generation`` is the purge token that it was made under; ``created`` is in seconds since the epoch; ``usage`` is
    what its writing took, which is what each further answer saves.
    """

    generation: str
    etag: str
    created: float
    engine: str
    second_opinion: str | None
    body: bytes
    usage: Usage = field(default=Usage())

    @property
    def size_bytes(self) -> int:
        """What it takes in memory, about."""
        return len(self.body) + OVERHEAD_BYTES


def dump(ready: Ready) -> bytes:
    """One line of facts, then the body as it is sent."""
    usage = (ready.usage.input_tokens, ready.usage.output_tokens, ready.usage.cost)
    facts = [ready.generation, ready.etag, ready.created, ready.engine, ready.second_opinion, usage]
    return orjson.dumps(facts) + b"\n" + ready.body


def load(entry: bytes | None) -> Ready | None:
    """The answer in an entry; None when there is none, or its shape is another's."""
    if entry is None:
        return None
    line, _, body = entry.partition(b"\n")
    try:
        generation, etag, created, engine, second_opinion, usage = orjson.loads(line)
        return Ready(generation, etag, created, engine, second_opinion, body, Usage(*usage))
    except (ValueError, TypeError):
        return None
