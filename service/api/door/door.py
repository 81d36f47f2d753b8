"""The door: WSGI middleware around everything, so that cached and new answers are asked for alike."""

import time
from collections.abc import Callable, Iterable, Mapping, Set
from http import HTTPStatus
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.wsgi import ClosingIterator

from service.api.door import cors
from service.api.door.brake import Brake
from service.api.door.caller import KEY, caller_key
from service.api.door.credentials import shown
from service.api.door.limits import Limits, Refused, nothing
from service.api.door.routes import Wants, wanted
from service.api.json_codec import dump_bytes
from service.api.problems import MEDIA_TYPE, document
from service.api.request_hooks import REQUEST_ID, common_headers, note, request_id
from service.summarise.key import Key, Scope

_NO_KEY = "This wants a key: Authorization: Bearer KEY, X-API-Key: KEY or api-key: KEY."
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="standfirst"'}


class Keys(Protocol):
    """The keys that exist."""

    def find(self, shown: bytes, /) -> Key | None:
        """The live key whose secret this is."""
        ...

    def origins(self) -> Set[str]:
        """The web origins of all live keys."""
        ...


class Door:
    """Lets requests in. ``keys`` is None where the service is open to whoever reaches it."""

    def __init__(self, application: WSGIApplication, keys: Keys | None, limits: Limits, brake: Brake) -> None:
        self._application = application
        self._keys = keys
        self._limits = limits
        self._brake = brake

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hand the request on, or refuse it: 401 without a key, 403 without the scope, 429 over a limit."""
        began = time.monotonic()
        environ[REQUEST_ID] = request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        wants = wanted(environ["REQUEST_METHOD"], environ["PATH_INFO"])
        if wants is Wants.NOTHING:
            return self._application(environ, start_response)
        if self._keys and cors.is_preflight(environ):
            return self._preflight(environ, start_response, self._keys.origins(), began)
        key = self._key(environ)
        if key is None:
            return _refuse(environ, start_response, began, 401, _NO_KEY, _CHALLENGE)
        if isinstance(wants, Scope) and wants not in key.scopes:
            detail = f"This key does not have the scope {wants.value}."
            return _refuse(environ, start_response, began, 403, detail, cors.of_answer(environ, key))
        environ[KEY] = key
        if wants is Scope.METRICS:  # who watches must not be shut out by what is watched
            return self._application(environ, start_response)
        return self._admit(key, environ, start_response, began)

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        if self._keys is None:
            return caller_key(environ)
        secret = shown(environ)
        return self._keys.find(secret or b"")

    def _admit(
        self, key: Key, environ: WSGIEnvironment, start_response: StartResponse, began: float
    ) -> Iterable[bytes]:
        entered = self._limits.enter(key)
        if isinstance(entered, Refused):
            self._brake.press(key.tenant)
            headers = {"Retry-After": str(entered.retry_after_seconds), **entered.headers}
            headers |= cors.of_answer(environ, key)
            return _refuse(environ, start_response, began, 429, entered.detail, headers)
        headers = {**entered.headers, **cors.of_answer(environ, key)}
        if entered.leave is nothing:
            return self._application(environ, _Beginning(headers, start_response) if headers else start_response)
        beginning = _Beginning(headers, start_response)
        try:
            answer = self._application(environ, beginning)
        except BaseException:
            entered.leave()
            raise
        if not beginning.whole:
            return ClosingIterator(answer, entered.leave)
        # The work is done. Given back after the sending, the place would be missing to a caller who has the answer and
        # asks at once again.
        entered.leave()
        return answer

    def _preflight(
        self, environ: WSGIEnvironment, start_response: StartResponse, origins: Set[str], began: float
    ) -> list[bytes]:
        headers = cors.of_preflight(environ, origins) | common_headers(environ[REQUEST_ID])
        note("OPTIONS", None, 204, began, request_id=environ[REQUEST_ID])
        start_response("204 NO CONTENT", list(headers.items()))
        return []


class _Beginning:
    """A ``start_response`` that adds headers; ``whole`` says that the answer's length is known, so it is written."""

    def __init__(self, headers: Mapping[str, str], start_response: StartResponse) -> None:
        self._headers = headers
        self._start_response = start_response
        self.whole = False

    def __call__(self, status: str, given: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:  # noqa: ANN401
        self.whole = any(name.lower() == "content-length" for name, _ in given)
        return self._start_response(status, [*given, *self._headers.items()], *rest)


def _refuse(
    environ: WSGIEnvironment,
    start_response: StartResponse,
    began: float,
    status: int,
    detail: str,
    headers: Mapping[str, str],
) -> list[bytes]:
    """A problem document, and the one line in the log that every request has."""
    body = dump_bytes(document(status, detail, environ["PATH_INFO"]))
    fields = common_headers(environ[REQUEST_ID]) | dict(headers)
    fields |= {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
    note(environ["REQUEST_METHOD"], None, status, began, request_id=environ[REQUEST_ID], refused="door")
    start_response(f"{status} {HTTPStatus(status).phrase.upper()}", list(fields.items()))
    return [body]
