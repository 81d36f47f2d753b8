"""What no service of this kind can be cheaper than: ready bytes from raw WSGI, without and with one Redis GET."""

import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

KEY = "bench:ready"
SIZE_VARIABLE = "BENCH_READY_BYTES"

_READY = b'{"ready": "' + b"x" * (int(os.environ.get(SIZE_VARIABLE, "2013")) - 13) + b'"}'


@cache
def _redis() -> redis.Redis:
    # The settings of service/adapters/stores/redis_store.py.
    pool = redis.BlockingConnectionPool.from_url(
        os.environ["REDIS_URL"],
        max_connections=128,
        timeout=1.0,
        socket_timeout=0.25,
        socket_connect_timeout=0.25,
        retry=Retry(NoBackoff(), 0),
        protocol=2,
    )
    return redis.Redis(connection_pool=pool)


def raw(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Read the body, answer."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return _answer(start_response, _READY)


def redis_get(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Read the body, fetch the answer, answer."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    ready = _redis().get(KEY)
    if not isinstance(ready, bytes):
        _redis().set(KEY, ready := _READY, ex=3600)
    return _answer(start_response, ready)


def _answer(start_response: Callable[..., Any], body: bytes) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
