"""What a ready-made answer is known by: the request's bytes, and everything else that decides the answer's bytes."""

import hashlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from wsgiref.types import WSGIEnvironment

from service.api.door.caller import caller_key

READY_VERSION = 2
"""Raised when the same summary is shown in other bytes, so that a new release passes over old answers."""

_JSON_TYPES = frozenset({"application/json", "application/json; charset=utf-8", "application/json;charset=utf-8"})

_UNUSUAL = ("HTTP_CACHE_CONTROL", "HTTP_PRAGMA", "HTTP_CONTENT_ENCODING", "HTTP_TRANSFER_ENCODING", "QUERY_STRING")
"""A request with one of these goes the whole way, where each has its meaning or its refusal."""


class ReadyKeys:
    """Names requests. ``decisive`` is all that decides an answer's bytes beside the request and its tenant."""

    def __init__(self, path: str, decisive: Iterable[object], body_max_bytes: int) -> None:
        self._decisive = digest = hashlib.sha256()
        for part in (READY_VERSION, *decisive):
            text = repr(part).encode()
            digest.update(b"%d " % len(text) + text)
        self._path = path
        self._body_max_bytes = body_max_bytes

    def of(self, environ: WSGIEnvironment) -> str | None:
        """The key of a plain request to summarise; None for any other. The body is read and put back."""
        length = self._plain_length(environ)
        if length is None:
            return None
        body = environ["wsgi.input"].read(length)
        environ["wsgi.input"] = BytesIO(body)
        if len(body) != length:
            return None
        digest = self._decisive.copy()
        tenant = caller_key(environ).tenant.encode()
        digest.update(b"%d " % len(tenant))
        digest.update(tenant)
        digest.update(body)
        return f"standfirst:ready:{digest.hexdigest()}"

    def _plain_length(self, environ: WSGIEnvironment) -> int | None:
        if environ["PATH_INFO"] != self._path or environ["REQUEST_METHOD"] != "POST" or not _is_plain(environ):
            return None
        length = environ.get("CONTENT_LENGTH") or ""
        if not (length.isascii() and length.isdigit() and len(length) < 12):
            return None
        return int(length) if 0 < int(length) <= self._body_max_bytes else None


def _is_plain(environ: WSGIEnvironment) -> bool:
    get: Any = environ.get
    return (
        get("CONTENT_TYPE", "").lower() in _JSON_TYPES
        and not any(get(name) for name in _UNUSUAL)
        and "event-stream" not in get("HTTP_ACCEPT", "")
    )
