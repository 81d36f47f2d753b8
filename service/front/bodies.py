"""Bodies that the application does not read, or cannot: the connection ends with the answer to them."""

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import WSGIApplication, WSGIEnvironment

from gunicorn.http.errors import ParseException


class BodyGuard:
    """WSGI middleware around the whole application, inside gunicorn.

    An answer that is given before the body was read says ``Connection: close``: gunicorn would read on to the body's
    end, gigabytes away, before it takes the next request from the connection.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401
        """Answer, and close where something was left unread."""
        body = environ.get("wsgi.input")
        if environ.get("HTTP_TRANSFER_ENCODING"):
            environ["wsgi.input"] = ChunkedBody(body)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:  # noqa: ANN401
            if is_unread(body):
                # gunicorn's own response; it drops the application's Connection field.
                start_response.__self__.force_close()
            return start_response(status, headers, *rest)  # type: ignore[no-any-return]

        return self._application(environ, start)


class ChunkedBody:
    """A chunked body whose faults are the sender's: an ``OSError``, as of one who hangs up, and so a 400."""

    def __init__(self, body: Any) -> None:  # noqa: ANN401 - gunicorn's
        self._body = body

    def read(self, size: int = -1) -> bytes:
        """Bytes of the body, none at its end."""
        try:
            return self._body.read(size)  # type: ignore[no-any-return]
        except ParseException as error:
            raise OSError("the chunks cannot be read") from error


def is_unread(body: Any) -> bool:  # noqa: ANN401 - gunicorn's ``Body``
    """Whether something of it is still on the connection, or unknown to be."""
    reader: Any = getattr(body, "reader", None)
    if getattr(body, "failed", False):
        return True
    if hasattr(reader, "length"):
        return bool(reader.length)
    return getattr(reader, "parser", None) is not None
