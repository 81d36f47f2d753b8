"""Every answer is counted here, whoever gave it: the door, the fast path or the application.

What they know of it they leave in the environ.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from service.metrics.meters import Meters

FACTS = "standfirst.facts"
"""Where in the environ the facts of the answer's log line are: ``engine``, ``cache``, ``degraded``."""

ROUTE = "standfirst.route"
"""Where the application leaves its route, when it has told the meters that it begins; absent where it did not."""

STREAMS = "standfirst.streams"
"""Set where the answer is on its way for as long as it is written."""


class Counting:
    """WSGI middleware, outermost: around the door, the fast path and the application."""

    def __init__(self, application: WSGIApplication, meters: Meters) -> None:
        self._application = application
        self._meters = meters

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The application's answer, counted when it is there; a stream when it has gone."""
        answer = _Answer(environ, self._meters)

        def start(line: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:  # noqa: ANN401
            answer.status = int(line[:3])
            return start_response(line, headers, *rest)

        try:
            body = self._application(environ, start)
        except BaseException:
            answer.count()
            raise
        if STREAMS in environ:
            return _Body(body, answer.count)
        answer.count()
        return body


class _Answer:
    """What is known of one answer."""

    __slots__ = ("_began", "_environ", "_meters", "status")

    def __init__(self, environ: WSGIEnvironment, meters: Meters) -> None:
        self._began = time.monotonic()
        self._environ = environ
        self._meters = meters
        self.status = 500

    def count(self) -> None:
        environ = self._environ
        inside = ROUTE in environ
        if inside:
            self._meters.left()
        self._meters.request(
            environ["REQUEST_METHOD"],
            environ[ROUTE] if inside else environ["PATH_INFO"],
            self.status,
            time.monotonic() - self._began,
            environ.get(FACTS) or {},
            inside=inside,
        )


class _Body:
    """The rest of an answer; who sends it says when it has gone."""

    def __init__(self, pieces: Iterable[bytes], end: Callable[[], None]) -> None:
        self._pieces = pieces
        self._end: Callable[[], None] | None = end

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    def close(self) -> None:
        """The answer has gone, or who wanted it has."""
        end, self._end = self._end, None
        try:
            if hasattr(self._pieces, "close"):
                self._pieces.close()
        finally:
            if end:
                end()
