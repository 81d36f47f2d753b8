"""Senders who take for ever: a connection that says nothing, a head or a body that drips. Each is cut after a while.

A greenlet that waits costs little, but a worker takes a thousand connections at most, and a timeout for each read holds
nobody who sends a byte before it ends.
"""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.front.bodies import is_unread

LOOK_SECONDS = 1.0


@dataclass(slots=True)
class _Request:
    began: float
    body: Any = None

    @property
    def is_in(self) -> bool:
        """Whether all of it has come."""
        return self.body is not None and not is_unread(self.body)


class SlowSenders:
    """The connections of a worker on which a request is coming in. ``seconds`` is what one may take in all.

    ``now`` is a clock that never goes back. Used by one thread, whose greenlets do not interrupt each other here.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._coming: dict[Any, _Request] = {}

    def begin(self, line: Any) -> None:  # noqa: ANN401 - a socket, as all lines here
        """Something of a request is awaited, or was heard; how long it takes counts from the first such moment."""
        if line not in self._coming:
            self._coming[line] = _Request(self._now())

    def read_body(self, line: Any, body: Any) -> None:  # noqa: ANN401
        """The head is in, and the body is being read: gunicorn's ``Body``."""
        if not is_unread(body):
            self.end(line)
        elif line in self._coming:
            self._coming[line].body = body

    def end(self, line: Any) -> None:  # noqa: ANN401
        """The request was answered, or the connection ended. Between two requests nothing is awaited."""
        self._coming.pop(line, None)

    def cut(self) -> int:
        """End the connections whose requests take too long, and tell how many."""
        latest = self._now() - self._seconds
        late = [(line, request) for line, request in self._coming.items() if request.began < latest]
        for line, _ in late:
            self.end(line)
        slow = [line for line, request in late if not request.is_in]
        for line in slow:
            try:
                line.shutdown(socket.SHUT_RDWR)  # whoever waits for it in this worker reads its end
            except OSError:
                continue
        return len(slow)


class HeardSocket:
    """A socket that tells when something is heard on it."""

    def __init__(self, line: Any, slow: SlowSenders) -> None:  # noqa: ANN401
        self._line = line
        self._slow = slow

    def recv(self, *arguments: Any) -> bytes:  # noqa: ANN401
        """As the socket's."""
        data: bytes = self._line.recv(*arguments)
        if data:
            self._slow.begin(self)
        return data

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._line, name)
