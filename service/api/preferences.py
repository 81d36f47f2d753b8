"""What request headers ask for beside the body: a deadline and what the cache may do."""

import re
from dataclasses import dataclass

from flask import Request

from service.summarise.answer import CachePolicy

_WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,9})\"?\s*(?=$|[,;])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the caller waits, in seconds. ``applied`` is the ``Preference-Applied`` value (RFC 7240), if any."""

    seconds: float
    applied: str | None


def patience(prefer: str, default_seconds: float, most_seconds: float) -> Patience:
    """``Prefer: wait=N``, cut to the longest wait honoured; what cannot be read is ignored, as RFC 7240 says."""
    found = _WAIT.search(prefer[:1000]) if prefer else None
    if found is None:
        return Patience(min(default_seconds, most_seconds), None)
    seconds = min(int(found[1]), int(most_seconds))
    return Patience(float(seconds), f"wait={seconds}")


def cache_policy(request: Request) -> CachePolicy:
    """``Cache-Control`` of a request: no-cache, no-store, only-if-cached and max-age (RFC 9111, 5.2.1)."""
    control = request.cache_control
    max_age = control.max_age if isinstance(control.max_age, int) else None
    fresh = bool(control.no_cache) or control.no_store
    return CachePolicy(
        recall=not fresh,
        keep=not control.no_store,
        only=control.only_if_cached,
        max_age_seconds=max_age,
    )
