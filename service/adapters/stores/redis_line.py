"""A way to run scripts over the store's connections and behind its breaker, for what else lies in the same Redis."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import redis


@dataclass(frozen=True, slots=True)
class Script:
    """A Lua script and the name that Redis gives it."""

    text: str
    sha1: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()
        object.__setattr__(self, "sha1", digest)


class Line(Protocol):
    """Whoever has connections to Redis and knows whether it is well."""

    def run(self, script: Script, keys: Sequence[str], arguments: Sequence[str | int]) -> Any:  # noqa: ANN401
        """The script's reply, in one round trip; None when Redis is dead or refuses writes."""
        ...


def run_on(
    client: redis.Redis | redis.RedisCluster, script: Script, keys: Sequence[str], arguments: Sequence[str | int]
) -> Any:  # noqa: ANN401
    """The script's reply; it is sent in full when Redis does not know it."""
    try:
        return client.evalsha(script.sha1, len(keys), *keys, *arguments)
    except redis.exceptions.NoScriptError:
        return client.eval(script.text, len(keys), *keys, *arguments)
