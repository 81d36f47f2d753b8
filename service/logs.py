"""Logs: one JSON object a line on standard error, never article text."""

import json
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import orjson
import structlog
from structlog.typing import Processor


class _StandardError:
    """Writes lines. A stream that takes none, for a full disk or because it was closed, loses the line only."""

    def msg(self, line: str) -> None:
        # Looked up for each line: the stream may have been redirected since.
        with suppress(OSError, ValueError):
            sys.stderr.write(line + "\n")

    debug = info = warning = error = critical = exception = msg


def _as_json(event: dict[str, Any], **_: object) -> str:
    try:
        return orjson.dumps(event, default=str).decode()
    except TypeError:  # a lone surrogate, a number beyond 64 bits: a line in escapes is better than a failed request
        return json.dumps(event, default=str)


_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.JSONRenderer(serializer=_as_json),
]


def configure(level: str) -> None:
    """Log events of this level (``debug`` to ``error``) and above."""
    structlog.configure(
        processors=_PROCESSORS,
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: _StandardError(),
    )


def carrying(spawn: Callable[[Callable[[], None]], None]) -> Callable[[Callable[[], None]], None]:
    """``spawn``, with the lines of what it starts carrying what its caller's carry: the request's id."""

    def start(function: Callable[[], None]) -> None:
        facts = structlog.contextvars.get_contextvars()

        def run() -> None:
            structlog.contextvars.bind_contextvars(**facts)
            function()

        spawn(run)

    return start
