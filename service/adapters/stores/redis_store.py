"""A store in Redis (or Valkey), shared by all workers and hosts. A dead Redis is a miss, told once in the log."""

import secrets
from collections.abc import Callable, Sequence, Set
from queue import Empty
from typing import Any

import redis
from redis.exceptions import RedisClusterException

from service.adapters.stores.health import Health
from service.adapters.stores.redis_clients import Client, connector
from service.adapters.stores.redis_line import Script, run_on
from service.adapters.stores.seal import seal, unseal
from service.summarise.errors import StoreDown

CONNECTIONS_MAX = 128
"""For one worker; over it callers wait for a connection."""

CONNECTION_WAIT_SECONDS = 2.0
"""How long they wait. A burst of a thousand callers is over sooner; a Redis that hangs is found out by those who hold
the connections."""

_RENEW = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0"
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end"


class RedisStore:
    """The port over a server, the master that Sentinels name, or a Cluster; nothing is retried, nothing connected yet.

    ``timeout_seconds`` bounds each command's steps. ``url`` is as ``redis_address`` says; raises ``ValueError`` if not.
    """

    name = "redis"

    def __init__(self, url: str, *, timeout_seconds: float = 0.25) -> None:
        self._connector = connector(
            url,
            timeout_seconds=timeout_seconds,
            connections_max=CONNECTIONS_MAX,
            wait_seconds=CONNECTION_WAIT_SECONDS,
        )
        self._health = Health()

    @property
    def _redis(self) -> Client:
        # Raises as a command does: to be used within ``_ask``.
        return self._connector.client()

    @property
    def is_down(self) -> bool:
        """Whether this process does without Redis for now. Asks nobody."""
        return self._health.is_down

    def get(self, key: str) -> bytes | None:
        """The stored bytes; None when absent, expired, damaged, or Redis is dead."""
        return unseal(key, self._ask(lambda: self._redis.get(key)))

    def put(self, key: str, value: bytes, ttl_seconds: int) -> bool:
        """Keep the bytes; False when Redis is dead or full."""
        return bool(self._ask(lambda: self._redis.set(key, seal(key, value), ex=ttl_seconds), writes=True))

    def delete(self, key: str) -> bool:
        """Forget the key; True when it was there. Raises ``StoreDown``: a takedown must not look done."""
        deleted = self._ask(lambda: self._redis.delete(key), writes=True)
        if deleted is None:
            raise StoreDown("the store is down, nothing was purged")
        return bool(deleted)

    def acquire(self, key: str, lease_seconds: float) -> str | None:
        """A token when the caller now holds the key's lease, None when another does. Redis dead: everybody leads."""
        token = secrets.token_hex(16)
        lease_ms = _milliseconds(lease_seconds)
        taken = self._ask(
            lambda: bool(self._redis.set(_lease(key), token, nx=True, px=lease_ms)), otherwise=True, writes=True
        )
        return token if taken else None

    def release(self, key: str, token: str) -> None:
        """Give the lease back; another holder's is left alone. With Redis dead the lease expires."""
        self._ask(lambda: self._redis.eval(_RELEASE, 1, _lease(key), token), writes=True)

    def renew(self, key: str, token: str, lease_seconds: float) -> None:
        """Have the lease last from now, if it is still this holder's."""
        self._ask(lambda: self._redis.eval(_RENEW, 1, _lease(key), token, _milliseconds(lease_seconds)), writes=True)

    def held(self, keys: Sequence[str]) -> Set[str]:
        """Those of the keys whose lease somebody holds; none when Redis is dead."""
        leases = [_lease(key) for key in keys]
        holders = self._ask(lambda: self._redis.mget(leases)) or ()
        return {key for key, holder in zip(keys, holders, strict=False) if holder is not None}

    def alive(self) -> bool:
        """Whether Redis answers now; asked no oftener than others may while it is down."""
        return bool(self._ask(lambda: self._redis.ping()))

    def run(self, script: Script, keys: Sequence[str], arguments: Sequence[str | int]) -> Any:  # noqa: ANN401
        """A script's reply, for what else lies in this Redis; None when it is dead or refuses writes."""
        return self._ask(lambda: run_on(self._redis, script, keys, arguments), writes=True)

    def close(self) -> None:
        """Close all connections."""
        self._connector.close()

    def _ask(self, command: Callable[[], Any], *, otherwise: Any = None, writes: bool = False) -> Any:  # noqa: ANN401
        """The command's reply, or ``otherwise`` when Redis does not answer, or answers with any error."""
        if not self._health.worth_asking():
            return otherwise
        try:
            reply = command()
        except redis.ResponseError as error:
            self._note(error, writes=writes)
            return otherwise
        # OSError: a resolver's fault; ValueError: a reply that is none. Not one of them is a redis.RedisError.
        except (redis.RedisError, RedisClusterException, OSError, ValueError) as error:
            if not isinstance(error.__context__, Empty):  # a crowd before the pool is no outage
                self._health.failed(type(error).__name__)
            return otherwise
        self._health.answered()
        if writes:
            self._health.wrote()
        return reply

    def _note(self, error: redis.ResponseError, *, writes: bool) -> None:
        code = str(error).partition(" ")[0]
        if code == "WRONGTYPE":  # a damaged entry in a Redis that is well
            self._health.answered()
        elif writes:
            self._health.refused(_named(error, code))
        else:
            self._health.failed(_named(error, code))


def _lease(key: str) -> str:
    # The braces keep all of them on one node of a cluster, where one MGET can reach them.
    return f"standfirst:{{leases}}:{key}"


def _named(error: redis.ResponseError, code: str) -> str:
    """The error's class or, where it has none of its own, the server's code for it; never the server's words."""
    return code if type(error) is redis.ResponseError and code.isalpha() and code.isupper() else type(error).__name__


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))
