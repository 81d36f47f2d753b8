"""The secret that a request shows: in a header field, never in the URL, which ends in logs and histories."""

from wsgiref.types import WSGIEnvironment

_BEARER = "bearer "


def shown(environ: WSGIEnvironment) -> bytes | None:
    """The secret in ``Authorization: Bearer``, ``X-API-Key`` or ``api-key``; None where there is none, or two differ.

    Another scheme of ``Authorization`` is a proxy's own business.
    """
    authorization = environ.get("HTTP_AUTHORIZATION", "")
    bearer = authorization[len(_BEARER) :] if authorization[: len(_BEARER)].lower() == _BEARER else ""
    found = {text.strip() for text in (bearer, environ.get("HTTP_X_API_KEY", ""), environ.get("HTTP_API_KEY", ""))}
    found.discard("")
    return found.pop().encode("latin-1", "replace") if len(found) == 1 else None
