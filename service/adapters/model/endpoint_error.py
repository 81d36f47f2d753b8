"""What an endpoint's error says, as far as it may be told: a status, a plain token, and when to come back.

Its message is only searched for the names of our own parameters. It may echo the article, so it goes nowhere else.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import orjson

from service.summarise.errors import ModelFailure, ModelRefused, ModelUnavailable

RETRY_AFTER_SECONDS = 5
RETRY_AFTER_MOST_SECONDS = 3600

_COMPLAINT_MAX_CHARS = 4000
_REFUSES_A_PARAMETER = frozenset({400, 404, 415, 422, 501})
_REFUSES_THE_KEY = frozenset({401, 403})
_THIS_REQUESTS = frozenset({400, 409, 413, 414, 415, 422, 431})
_DECLINES = frozenset({"content_filter", "content_policy_violation"})
_TOKEN = re.compile(r"[a-z0-9_]{1,40}")


class EndpointUnavailable(ModelUnavailable):
    """Raised when an endpoint answers with an error. ``rest_seconds`` is the time that it asked for, if it did."""

    def __init__(self, message: str, status: int, rest_seconds: int | None) -> None:
        super().__init__(message, rest_seconds or RETRY_AFTER_SECONDS)
        self.status = status
        self.rest_seconds = rest_seconds

    @property
    def refuses_our_key(self) -> bool:
        """Whether somebody has to look at the settings."""
        return self.status in _REFUSES_THE_KEY

    @property
    def is_the_endpoints_own(self) -> bool:
        """Whether another article would fare no better: not so where it is this request that is refused."""
        return self.status not in _THIS_REQUESTS

    @property
    def may_pass(self) -> bool:
        """Whether the same call may succeed at once."""
        return self.rest_seconds is None and (self.status >= 500 or self.status in {408, 429})


@dataclass
class EndpointError(Exception):
    """Raised when the endpoint answers with anything but success."""

    status: int
    token: str | None
    complaint: str
    rest_seconds: int | None

    @classmethod
    def of(cls, response: httpx2.Response, now: datetime) -> "EndpointError":
        """What the response says; ``now`` is needed for a ``Retry-After`` that is a date."""
        error = _error_object(response.content)
        complaint = response.text[:_COMPLAINT_MAX_CHARS].lower()
        seconds = _retry_after(response.headers.get("retry-after", ""), now)
        return cls(response.status_code, _token(error.get("code")) or _token(error.get("type")), complaint, seconds)

    @property
    def may_be_a_parameter(self) -> bool:
        """Whether the status is one that endpoints use for a parameter that they do not take."""
        return self.status in _REFUSES_A_PARAMETER

    def as_failure(self) -> ModelFailure:
        """The failure that the domain knows."""
        if self.token in _DECLINES:
            return ModelRefused(f"the endpoint declined: {self.token}")
        told = f"the endpoint answered {self.status}" + (f" {self.token}" if self.token else "")
        return EndpointUnavailable(told, self.status, self.rest_seconds)


def _error_object(body: bytes) -> dict[str, Any]:
    try:
        reply = orjson.loads(body)
    except ValueError:
        return {}
    error = reply.get("error", reply) if isinstance(reply, dict) else None
    return error if isinstance(error, dict) else {}


def _token(value: object) -> str | None:
    return value if isinstance(value, str) and _TOKEN.fullmatch(value) else None


def _retry_after(value: str, now: datetime) -> int | None:
    """Seconds between 1 and an hour (RFC 9110, 10.2.3); None where it says nothing of use."""
    try:
        seconds = int(value) if value.isdecimal() else (parsedate_to_datetime(value) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return int(min(max(seconds, 1), RETRY_AFTER_MOST_SECONDS))
