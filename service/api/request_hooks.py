"""What happens around every request: an id, the media type, a log line, safe headers."""

import re
import time
import uuid

import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import UnsupportedMediaType

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

_log = structlog.get_logger()


def register(app: Flask) -> None:
    """Hook into every request of the app."""
    app.before_request(_begin)
    app.before_request(_check_media_type)
    app.after_request(_finish)


def _begin() -> None:
    g.began = time.monotonic()
    g.log = {}
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _check_media_type() -> None:
    """A body is JSON in UTF-8. This also keeps browsers' simple cross-site posts out, which cannot set the type."""
    if request.method != "POST":
        return
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    encoded = request.headers.get("Content-Encoding", "identity").lower()
    if request.mimetype != "application/json" or charset not in {"utf-8", "utf8"} or encoded != "identity":
        raise UnsupportedMediaType("Send application/json in UTF-8, not compressed.")


def _finish(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    _log.info(
        "request",
        method=request.method,
        # The rule, not the path: a path may hold anything.
        route=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        milliseconds=round((time.monotonic() - g.began) * 1000, 1),
        **g.log,
    )
    return response
