"""A key: who may do what, as which tenant; never its secret."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.summarise.allowance import UNBOUNDED, Allowance

OPEN_TENANT = "open"
"""The one tenant of a service without keys."""


class Scope(StrEnum):
    """What a key may be used for."""

    SUMMARISE = "summarise"
    CHECK = "check"
    PURGE = "purge"
    JOBS = "jobs"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class Key:
    """A live key. ``tenant`` keeps articles, results, limits and money apart; two keys of a rotation share one.

    ``origins`` are the web origins whose pages may use it (CORS).
    """

    id: str
    tenant: str
    name: str
    scopes: frozenset[Scope]
    origins: tuple[str, ...] = ()
    allowance: Allowance = UNBOUNDED
    starts: datetime | None = None
    expires: datetime | None = None


OPEN = Key(id="open", tenant=OPEN_TENANT, name="open", scopes=frozenset(Scope))
"""Whoever calls a service that has no keys."""
