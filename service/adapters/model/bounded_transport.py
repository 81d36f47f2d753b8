"""HTTP that keeps a deadline, with a cap on what comes back.

The cap stands below the client, because the client reads the body of every error to its end. A compressed reply is
refused: its size would be known too late, and none was asked for.
"""

import base64
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from service.adapters.model.deadline_network import DeadlineBackend
from service.adapters.model.meanwhile import tracing

POOLS = 16
CONNECTIONS_MAX = 64
CONNECTIONS_IDLE_MAX = 32
"""Of one pool. A pool looks at all its connections for each call, so a few small ones cost less than a large one."""

IDLE_SECONDS = 4.0
"""Below the 5 seconds after which uvicorn (vLLM) and llama.cpp hang up: a call must not meet a connection that goes."""

ERROR_MAX_BYTES = 65_536
"""An error's body is read up to here, for its code; the rest is left."""

STREAM_TIMES = 10
"""A stream may be longer than the cap by this, since each word comes in some 300 bytes. Its text is held to the cap."""


class ReplyTooLarge(Exception):
    """Raised when a reply is over the cap or compressed."""


class BoundedTransport(httpx2.BaseTransport):
    """A transport over a few connection pools. Raises httpcore2's exceptions, and ``ReplyTooLarge``."""

    def __init__(self, url: str, reply_max_bytes: int) -> None:
        self._reply_max_bytes = reply_max_bytes
        new_pool = _pool_maker(httpx2.URL(url))
        self._pools = [new_pool() for _ in range(POOLS)]

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request. A success is read by the caller, within the cap; an error comes read, cut at its own."""
        url = request.url
        reply = self._roomy_pool().handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=tracing(request.extensions),
            )
        )
        headers = httpx2.Headers(reply.headers)
        compressed = headers.pop("content-encoding", "identity").lower() != "identity"
        streamed = headers.get("content-type", "").startswith("text/event-stream")
        body = _Capped(reply, self._reply_max_bytes * (STREAM_TIMES if streamed else 1))
        if not 200 <= reply.status < 300:
            return httpx2.Response(reply.status, headers=headers, content=b"" if compressed else body.beginning())
        if compressed:
            body.close()
            raise ReplyTooLarge("a compressed reply")
        return httpx2.Response(reply.status, headers=headers, stream=body, extensions=reply.extensions)

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools:
            pool.close()

    def _roomy_pool(self) -> httpcore2.ConnectionPool:
        """The first pool with room, so that few calls share few connections; where none has, the emptiest."""
        filled = []
        for pool in self._pools:
            size = len(pool.connections)
            if size < CONNECTIONS_MAX:
                return pool
            filled.append(size)
        return self._pools[filled.index(min(filled))]


class _Capped(httpx2.SyncByteStream):
    def __init__(self, reply: httpcore2.Response, most: int) -> None:
        self._reply = reply
        self._most = most

    def __iter__(self) -> Iterator[bytes]:
        seen = 0
        for part in self._reply.iter_stream():
            seen += len(part)
            if seen > self._most:
                raise ReplyTooLarge("a reply over the cap")
            yield part

    def beginning(self) -> bytes:
        """The body up to the cap for errors; the reply is closed."""
        seen = bytearray()
        try:
            for part in self._reply.iter_stream():
                seen += part
                if len(seen) > ERROR_MAX_BYTES:
                    break
        except (httpcore2.NetworkError, httpcore2.ProtocolError):
            pass  # the status is known, and counts for more than how its body ended
        finally:
            self.close()
        return bytes(seen[:ERROR_MAX_BYTES])

    def close(self) -> None:
        self._reply.close()


def _pool_maker(url: httpx2.URL) -> Callable[[], httpcore2.ConnectionPool]:
    """Makes pools to the endpoint, by the proxy that the environment names for it. They share the TLS context."""
    options: dict[str, Any] = {
        "ssl_context": httpx2.create_ssl_context(),
        "max_connections": CONNECTIONS_MAX,
        "max_keepalive_connections": CONNECTIONS_IDLE_MAX,
        "keepalive_expiry": IDLE_SECONDS,
        "network_backend": DeadlineBackend(),
    }
    proxy = None if _is_loopback(url.host) or proxy_bypass(url.host) else getproxies().get(url.scheme)
    if not proxy:
        return lambda: httpcore2.ConnectionPool(**options)
    address = httpx2.URL(proxy if "://" in proxy else f"http://{proxy}")
    if address.userinfo:
        token = base64.b64encode(unquote(address.userinfo.decode()).encode()).decode()
        options["proxy_headers"] = {"Proxy-Authorization": f"Basic {token}"}
    return lambda: httpcore2.HTTPProxy(str(address.copy_with(userinfo=b"")), **options)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
