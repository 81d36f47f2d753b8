"""What happens around every request: an id, the media type, a log line, safe headers."""

import re
import secrets
import time

import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import UnsupportedMediaType

from service.api import shedding
from service.api.counting import FACTS, ROUTE
from service.api.parts import parts

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

REQUEST_ID = "standfirst.request_id"
"""Where the door leaves the request's id in the environ."""

_log = structlog.get_logger()


def register(app: Flask) -> None:
    """Hook into every request of the app."""
    app.before_request(_begin)
    app.before_request(_check_media_type)
    app.before_request(shedding.refuse_the_late)
    app.after_request(_finish)
    # What the connection's next request logs before it has an id of its own is not of this one.
    app.teardown_request(lambda _: structlog.contextvars.clear_contextvars())


def request_id(given: str) -> str:
    """The caller's own id where it is one, else a new one."""
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(16)


def common_headers(identifier: str) -> dict[str, str]:
    """What every answer carries."""
    return {"X-Request-Id": identifier, "X-Content-Type-Options": "nosniff"}


def note(method: str, route: str | None, status: int, began: float, **facts: object) -> None:
    """The one log line of a request that began at that monotonic time."""
    milliseconds = round((time.monotonic() - began) * 1000, 1)
    _log.info("request", method=method, route=route, status=status, milliseconds=milliseconds, **facts)


def _begin() -> None:
    g.began = time.monotonic()
    g.log = request.environ[FACTS] = {}
    request.environ[ROUTE] = _route()
    parts().meters.entered()
    g.request_id = request.environ.get(REQUEST_ID) or request_id(request.headers.get("X-Request-Id", ""))
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _check_media_type() -> None:
    """A body is JSON in UTF-8. This also keeps browsers' simple cross-site posts out, which cannot set the type."""
    if request.method != "POST" or request.routing_exception:
        return  # no such place, or not by this method: 404 and 405 say so
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    encoded = request.headers.get("Content-Encoding", "identity").lower()
    if request.mimetype != "application/json" or charset not in {"utf-8", "utf8"} or encoded != "identity":
        raise UnsupportedMediaType("Send application/json in UTF-8, not compressed.")


def _finish(response: Response) -> Response:
    response.headers.update(common_headers(g.request_id))
    note(request.method, _route(), response.status_code, g.began, **g.log)
    return response


def _route() -> str | None:
    """The rule, not the path: a path may hold anything."""
    return request.url_rule.rule if request.url_rule else None
