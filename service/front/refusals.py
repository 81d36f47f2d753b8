"""What gunicorn refuses by itself: a problem document, not a page, and nothing of the request in it or in the log."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from wsgiref.types import WSGIApplication

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.base import Worker

from service.api.json_codec import dump_bytes
from service.api.problems import MEDIA_TYPE
from service.front.bodies import BodyGuard
from service.front.server_log import fault

DRAIN_SECONDS = 2.0
DRAIN_MAX_BYTES = 16_000_000
"""What a refused sender may still send before the connection is cut: whoever is cut while sending sees no answer."""

_STATUS: Mapping[type[Exception], int] = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
    errors.ForbiddenProxyRequest: 403,
    errors.InvalidResponseHeader: 500,
    errors.InvalidResponseHeaderName: 500,
    errors.ConfigurationProblem: 500,
    errors.ParseException: 400,
}
_DETAIL: Mapping[int, str] = {
    400: "The request is not HTTP/1.1 as this server reads it.",
    403: "This peer may not speak for others.",
    414: "The request line is too long.",
    417: "Only 100-continue can be expected.",
    431: "The header fields are too many or too large.",
    500: "The server could not answer.",
    501: "Of transfer codings only chunked is understood.",
}


class Refusing(Worker):  # type: ignore[misc]  # gunicorn has no types
    """A worker that refuses in problem documents and hears a refused sender out."""

    wsgi: WSGIApplication

    def load_wsgi(self) -> None:
        """The application, behind a guard of the bodies that it leaves unread."""
        super().load_wsgi()
        self.wsgi = BodyGuard(self.wsgi)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ANN401, ARG002
        """Answer what cannot be handed to the application."""
        status = status_of(exc)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.error("a request failed: %s", fault(exc))
        else:
            self.log.warning("a request was refused: %s, %s", status, type(exc).__name__)
        try:
            client.sendall(refusal(status))
        except OSError:
            return
        hear_out(client)


def status_of(error: BaseException) -> int:
    """The status of an error that gunicorn raised, or let through."""
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)


def refusal(status: int) -> bytes:
    """A whole answer, after which the connection ends."""
    phrase = HTTPStatus(status).phrase
    body = dump_bytes({"type": "about:blank", "title": phrase, "status": status, "detail": _DETAIL[status]})
    head = f"HTTP/1.1 {status} {phrase}\r\nConnection: close\r\nContent-Type: {MEDIA_TYPE}\r\n"
    head += f"X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def hear_out(client: Any) -> None:  # noqa: ANN401 - gunicorn's or gevent's socket
    """Close once the peer has stopped sending, or after a while (RFC 9112, 9.6)."""
    util.close_graceful(client, timeout=DRAIN_SECONDS, max_drain=DRAIN_MAX_BYTES)
