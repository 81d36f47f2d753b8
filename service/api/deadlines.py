"""Until when a caller's answer is of use: ``Prefer: wait``, else the default, never more than the ceiling."""

from flask import current_app, g, request

from service.api.parts import parts
from service.api.preferences import Patience, patience
from service.summarise.ports import Deadline

FINISHING_SECONDS = 0.25
"""Kept back of a deadline for the extractive answer: a crowd whose deadlines fall together is served one by one."""

LAGS = 2
"""In an overload twice as much is kept back too as an answer by code takes now: it gets worse while one waits."""


def wanted() -> tuple[Patience, Deadline]:
    """What this request waits, and the deadline that follows, counted from its arrival."""
    asked = patience(
        request.headers.get("Prefer", ""),
        current_app.config["DEADLINE_SECONDS"],
        current_app.config["DEADLINE_MAX_SECONDS"],
    )
    kept_back = min(asked.seconds, FINISHING_SECONDS + min(asked.seconds / 2, LAGS * parts().turns.lag_seconds))
    return asked, Deadline(parts().clock, g.began + asked.seconds - kept_back)
