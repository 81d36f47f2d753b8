"""Pages of other origins: a browser may use a key where that very key lists the page's origin. Never all of them."""

from collections.abc import Set
from wsgiref.types import WSGIEnvironment

from service.summarise.key import Key

AGE_SECONDS = 600
"""How long a browser takes a preflight's answer for granted."""

_ALLOWED = (
    "Authorization, X-API-Key, api-key, Content-Type, Accept, Prefer, Cache-Control, If-None-Match, Idempotency-Key, "
    "X-Request-Id"
)
_EXPOSED = (
    "ETag, Age, Cache-Status, Server-Timing, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, Location, "
    "Preference-Applied"
)
VARY = {"Vary": "Origin"}


def is_preflight(environ: WSGIEnvironment) -> bool:
    """Whether a browser asks, before the request itself and without a key, whether it may."""
    return environ["REQUEST_METHOD"] == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ


def of_preflight(environ: WSGIEnvironment, origins: Set[str]) -> dict[str, str]:
    """The header fields of its answer: a yes where any live key lists the origin."""
    origin = environ.get("HTTP_ORIGIN", "")
    if origin not in origins:
        return dict(VARY)
    return VARY | {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": _ALLOWED,
        "Access-Control-Max-Age": str(AGE_SECONDS),
    }


def of_answer(environ: WSGIEnvironment, key: Key) -> dict[str, str]:
    """The header fields by which the page may read an answer to this key."""
    if not key.origins:
        return {}
    origin = environ.get("HTTP_ORIGIN", "")
    if origin not in key.origins:
        return dict(VARY)
    return VARY | {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": _EXPOSED}
