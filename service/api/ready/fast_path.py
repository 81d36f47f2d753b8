"""The fast path: in front of the application, a request that was answered before gets the same bytes again.

What is unusual about a request, and whatever is not ready, goes on to the application untouched.
"""

import time
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_etags

from service.api import answer_headers
from service.api.counting import FACTS
from service.api.preferences import patience
from service.api.ready.answers import Found, ReadyAnswers
from service.api.ready.entry import Ready
from service.api.ready.key import ReadyKeys
from service.api.request_hooks import REQUEST_ID, common_headers, note, request_id

SLOT = "standfirst.slot"
"""Where in the environ the application finds the ``Slot`` of its answer."""


class FastPath:
    """WSGI middleware around the application. ``wait_max_seconds`` is the longest ``Prefer: wait`` honoured.

    ``count`` is told of each answer, for the books.
    """

    def __init__(
        self,
        application: WSGIApplication,
        keys: ReadyKeys,
        answers: ReadyAnswers,
        wait_max_seconds: float,
        count: Callable[[WSGIEnvironment, Ready], None],
    ) -> None:
        self._application = application
        self._keys = keys
        self._answers = answers
        self._wait_max_seconds = wait_max_seconds
        self._count = count

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer at once, or leave it to the application."""
        began = time.monotonic()
        key = self._keys.of(environ)
        if key is None:
            return self._application(environ, start_response)
        found = self._answers.find(key)
        if found is None:
            environ[SLOT] = self._answers.slot(key)
            return self._application(environ, start_response)
        return self._answer(found, environ, start_response, began)

    def _answer(
        self, found: Found, environ: WSGIEnvironment, start_response: StartResponse, began: float
    ) -> list[bytes]:
        ready = found.ready
        self._count(environ, ready)
        identifier = environ.get(REQUEST_ID) or request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        known = _has(environ.get("HTTP_IF_NONE_MATCH"), ready.etag)
        headers = self._headers(found, environ) | common_headers(identifier) | answer_headers.timing(began)
        if not known:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(ready.body))}
        facts = environ[FACTS] = _facts(ready)
        note("POST", environ["PATH_INFO"], 304 if known else 200, began, request_id=identifier, **facts)
        start_response("304 NOT MODIFIED" if known else "200 OK", list(headers.items()))
        return [] if known else [ready.body]

    def _headers(self, found: Found, environ: WSGIEnvironment) -> dict[str, str]:
        headers = answer_headers.of_hit(found.ready.etag, found.age_seconds, self._answers.ttl_seconds)
        prefer = environ.get("HTTP_PREFER")
        if prefer:
            applied = patience(prefer, self._wait_max_seconds, self._wait_max_seconds).applied
            headers |= {"Preference-Applied": applied} if applied else {}
        return headers


def _facts(ready: Ready) -> dict[str, str]:
    facts = {"engine": ready.engine, "cache": "ready"}
    return facts | {"second_opinion": ready.second_opinion} if ready.second_opinion else facts


def _has(if_none_match: str | None, etag: str) -> bool:
    return bool(if_none_match) and parse_etags(if_none_match).contains_weak(etag.removeprefix("W/").strip('"'))
