"""Limits of each tenant and of all together, and what is said about them in the answer's header fields.

``RateLimit-Policy`` and ``RateLimit``: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ (10).
"""

import secrets
from collections.abc import Callable, Mapping
from functools import partial

from service.api.door.limits import Entered, Refused, nothing
from service.summarise.allowance import Allowance
from service.summarise.key import OPEN, Key
from service.summarise.tally import Count, Counts
from service.summarise.turnstile import WINDOW_SECONDS, Admission, Bound, Full, Room, Turnstile

EVERYONE = "all"
"""The name that all requests are counted under; tenants' names have ``tenant:`` in front."""

BUSY_SECONDS = 1
"""When to come again to a service where too many are inside."""

_WHAT = {Full.MINUTE: "Too many requests in a minute", Full.AT_ONCE: "Too many requests at once"}


class TenantLimits:
    """The door's ``Limits``. ``everyone`` bounds all tenants together; ``record`` counts requests for ``/v1/usage``."""

    def __init__(self, turnstile: Turnstile, everyone: Allowance, record: Callable[[str, Counts], None]) -> None:
        self._turnstile = turnstile
        self._everyone = _bound(EVERYONE, everyone)
        self._record = record

    def enter(self, key: Key) -> Entered | Refused:
        """Let a request in, or not. A dead store: each process counts for itself. No limit set: nobody is asked."""
        bounds = [bound for bound in (_bound(f"tenant:{key.tenant}", key.allowance), self._everyone) if bound]
        if not bounds:
            self._record(key.tenant, {Count.REQUESTS: 1})
            return Entered({}, nothing)
        token = secrets.token_hex(8)
        admission = self._turnstile.enter(bounds, token)
        headers = self._headers(key, bounds, admission)
        if admission.full:
            self._record(key.tenant, {Count.REFUSED: 1})
            return _refused(admission, bounds, headers)
        self._record(key.tenant, {Count.REQUESTS: 1})
        return Entered(headers, partial(self._turnstile.leave, bounds, token))

    def _headers(self, key: Key, bounds: list[Bound], admission: Admission) -> Mapping[str, str]:
        """What the caller is told: its own limits. How much others use is none of its business."""
        told = [
            (bound, room)
            for bound, room in zip(bounds, admission.rooms, strict=True)
            if bound is not self._everyone or key is OPEN
        ]
        if not told:
            return {}
        policies = ", ".join(_policy(bound) for bound, _ in told)
        return {"RateLimit-Policy": policies, "RateLimit": ", ".join(_left(room) for _, room in told)}


def _bound(name: str, allowance: Allowance) -> Bound | None:
    if allowance.requests_per_minute is None and allowance.concurrent_requests is None:
        return None
    return Bound(name, allowance.requests_per_minute, allowance.concurrent_requests)


def _refused(admission: Admission, bounds: list[Bound], headers: Mapping[str, str]) -> Refused:
    assert admission.full  # noqa: S101 - as the caller says
    wait = admission.rooms[admission.by].reset_seconds if admission.full is Full.MINUTE else BUSY_SECONDS
    whose = " to this service" if bounds[admission.by].name == EVERYONE else ""
    return Refused(f"{_WHAT[admission.full]}{whose}.", max(1, wait), headers)


def _policy(bound: Bound) -> str:
    minute = [] if bound.per_minute is None else [f'"minute";q={bound.per_minute};w={WINDOW_SECONDS}']
    return ", ".join(
        minute + ([] if bound.at_once is None else [f'"at-once";q={bound.at_once};qu="concurrent-requests"'])
    )


def _left(room: Room) -> str:
    minute = [] if room.requests is None else [f'"minute";r={room.requests};t={room.reset_seconds}']
    return ", ".join(minute + ([] if room.places is None else [f'"at-once";r={room.places}']))
