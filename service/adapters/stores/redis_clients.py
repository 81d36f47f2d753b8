"""Connections to whatever a Redis URL names, all alike: a pool in which a crowd waits, tight time-outs, no retries.

redis-py's defaults would retry a dead Redis ten times, and raise where a burst meets a full pool.
"""

import threading
from collections.abc import Callable
from typing import Any, Protocol

import redis
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode
from redis.retry import Retry
from redis.sentinel import Sentinel, SentinelConnectionPool

from service.adapters.stores.redis_address import ClusterAddress, SentinelAddress, parse

Client = redis.Redis | redis.RedisCluster


class Connector(Protocol):
    """Who has the connections."""

    def client(self) -> Client:
        """Whoever takes commands. Raises what a command may raise."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...


def connector(url: str, *, timeout_seconds: float, connections_max: int, wait_seconds: float) -> Connector:
    """For that URL; nothing is connected yet. ``timeout_seconds`` bounds each step of each command.

    A crowd of more than ``connections_max`` (for a Cluster, at one node) waits ``wait_seconds``. Raises ``ValueError``.
    """
    address = parse(url)
    bounds = {
        "socket_timeout": timeout_seconds,
        "socket_connect_timeout": timeout_seconds,
        "protocol": 2,  # one round trip less for each new connection, and old servers know it
    }
    crowd = {"max_connections": connections_max, "timeout": wait_seconds}
    if isinstance(address, SentinelAddress):
        return _Sentinels(address, bounds, crowd)
    if isinstance(address, ClusterAddress):
        return _Cluster(address, bounds | crowd, timeout_seconds)
    return _Server(redis.BlockingConnectionPool.from_url(address.url, retry=_once(), **bounds, **crowd))


def _once() -> Retry:
    return Retry(NoBackoff(), 0)


class _Server:
    """One pool, to a server or to whomever the pool finds."""

    def __init__(self, pool: redis.ConnectionPool) -> None:
        self._client = redis.Redis(connection_pool=pool)

    def client(self) -> redis.Redis:
        return self._client

    def close(self) -> None:
        self._client.close()
        self._client.connection_pool.disconnect()


class _MasterPool(SentinelConnectionPool, redis.BlockingConnectionPool):
    """To the master of now: a new connection asks the Sentinels, and one that finds itself at a replica is closed."""


class _Sentinels(_Server):
    def __init__(self, address: SentinelAddress, bounds: dict[str, Any], crowd: dict[str, Any]) -> None:
        own = {**address.own_options, **bounds, "retry": _once()}
        self._sentinel = Sentinel(address.nodes, sentinel_kwargs=own)  # type: ignore[no-untyped-call]
        options = {**address.options, **bounds, **crowd, "retry": _once()}
        super().__init__(_MasterPool(address.master, self._sentinel, **options))  # type: ignore[no-untyped-call]

    def close(self) -> None:
        super().close()
        self._sentinel.close()


class _Cluster:
    """redis-py's client, made at the first command: it connects at its making, and a dead Redis must stop no start."""

    def __init__(self, address: ClusterAddress, bounds: dict[str, Any], wait_seconds: float) -> None:
        self._address = address
        self._bounds = bounds
        self._wait_seconds = wait_seconds
        self._making = threading.Lock()
        self._client: redis.RedisCluster | None = None

    def client(self) -> redis.RedisCluster:
        if self._client:
            return self._client
        if not self._making.acquire(timeout=self._wait_seconds):
            raise redis.ConnectionError("the nodes of the Cluster are still being looked for")
        try:
            self._client = self._client or self._made()
            return self._client
        finally:
            self._making.release()

    def close(self) -> None:
        if self._client:
            self._client.close()

    def _made(self) -> redis.RedisCluster:
        client = redis.RedisCluster(
            url=self._address.url,
            startup_nodes=[ClusterNode(*node) for node in self._address.nodes[1:]],  # type: ignore[no-untyped-call]
            connection_pool_class=redis.BlockingConnectionPool,
            retry=_once(),
            require_full_coverage=False,  # what some nodes hold is better than nothing
            **self._bounds,
        )
        nodes = client.nodes_manager
        nodes.initialize = _alone(nodes.initialize)  # type: ignore[method-assign]
        return client


def _alone(look: Callable[..., None]) -> Callable[..., None]:
    """Looking for the Cluster's nodes, by one caller at a time: the others go on with what is known.

    redis-py has everybody whose command failed look, one after the other, each as long as all nodes' time-outs.
    """
    looking = threading.Lock()

    def look_alone(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever redis-py gives
        if looking.acquire(blocking=False):
            try:
                look(*args, **kwargs)
            finally:
                looking.release()

    return look_alone
