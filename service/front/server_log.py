"""gunicorn's own log, and the libraries', as JSON lines: one object a line whatever a peer has sent."""

import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import orjson
from gunicorn.glogging import Logger

MESSAGE_MAX_CHARS = 300


class JsonLines(logging.Formatter):
    """A record as one JSON object: what gunicorn says, and of an error its type and place, never its message.

    A message may hold what a caller has sent: a path with a key in it, or article text.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "event": "server" if record.name.startswith("gunicorn") else "library",
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
            "process": record.process,
        }
        line |= {"message": _message(record)} if record.name.startswith("gunicorn") else {"place": _source(record)}
        if record.exc_info and record.exc_info[1] is not None:
            line |= fault(record.exc_info[1])
        return orjson.dumps(line, default=str).decode()


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's logger with every record as a JSON line. What ends a thread or the process is one too."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Take over every way by which text reaches standard error."""
        super().setup(cfg)
        lines = JsonLines()
        for handler in self.error_log.handlers:
            handler.setFormatter(lines)
        _hear_libraries(lines)
        sys.excepthook = _tell_end
        threading.excepthook = _tell_thread_end


def fault(error: BaseException) -> dict[str, str]:
    """The type of an error and where it was raised."""
    trace, place = error.__traceback__, "unknown"
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return {"error": type(error).__name__, "place": place}


def _message(record: logging.LogRecord) -> str:
    # An exception's record names the request in full, its query string included.
    text = str(record.msg) if record.exc_info else record.getMessage()
    return text.encode("utf-8", "replace").decode()[:MESSAGE_MAX_CHARS]


def _source(record: logging.LogRecord) -> str:
    return f"{record.filename}:{record.lineno}"


def _hear_libraries(lines: JsonLines) -> None:
    """Warnings of libraries, which the standard library would print as they are."""
    handler = logging.StreamHandler()
    handler.setFormatter(lines)
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


def _tell_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("gunicorn.error").critical("the process ends", exc_info=(kind, error, trace))


def _tell_thread_end(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        told = (ended.exc_type, ended.exc_value, ended.exc_traceback)
        logging.getLogger("gunicorn.error").error("a thread ended", exc_info=told)
