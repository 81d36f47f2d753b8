"""A network on which nothing outlasts a deadline: looking up a name, connecting, the TLS handshake, a read, a write.

A read timeout alone holds nobody to a deadline: an endpoint that sends one byte before each timeout, headers included,
goes on for ever. Here every single wait gets what is left. TLS runs in memory over the plain stream, because a gevent
socket starts its timeout anew for each piece of a TLS record.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

import httpcore2

from service.summarise.ports import Deadline

T = TypeVar("T")

_TLS_PIECE_BYTES = 65_536
_SHORTEST_SECONDS = 0.001
"""A timeout of 0 would mean: do not block at all."""

_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def by(deadline: Deadline) -> Iterator[None]:
    """All traffic of this thread inside the block ends by the deadline."""
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


class DeadlineBackend(httpcore2.NetworkBackend):
    """TCP. Raises httpcore2's exceptions, one of its timeouts once the deadline has passed."""

    def __init__(self) -> None:
        self._tcp = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A stream to the first of the host's addresses that accepts; all tries share the one timeout."""
        end = time.monotonic() + _left(timeout, httpcore2.ConnectTimeout)
        addresses = _addresses(host, port, end)
        while True:
            address = addresses.pop(0)
            share = max(_SHORTEST_SECONDS, (end - time.monotonic()) / (len(addresses) + 1))
            try:
                return _DeadlineStream(self._tcp.connect_tcp(address, port, share, local_address, socket_options))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if not addresses:
                    raise


class _DeadlineStream(httpcore2.NetworkStream):
    """A stream that gives each read and write what is left of the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout, httpcore2.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _TLSStream(self, ssl_context, server_hostname, timeout)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the interface has it
        return self._stream.get_extra_info(info)


class _TLSStream(httpcore2.NetworkStream):
    """TLS in memory, over a stream that keeps the deadline. https://docs.python.org/3/library/ssl.html#memory-bio-support."""

    def __init__(
        self, stream: httpcore2.NetworkStream, context: ssl.SSLContext, host: str | None, timeout: float | None
    ) -> None:
        self._stream = stream
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        try:
            self._run(self._tls.do_handshake, timeout)
        except BaseException as error:
            self.close()
            if isinstance(error, ssl.SSLError):
                raise httpcore2.ConnectError("the TLS handshake failed") from error
            raise

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._run(lambda: self._tls.read(max_bytes), timeout)
        except ssl.SSLZeroReturnError:
            return b""
        except ssl.SSLError as error:
            raise httpcore2.ReadError("the TLS connection broke") from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            self._run(lambda: self._tls.write(buffer), timeout)
        except ssl.SSLError as error:
            raise httpcore2.WriteError("the TLS connection broke") from error

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _TLSStream(self, ssl_context, server_hostname, timeout)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the interface has it
        return self._tls if info == "ssl_object" else self._stream.get_extra_info(info)

    def _run(self, step: Callable[[], T], timeout: float | None) -> T:
        """What the step gives, once the other side has sent what it needs for it."""
        while True:
            with suppress(ssl.SSLWantReadError):
                result = step()
                self._flush(timeout)
                return result
            self._flush(timeout)
            data = self._stream.read(_TLS_PIECE_BYTES, timeout)
            if data:
                self._incoming.write(data)
            else:
                self._incoming.write_eof()

    def _flush(self, timeout: float | None) -> None:
        if self._outgoing.pending:
            self._stream.write(self._outgoing.read(), timeout)


def _left(timeout: float | None, too_late: type[Exception]) -> float:
    """The seconds that a wait may take. Outside ``by`` only its own timeout counts, and without one a minute."""
    deadline = _deadline.get()
    left = 60.0 if deadline is None else deadline.remaining_seconds()
    if left <= 0:
        raise too_late("the deadline passed")
    return max(_SHORTEST_SECONDS, left if timeout is None else min(left, timeout))


def _addresses(host: str, port: int, end: float) -> list[str]:
    """The host's addresses. Asked in a thread of its own, since a resolver knows no timeout."""
    with suppress(ValueError):
        return [str(ip_address(host))]  # nothing to look up, and a resolver costs a thread
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(_look_up(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(_SHORTEST_SECONDS, end - time.monotonic()))
    except Empty:
        raise httpcore2.ConnectTimeout("the host's name was not found in time") from None
    if isinstance(answer, OSError):
        raise httpcore2.ConnectError("the host's name was not found") from answer
    return answer


def _look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
